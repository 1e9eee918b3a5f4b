/** Registry credentials: a description for the generic life cycle of `core`. */
export { registryAuth } from "./definition";
