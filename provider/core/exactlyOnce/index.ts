/** One declaration is exactly one thing: the name that proves it, the search for orphans, the one request, its outcome. */
export { createOnce } from "./createOnce";
export { differencesOf } from "./differences";
export { duplicateReasons } from "./duplicates";
export { autoName, namePrefix, tagIn, tagOf } from "./naming";
export { isAlive, ownerMissing, type Named } from "./orphans";
