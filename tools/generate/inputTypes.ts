import type { JsonSchema } from "./jsonSchema";
import { renderTypes } from "./renderTypes";

/** Plain-value types of the inputs: `GpuInstanceInputs` and one interface for each titled object inside it. */
export function inputTypes(schema: JsonSchema): Promise<string> {
  return renderTypes(schema, "GpuInstanceInputs", { suffix: "", wrap: (type) => type });
}
