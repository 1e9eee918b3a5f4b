import {
  type CheckFailure,
  createSchema,
  openView,
  schemaFailures,
  textFailures,
  type View,
  withoutAbsent,
} from "../core";
import { ArgumentsError } from "./argumentsError";
import { schemas, xKeywords } from "./generated/schemas";
import type { Functions } from "./generated/types";
import { type Asking, lookups, Refusal } from "./lookups";

/** The name of a function. */
export type FunctionName = keyof Functions;

/** The names of all functions. */
export const functionNames = Object.keys(lookups) as readonly FunctionName[];

const described = new Map(
  functionNames.map((name) => [
    name,
    {
      type: name,
      whole: `the arguments of ${name}`,
      facts: { schema: createSchema(schemas[name].arguments, xKeywords) },
    },
  ]),
);

/**
 * What the schema has against arguments, each as a sentence that begins with the argument. Values that a preview does not
 * know are skipped.
 */
export function argumentFailures(name: FunctionName, args: object, view: View = openView): CheckFailure[] {
  const function_ = described.get(name);
  if (function_ === undefined) return [];
  const given = withoutAbsent(args as Record<string, unknown>);
  const wrong = schemaFailures(function_, given, view);
  return wrong.length > 0 ? wrong : textFailures(function_.facts.schema.root, given, view);
}

/**
 * Asks a function. What is not known is absent in its result, which is plain JSON.
 *
 * @throws ArgumentsError for arguments that it cannot be asked with, before anything is sent if the schema refuses them.
 * @throws NovitaError when the service cannot be asked, or its answer is not whole.
 */
export async function call<Name extends FunctionName>(
  name: Name,
  asking: Asking,
  args: object,
  view: View = openView,
): Promise<Functions[Name]["result"]> {
  const failures = argumentFailures(name, args, view);
  if (failures.length > 0) throw new ArgumentsError(name, failures);
  const given = { ...defaultsOf(name), ...withoutAbsent(args as Record<string, unknown>) };
  try {
    const result = await lookups[name](asking, given as Functions[Name]["args"]);
    return JSON.parse(JSON.stringify(result)) as Functions[Name]["result"];
  } catch (error) {
    if (error instanceof Refusal) throw new ArgumentsError(name, error.failures);
    throw error;
  }
}

function defaultsOf(name: FunctionName): object {
  const properties = described.get(name)?.facts.schema.root.properties ?? {};
  const set = Object.entries(properties).filter(([, schema]) => schema.default !== undefined);
  return Object.fromEntries(set.map(([argument, schema]) => [argument, schema.default]));
}
