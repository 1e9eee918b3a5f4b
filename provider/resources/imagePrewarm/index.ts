/** Prewarm tasks: a description for the generic life cycle of `core`. */
export { imagePrewarm } from "./definition";
export { unmarked } from "./note";
