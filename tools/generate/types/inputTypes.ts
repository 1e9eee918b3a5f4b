import type { JsonSchema } from "../jsonSchema";
import { renderTypes } from "./renderTypes";

/**
 * Plain-value types: `GpuInstanceInputs`, `Computed` for what the service adds, and one interface for each titled object
 * inside of them.
 */
export async function inputTypes(inputs: JsonSchema, outputs: JsonSchema): Promise<string> {
  const style = { suffix: "", wrap: (type: string) => type };
  const rendered = [renderTypes(inputs, "GpuInstanceInputs", style), renderTypes(outputs, "Computed", style)];
  return (await Promise.all(rendered)).join("\n\n");
}
