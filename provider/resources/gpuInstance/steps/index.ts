/** The calls that create and change an instance. */
export { toCreateRequest } from "./requests";
export { steps } from "./steps";
export { warnOfSteps } from "./terms";
