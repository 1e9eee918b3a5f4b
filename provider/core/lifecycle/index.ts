/** The six operations of every resource, generic: check, diff, create, read, update, delete. */
export { check } from "./check";
export { type Created, update } from "./converge";
export { create } from "./create";
export { remove } from "./delete";
export { diff, diffInRun, type Difference } from "./diff";
export { InitFailure } from "./initFailure";
export { type Found, read } from "./read";
