import type { JsonSchema } from "../jsonSchema";
import { renderTypes } from "./renderTypes";

/**
 * What a TypeScript program passes: like the input types, with `pulumi.Input` around every leaf, list and object, so
 * that outputs of other resources fit everywhere.
 */
export async function argTypes(schema: JsonSchema): Promise<string> {
  const style = { suffix: "Args", wrap: (type: string) => `pulumi.Input<${type}>` };
  return `import type * as pulumi from "@pulumi/pulumi";\n\n${await renderTypes(schema, "GpuInstanceArgs", style)}`;
}
