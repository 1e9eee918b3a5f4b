/** VPC networks: a description for the generic life cycle of `core`. */
export { network } from "./definition";
