/** Whether inputs are what a resource takes, in sentences that say what, where, why and what to do. */
export { quoted } from "./expectations";
export { once, portSyntax, someTime, variablesOnce } from "./fieldRules";
export { createSchema } from "./schema";
export { nearest, schemaFailures } from "./schemaFailures";
export { textFailures } from "./texts";
