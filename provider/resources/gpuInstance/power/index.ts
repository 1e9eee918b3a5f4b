/** Instances that are declared off: what they are waited for to be. */
export { isOff, restsAt, waitsForRest } from "./power";
