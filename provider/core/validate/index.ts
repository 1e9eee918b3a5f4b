/** Whether inputs are what a resource takes, in sentences that say what, where, why and what to do. */
export { expectation, wordedPatterns } from "./expectations";
export { createSchema } from "./schema";
export { nearest, schemaFailures } from "./schemaFailures";
export { textFailures } from "./texts";
