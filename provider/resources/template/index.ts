/** Templates: a description for the generic life cycle of `core`. */
export { listTemplates, template } from "./definition";
