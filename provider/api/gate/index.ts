/** The gate that all calls to one account go through: how fast they may go, and who goes first. */
export { type Caller, Gate, type OnLimited } from "./gate";
export type { Departure } from "./pace";
