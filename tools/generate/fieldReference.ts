import { table } from "../../cli/markdown";
import { boundsText } from "./docSentence";
import { fieldFacts, secretPaths, type FieldFacts } from "./fieldFacts";
import type { Change, JsonSchema } from "./jsonSchema";

/** What a change of a create field does, for the table. */
const CHANGE_CELLS: Readonly<Record<Change, string>> = {
  edit: "in place",
  upgrade: "in place, with a reset",
  setAutoRenew: "in place",
  month: "more: in place; fewer: replace",
  billingMode: "`onDemand` to `monthly`: in place; else replace",
  replace: "replace",
};

/** The field reference in Markdown: one table for the instance, one for each nested object, one for `lifecycle`. */
export function fieldReference(inputs: JsonSchema): string {
  const facts = fieldFacts(inputs);
  const rows = Object.entries(facts).map(([name, fact]) => {
    const schema = propertyOf(inputs, name);
    return [
      code(name),
      typeText(schema),
      neededText(fact),
      bounds(schema),
      changeText(fact, schema),
      ...rest(schema),
    ];
  });
  const head = ["Field", "Type", "Required", "Bounds", "A change", "Secret", "What it is"];
  return [table(head, rows), ...nestedTables(inputs, "")].join("\n\n");
}

function nestedTables(schema: JsonSchema, path: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const object = property.items ?? property;
    if (object.properties === undefined) return [];
    const at = `${path}${name}${property.items === undefined ? "" : "[]"}`;
    return [
      `### \`${at}\` (${object.title ?? "object"})`,
      nestedTable(object),
      ...nestedTables(object, `${at}.`),
    ];
  });
}

function nestedTable(object: JsonSchema): string {
  const rows = Object.entries(object.properties ?? {}).map(([name, schema]) => {
    const needed = object.required?.includes(name) === true ? "yes" : defaultText(schema);
    return [code(name), typeText(schema), needed, bounds(schema), ...rest(schema)];
  });
  return table(["Field", "Type", "Required", "Bounds", "Secret", "What it is"], rows);
}

function rest(schema: JsonSchema): readonly string[] {
  return [secretPaths(schema, "").length > 0 ? "yes" : "", schema.description ?? ""];
}

function neededText(fact: FieldFacts): string {
  const only = fact.kinds.length === 1 ? `\`${fact.kinds.join()}\` only` : "";
  const needed = fact.required ? "yes" : defaultText(fact);
  return [needed, only].filter((part) => part !== "").join(", ");
}

function defaultText(of: { readonly default?: unknown }): string {
  return of.default === undefined ? "no" : `no, default \`${String(of.default)}\``;
}

function changeText(fact: FieldFacts, schema: JsonSchema): string {
  const growsOnly = fact.change === "edit" && schema.type === "integer";
  return growsOnly ? "grow: in place; shrink: replace" : CHANGE_CELLS[fact.change];
}

function typeText(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(" or ");
  if (schema.items !== undefined) return `list of ${schema.items.title ?? typeText(schema.items)}`;
  return schema.title ?? String(schema.type);
}

function bounds(schema: JsonSchema): string {
  return boundsText(schema) ?? "";
}

function propertyOf(inputs: JsonSchema, name: string): JsonSchema {
  const schema = inputs.properties?.[name];
  if (schema === undefined) throw new Error(`the inputs have no ${name}`);
  return schema;
}

function code(text: string): string {
  return `\`${text}\``;
}
