import { distance } from "fastest-levenshtein";
import type { ErrorObject } from "ajv";
import { type CheckFailure, failure, formatPath, type Path } from "./failures";
import { schemaAt, type SchemaNode, validateInputs } from "./schema";
import { UNKNOWN } from "./unknowns";

/**
 * What `schema.json` has against the inputs, each as a sentence with the allowed values. Values that a preview does
 * not know are skipped, with everything that depends on them.
 */
export function schemaFailures(inputs: Readonly<Record<string, unknown>>): CheckFailure[] {
  const sentences = new Map<string, CheckFailure>();
  for (const error of validateInputs(inputs)) {
    if (isOpen(error, inputs)) continue;
    for (const found of explain(error)) {
      // A value of a wrong type breaks several keywords; one sentence says it all.
      if (!sentences.has(found.property)) sentences.set(found.property, found);
    }
  }
  return [...sentences.values()];
}

function isOpen(error: ErrorObject, inputs: Readonly<Record<string, unknown>>): boolean {
  if (error.data === UNKNOWN || error.keyword === "if") return true;
  return inputs.kind === UNKNOWN && /^#\/(then|else)\//.test(error.schemaPath);
}

function explain(error: ErrorObject): CheckFailure[] {
  const path = pathOf(error.instancePath);
  if (error.keyword === "required") return [missing([...path, String(error.params.missingProperty)])];
  if (error.keyword === "additionalProperties")
    return [misspelt(path, String(error.params.additionalProperty))];
  const node = schemaAt(path);
  if (!node) return [failure(path, `is not valid: ${error.message ?? "it does not fit the schema"}.`)];
  return [failure(path, `must be ${expectation(node)}, but is ${shown(error.data, node)}.`)];
}

function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replace(/~1/g, "/").replace(/~0/g, "~"),
  );
}

function missing(path: Path): CheckFailure {
  const node = schemaAt(path);
  return failure(
    path,
    `is required: ${node ? expectation(node) : "a value"}. ${node?.description ?? ""}`.trim(),
  );
}

function misspelt(path: Path, name: string): CheckFailure {
  const allowed = Object.keys(schemaAt(path)?.properties ?? {});
  const meant = nearest(name, allowed);
  const what = path.length === 0 ? "a GpuInstance" : formatPath(path);
  const advice = meant === undefined ? `Its fields are ${allowed.join(", ")}.` : `Did you mean ${meant}?`;
  return failure([...path, name], `is not a field of ${what}. ${advice}`);
}

/** The allowed word that a misspelt one was most likely meant to be. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const far = Math.max(2, Math.floor(word.length / 3));
  const ranked = allowed
    .map((each) => ({ each, away: distance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ away }) => away <= far)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.each;
}

/** What a value has to be, in words: "a whole number from 1 to 8". */
export function expectation(node: SchemaNode): string {
  if (node.enum) return `one of ${node.enum.map((each) => JSON.stringify(each)).join(", ")}`;
  switch (node.type) {
    case "integer":
      return `a whole number${range(node)}`;
    case "number":
      return node.exclusiveMinimum === undefined
        ? "a number"
        : `a number greater than ${node.exclusiveMinimum}`;
    case "boolean":
      return "true or false";
    case "array":
      return node.maxItems === undefined ? "a list" : `a list of at most ${node.maxItems} entries`;
    case "object":
      return "an object";
    default:
      return text(node);
  }
}

function range({ minimum, maximum }: SchemaNode): string {
  if (minimum === undefined) return "";
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
}

/** What each pattern of the schema means to a person. */
const patternWords: Readonly<Record<string, string>> = {
  "^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$": 'a duration such as "20m" or "1h30m"',
  "^([0-9]+(\\.[0-9]+)+)?$": 'a version such as "11.8" or "12.4", of at most 255 characters',
  "^[0-9]{1,5}$": 'a port number written as a string, such as "8888"',
};

/** The patterns that can be put into words; a test holds them to those of `schema.json`. */
export const wordedPatterns = Object.keys(patternWords);

function text(node: SchemaNode): string {
  const { minLength = 0, maxLength, pattern } = node;
  const words = pattern === undefined ? undefined : patternWords[pattern];
  if (words !== undefined) return words;
  if (maxLength !== undefined) return `a string of ${minLength} to ${maxLength} characters`;
  return minLength > 0 ? "a string that is not empty" : "a string";
}

const LONGEST_SHOWN = 60;

function shown(value: unknown, node: SchemaNode): string {
  if (Array.isArray(value)) return node.type === "array" ? `a list of ${value.length} entries` : "a list";
  if (value === null) return "null";
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return node["x-novita-secret"] ? `a ${typeof value}` : String(value);
  // Characters as JSON Schema counts them: code points.
  const characters = [...value].length;
  const long = node["x-novita-secret"] || characters > LONGEST_SHOWN;
  return long ? `a string of ${characters} characters` : JSON.stringify(value);
}
