/** What a program can ask the service for: products, clusters, instances, what they use, the balance. */
export type { Asking } from "./lookups";
export { argumentFailures, call, type FunctionName, functionNames } from "./call";
export { schemas } from "./generated/schemas";
export type { Functions } from "./generated/types";
export { openFunctions, type OpenFunctions } from "./open";
export { ArgumentsError } from "./argumentsError";
