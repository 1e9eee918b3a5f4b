/** What the schema cannot say of an instance's inputs, and what others call them. */
export { rules } from "./rules";
export { adviceOn, examples } from "./synonyms";
