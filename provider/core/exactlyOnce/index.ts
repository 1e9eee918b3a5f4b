/** One declaration is exactly one thing: the name that proves it, the search for orphans, the one request, its outcome. */
export { createOnce, type Obtained } from "./createOnce";
export { differencesOf } from "./differences";
export { duplicatesMessage, duplicatesOf } from "./duplicates";
export { autoName, isAutoName, namePrefix, tagIn, tagOf } from "./naming";
export { findEarlier, type Named, ownerMissing } from "./orphans";
