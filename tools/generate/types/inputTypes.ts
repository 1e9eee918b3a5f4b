import type { JsonSchema } from "../jsonSchema";
import type { ResourceSource } from "../resources";
import { renderTypes } from "./renderTypes";

/**
 * Plain-value types: `<type>Inputs`, `Computed` for what the service adds, and one interface for each titled object
 * inside of them.
 */
export async function inputTypes(
  resource: ResourceSource,
  inputs: JsonSchema,
  outputs: JsonSchema,
): Promise<string> {
  const style = { suffix: "", wrap: (inner: string) => inner };
  const rendered = [
    renderTypes(resource, inputs, `${resource.type}Inputs`, style),
    renderTypes(resource, outputs, "Computed", style),
  ];
  return (await Promise.all(rendered)).join("\n\n");
}
