/** Instances that are declared off, what they are waited for to be and what they cost; and those that are restarted. */
export { isOff, restsAt, waitsForRest } from "./power";
export { hourlyUsd, type Known } from "./price";
export { releaseRemark, releaseWarning } from "./release";
export { restart } from "./restart";
