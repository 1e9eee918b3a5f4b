import type { JsonSchema } from "../jsonSchema";
import type { ResourceSource } from "../resources";
import { renderTypes } from "./renderTypes";

/**
 * What a TypeScript program passes: like the input types, with `pulumi.Input` around every leaf, list and object, so
 * that outputs of other resources fit everywhere.
 */
export async function argTypes(resource: ResourceSource, schema: JsonSchema): Promise<string> {
  const style = { suffix: "Args", wrap: (inner: string) => `pulumi.Input<${inner}>` };
  return `import type * as pulumi from "@pulumi/pulumi";\n\n${await renderTypes(resource, schema, `${resource.type}Args`, style)}`;
}
