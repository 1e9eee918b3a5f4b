/** Waiting: one look serves all that wait, a condition decides, and absence is certain or it is not absence. */
export { applied, beingDeleted, begun, type Change, gone, ready, type Readiness } from "./conditions";
export { listAll, whole } from "./listing";
export { ContradictionError, lookUp, lookUpOfMany, lookUpTracked } from "./lookup";
export { looking } from "./looking";
export { LAG_MS, pauseFor, SETTLE_WINDOW_MS } from "./times";
export { type Condition, waitFor, WaitError, type Waiting } from "./waitFor";
