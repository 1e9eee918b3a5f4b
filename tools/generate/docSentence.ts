import type { Change, JsonSchema } from "./jsonSchema";
import type { ResourceSource } from "./resources";

/** How a change of a field works, by its `x-novita-change`. */
const changeSentences = (it: string): Readonly<Record<Change, string>> => ({
  edit: "A change is made in place.",
  update: "A change is made in place.",
  grow: `Growing is made in place; shrinking replaces the ${it}.`,
  upgrade: `A change is made in place and resets the ${it}.`,
  setAutoRenew: "A change is made in place.",
  month: `More months are added in place; fewer replace the ${it}.`,
  billingMode: `From \`onDemand\` to \`monthly\` is made in place; any other change replaces the ${it}.`,
  replace: `A change replaces the ${it}.`,
});

/** The doc comment of a field: what it is, its bounds and default, and what a change does. */
export function docSentence({ noun }: Pick<ResourceSource, "noun">, schema: JsonSchema): string {
  const change = schema["x-novita-change"];
  const kinds = schema["x-novita-kinds"];
  return [
    schema.description,
    sentence(boundsText(schema)),
    schema.default === undefined ? undefined : `Default: \`${schema.default}\`.`,
    kinds === undefined ? undefined : `Only for kind ${kinds.map((kind) => `\`${kind}\``).join(" and ")}.`,
    change === undefined ? undefined : changeSentence(noun, change, schema),
    schema["x-novita-secret"] === true ? "Secret." : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** The bounds of a field in words, such as `1 to 8` or `at most 255 characters`; undefined if it has none. */
export function boundsText(schema: JsonSchema): string | undefined {
  if (schema.exclusiveMinimum !== undefined) return `more than ${schema.exclusiveMinimum}`;
  return (
    span(schema.minimum, schema.maximum, "") ??
    span(schema.minLength, schema.maxLength, " characters") ??
    span(schema.minItems, schema.maxItems, " entries")
  );
}

function changeSentence(noun: string, change: Change, schema: JsonSchema): string {
  const growsOnly = change === "edit" && schema.type === "integer";
  return changeSentences(noun)[growsOnly ? "grow" : change];
}

function span(low: number | undefined, high: number | undefined, unit: string): string | undefined {
  if (high === undefined) {
    if (low === undefined) return undefined;
    return low === 1 && unit !== "" ? "not empty" : `at least ${low}${unit}`;
  }
  return low === undefined || (low === 0 && unit !== "")
    ? `at most ${high}${unit}`
    : `${low} to ${high}${unit}`;
}

function sentence(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
