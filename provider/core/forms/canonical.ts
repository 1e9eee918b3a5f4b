import { bagOf } from "../declaration";
import { type Definition, schemaAt, type SchemaNode } from "../model";
import { canonicalImage } from "./image";
import { canonicalPorts } from "./ports";

/** As much of a resource as comparing needs: its facts, and which entries of a list stand for nothing. */
export type Comparing = Pick<Definition, "facts" | "isGap">;

/**
 * A value of an input in the one form in which it is compared: order and spaces in ports, the order of lists and how the
 * name of an image is written do not count, and absent is the same as the default.
 */
function canonical({ facts, isGap }: Comparing, field: string, value: unknown): unknown {
  const fact = facts.fields[field];
  if (fact === undefined) return value;
  const absent = fact.absent ?? fact.default;
  switch (fact.compare) {
    case "set":
      return asSet(schemaAt(facts.schema, [field, 0]), entries(value, field, isGap));
    case "image":
      return typeof value === "string" ? canonicalImage(value) : (value ?? "");
    case "ports":
      return typeof value === "string" ? canonicalPorts(value) : (value ?? "");
    case "scalar":
      return value ?? absent ?? null;
    case "text":
      return (value === "" ? undefined : value) ?? absent ?? "";
  }
}

function entries(value: unknown, field: string, isGap: Comparing["isGap"]): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return isGap === undefined ? list : list.filter((each) => !isGap(field, each));
}

/** A list whose order does not count, nor how often the same text stands in it. */
function asSet({ properties }: SchemaNode = {}, list: readonly unknown[]): string {
  if (properties === undefined) return JSON.stringify([...new Set(list)].sort());
  const nodes = Object.entries(properties);
  const form = (entry: unknown): unknown[] =>
    nodes.map(([name, { default: fallback = "" }]) => bagOf(entry ?? {})[name] ?? fallback);
  return JSON.stringify(list.map((entry) => JSON.stringify(form(entry))).sort());
}

/** Whether two values of an input mean the same. Secrets are compared by value. */
export function same(resource: Comparing, field: string, a: unknown, b: unknown): boolean {
  return a === b || canonical(resource, field, a) === canonical(resource, field, b);
}
