/**
 * The life cycle of a GPU instance: check, diff, create, read, update, delete. Knows neither HTTP nor gRPC; time,
 * randomness and the client come in as a {@link Context}.
 */
export { check, type Checked } from "../../core/lifecycle/check";
export type { Context, Holding, Leftovers, Log, States } from "../../core/model/context";
export { create, type Created } from "../../core/lifecycle/create";
export { compare } from "../../core/lifecycle/compare";
export { diff, type Difference } from "../../core/lifecycle/diff";
export type { CheckFailure } from "../../core/model/failures";
export { InitFailure } from "../../core/lifecycle/initFailure";
export type { Computed, Declaration, Endpoint, Inputs, Properties, State } from "../../core/model/declaration";
export { createPriceList } from "../../pricing/quote";
export { type Found, read } from "../../core/lifecycle/read";
export { remove } from "../../core/lifecycle/delete";
export { shared } from "../../core/shared";
export { update } from "../../core/lifecycle/update";
