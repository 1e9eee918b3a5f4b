/** Instances that are declared off: what they are waited for to be, and what they cost. */
export { isOff, restsAt, waitsForRest } from "./power";
export { hourlyUsd, type Known } from "./price";
export { releaseRemark, releaseWarning } from "./release";
