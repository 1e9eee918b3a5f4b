/**
 * The life cycle of a GPU instance: check, diff, create, read, update, delete. Knows neither HTTP nor gRPC; time,
 * randomness and the client come in as a {@link Context}.
 */
export { check, type Checked } from "./check";
export type { Context, Holding, Leftovers, Log, States } from "./context";
export { create, type Created } from "./create";
export { compare } from "./compare";
export { diff, type Difference } from "./diff";
export type { CheckFailure } from "./failures";
export { InitFailure } from "./initFailure";
export type { Computed, Declaration, Endpoint, Inputs, Properties, State } from "./model";
export { createPriceList } from "./price";
export { type Found, read } from "./read";
export { remove } from "./delete";
export { shared } from "./shared";
export { update } from "./update";
