import * as pulumi from "@pulumi/pulumi";
import type { FunctionName, Functions, OpenFunctions } from "../../provider/functions";

/** What a program has to know of a function: what every answer has, and what of it is secret. */
export interface FunctionFacts {
  readonly required: readonly string[];
  /** Paths such as `envs[*].value`. */
  readonly secrets: readonly string[];
}

let functions: OpenFunctions | undefined;

/** Loaded by the first question alone: a program that asks nothing loads neither a client nor a validator. */
function opened(): OpenFunctions {
  const { openFunctions } =
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require("../../provider/functions") as typeof import("../../provider/functions");
  const config = { get: (key: string) => pulumi.runtime.getConfig(key) };
  return (functions ??= openFunctions(config, process.env));
}

/**
 * Asks a function; secrets in its answer are outputs that are marked so. Under mocks they are asked in its place.
 *
 * @throws pulumi.RunError if the arguments are refused, the service cannot be asked, or mocks answer nothing.
 */
export async function answer<Answer>(
  name: FunctionName,
  facts: FunctionFacts,
  args: object,
): Promise<Answer> {
  return marked(await ask(name, facts, args, false), facts) as Answer;
}

/** The same for arguments that may be outputs, as an output. What a preview does not know is not asked for. */
export function answerOutput<Answer>(
  name: FunctionName,
  facts: FunctionFacts,
  args: pulumi.Inputs,
): pulumi.Output<pulumi.Unwrap<Answer>> {
  const given = pulumi.output(args);
  const asked = given.apply(async (known) => {
    const isSecret = await pulumi.isSecret(given);
    return ask(name, facts, known, isSecret);
  });
  return asked.apply((found) => pulumi.output(marked(found, facts))) as pulumi.Output<pulumi.Unwrap<Answer>>;
}

type Found = Functions[FunctionName]["result"];

async function ask(
  name: FunctionName,
  facts: FunctionFacts,
  args: object,
  isSecret: boolean,
): Promise<Found> {
  if (isUnderMocks()) return mocked(name, facts, args);
  try {
    return await opened().ask(name, args, isSecret);
  } catch (error) {
    // Pulumi shows the stack of anything else, which is a defect.
    const isExpected = error instanceof Error && error.name === "NovitaError";
    throw isExpected ? new pulumi.RunError(error.message) : error;
  }
}

/** Mocks have taken the engine's place. A program that runs without either, such as a script, has none. */
function isUnderMocks(): boolean {
  return pulumi.runtime.getMonitor() !== undefined && pulumi.runtime.getEngine() === undefined;
}

async function mocked(name: FunctionName, { required }: FunctionFacts, args: object): Promise<Found> {
  const token = `novita:index:${name}`;
  const found = (await pulumi.runtime.invoke(token, args)) as Record<string, unknown>;
  const missing = required.filter((key) => found[key] === undefined);
  if (missing.length === 0) return found as unknown as Found;
  throw new pulumi.RunError(
    `The mocks of this test answer ${name} without ${missing.join(" and ")}. Have their \`call\` return it for the token ${token}.`,
  );
}

/** An answer with its secrets marked. */
function marked(found: object, { secrets }: FunctionFacts): object {
  return secrets.reduce<object>((all, path) => markedAt(all, path.split(/\[\*\]\.|\./)), found);
}

function markedAt(value: unknown, [key = "", ...rest]: readonly string[]): never {
  if (Array.isArray(value)) return value.map((each) => markedAt(each, [key, ...rest])) as never;
  const fields = value as Record<string, unknown>;
  if (fields[key] === undefined) return value as never;
  const inner = rest.length === 0 ? pulumi.secret(fields[key]) : markedAt(fields[key], rest);
  return { ...fields, [key]: inner } as never;
}
