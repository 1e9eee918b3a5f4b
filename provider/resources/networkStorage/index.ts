/** Network storages: a description for the generic life cycle of `core`. */
export { networkStorage } from "./definition";
export { hourlyUsdOf } from "./price";
