import { readFileSync } from "node:fs";
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Catalogue } from "../catalogue";
import { optionProblems, type EmulatorOptions } from "../options";
import type { Quirks } from "../quirks";

/** What a command line asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "start"; readonly options: EmulatorOptions }
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

const DEFAULT_PORT = 8787;

const OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  hard: { type: "boolean" },
  "boot-ms": { type: "string" },
  "delete-ms": { type: "string" },
  "keep-data-ms": { type: "string" },
  "api-key": { type: "string", multiple: true },
  rate: { type: "string" },
  "instance-limit": { type: "string" },
  seed: { type: "string" },
  state: { type: "string" },
  catalogue: { type: "string" },
  quirk: { type: "string", multiple: true },
  "page-base": { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** Reads the command line; says everything that is wrong with it at once. */
export function readArguments(args: readonly string[]): Command {
  const problems: string[] = [];
  const values = parsed(args, problems);
  if (values?.help) return { kind: "help" };
  if (values?.version) return { kind: "version" };
  const options = values && toOptions(values, problems);
  if (!options || problems.length > 0) return { kind: "wrong", problems };
  return { kind: "start", options };
}

function parsed(args: readonly string[], problems: string[]): Values | undefined {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function toOptions(values: Values, problems: string[]): EmulatorOptions {
  const catalogue = values.catalogue === undefined ? undefined : readCatalogue(values.catalogue, problems);
  const numbers: readonly (readonly [keyof EmulatorOptions, keyof Values])[] = [
    ["port", "port"],
    ["bootMs", "boot-ms"],
    ["deleteMs", "delete-ms"],
    ["keepDataMs", "keep-data-ms"],
    ["rate", "rate"],
    ["instanceLimit", "instance-limit"],
    ["seed", "seed"],
  ];
  const read = numbers.flatMap(([name, flag]) => {
    const text = values[flag];
    if (typeof text !== "string") return [];
    if (/^\d+(\.\d+)?$/.test(text)) return [[name, Number(text)]];
    problems.push(`--${flag} must be a number of 0 or more; got "${text}".`);
    return [];
  });
  const options: EmulatorOptions = {
    port: DEFAULT_PORT,
    ...(Object.fromEntries(read) as EmulatorOptions),
    ...(values["api-key"] ? { apiKeys: values["api-key"] } : {}),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.hard === undefined ? {} : { hard: values.hard }),
    ...(values.state === undefined ? {} : { state: values.state }),
    ...(catalogue ? { catalogue } : {}),
    quirks: readQuirks(values, problems),
  };
  problems.push(...optionProblems(options).map(asFlag));
  return options;
}

/** Options are named as on the command line. */
function asFlag(problem: string): string {
  return problem.replace(
    /^(port|host|bootMs|deleteMs|keepDataMs|seed|rate|instanceLimit) /,
    (_, name: string) => `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)} `,
  );
}

function readQuirks(values: Values, problems: string[]): Partial<Quirks> {
  const pairs = [
    ...(values.quirk ?? []),
    ...(values["page-base"] === undefined ? [] : [`pageBase=${values["page-base"]}`]),
  ];
  const entries = pairs.flatMap((pair) => {
    const at = pair.indexOf("=");
    if (at > 0) return [[pair.slice(0, at), pair.slice(at + 1)]];
    problems.push(`--quirk must look like name=value; got "${pair}".`);
    return [];
  });
  return Object.fromEntries(entries) as Partial<Quirks>;
}

function readCatalogue(file: string, problems: string[]): Catalogue | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Catalogue;
  } catch (error) {
    problems.push(
      `--catalogue ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
    return undefined;
  }
}
