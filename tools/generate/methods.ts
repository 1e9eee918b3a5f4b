import type { JsonSchema } from "./jsonSchema";
import { outputsPath, type ResourceSource } from "./resources";
import type { Sources } from "./sources";

/** A method of a resource. */
export interface MethodSource {
  readonly name: string;
  /** What it does, in a few sentences of Markdown. */
  readonly description: string;
  /** What there is to know before it is called, in Markdown. */
  readonly guide: string;
  /** What it answers: outputs of the resource. */
  readonly result: JsonSchema;
}

interface Described {
  readonly description: string;
  readonly guide: string;
  readonly result: { readonly description: string; readonly outputs: readonly string[] };
}

/** The methods of a resource, in the order of their file. */
export function methodsOf({ schemaIn }: Sources, resource: ResourceSource): readonly MethodSource[] {
  if (resource.methods === undefined) return [];
  const { properties = {} } = schemaIn(outputsPath(resource));
  const methods = Object.entries(schemaIn(resource.methods)) as unknown as [string, Described][];
  return methods.map(
    ([
      name,
      {
        description,
        guide,
        result: { outputs, ...result },
      },
    ]) => {
      const entries = outputs.map((output) => {
        const found = properties[output];
        if (found) return [output, found] as const;
        throw new Error(`${resource.methods} names the output ${output}, which ${resource.type} has not`);
      });
      // Whatever else is absent, what was just seen has a status.
      const answered = { ...result, required: ["status"], properties: Object.fromEntries(entries) };
      return { name, description, guide, result: answered };
    },
  );
}
