/** The package schema, relative to the project's root. Pulumi refuses a comment in it. */
export const packageSchemaPath = "cmd/pulumi-resource-novita/schema.json";

/** The programs that `npm run generate:sdk` has made of the example of a resource, for its page in the registry. */
export const examplesPath = (type: string): string => `tools/sdk/examples/${type}.md`;
