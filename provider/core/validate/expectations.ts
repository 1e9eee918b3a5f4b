import type { SchemaNode } from "../model";

/** What a value has to be, in words: "a whole number from 1 to 8". */
export function expectation(node: SchemaNode): string {
  if (node.enum) return listed(node.enum.map((each) => JSON.stringify(each)));
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
      return object(node);
    default:
      return text(node);
  }
}

function listed(words: readonly string[], last = "or"): string {
  const front = words.slice(0, -1).join(", ");
  return [...(front === "" ? [] : [front]), ...words.slice(-1)].join(` ${last} `);
}

function range({ minimum, maximum }: SchemaNode): string {
  if (minimum === undefined) return "";
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`;
}

function object({ required = [], properties = {} }: SchemaNode): string {
  if (required.length > 0) return `an object with ${listed(required, "and")}`;
  return `an object with any of ${Object.keys(properties).join(", ")}`;
}

/** What each pattern of the schema means to a person. */
const patternWords: Readonly<Record<string, string>> = {
  "^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$": 'a duration such as "20m" or "1h30m"',
  "^([0-9]+(\\.[0-9]+)+)?$": 'a version such as "11.8" or "12.4", of at most 255 characters',
  "^[0-9]{1,5}$": 'a port number written as a string, such as "8888"',
};

/** The patterns that can be put into words; a test holds them to those of `schema.json`. */
export const wordedPatterns: readonly string[] = Object.keys(patternWords);

function text({ minLength = 0, maxLength, pattern }: SchemaNode): string {
  const words = pattern === undefined ? undefined : patternWords[pattern];
  if (words !== undefined) return words;
  if (maxLength === undefined) return minLength > 0 ? "a string that is not empty" : "a string";
  return minLength > 0
    ? `a string of ${minLength} to ${maxLength} characters`
    : `a string of at most ${maxLength} characters`;
}

const LONGEST_SHOWN = 60;

/** A value as a message shows it: long ones and secret ones only by their size or type. */
export function shown(value: unknown, node: SchemaNode, secret: boolean): string {
  if (Array.isArray(value)) return node.type === "array" ? `a list of ${count(value, "entry")}` : "a list";
  if (value === null) return "null";
  if (typeof value === "object") return "an object";
  const lossy = typeof value === "number" && node.type === "string" && !Number.isSafeInteger(value);
  if (typeof value !== "string") return secret || lossy ? `a ${typeof value}` : String(value);
  if (secret && node.type !== "string") return "a string";
  // Characters as JSON Schema counts them: code points.
  const characters = [...value];
  return secret || characters.length > LONGEST_SHOWN
    ? `a string of ${count(characters, "character")}`
    : quoted(value);
}

/** A text in quotes, with what could not be seen in it as its code. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^\S ]|[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function count({ length }: readonly unknown[], noun: "entry" | "character"): string {
  if (length === 1) return `1 ${noun}`;
  return `${length} ${noun === "entry" ? "entries" : "characters"}`;
}

/**
 * Whether a value at this place is, or has in it, a secret. A list of variables written in another tool's form, such
 * as "TOKEN=…", has the secret where a message would otherwise show it.
 */
export function holdsSecret(node: SchemaNode): boolean {
  if (node["x-novita-secret"] === true) return true;
  const inside = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])];
  return inside.some(holdsSecret);
}
