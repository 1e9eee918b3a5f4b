import type { Properties } from "../declaration";
import type { Definition, SchemaNode } from "../model";

/**
 * Fills in what the API would take anyway, so that the preview shows it and a later change of a default of the
 * service's changes nothing. Fields that a kind of thing does not have stay absent for it.
 */
export function withDefaults(
  { facts, implied }: Pick<Definition, "facts" | "implied">,
  inputs: Properties,
): Properties {
  const filled: Record<string, unknown> = { ...inputs, ...implied?.(inputs) };
  const kind = filled.kind ?? facts.fields.kind?.default;
  for (const [name, { default: fallback, kinds }] of Object.entries(facts.fields)) {
    const applies = kinds?.length !== 1 || kinds[0] === kind;
    if (fallback !== undefined && applies && !(name in filled)) filled[name] = fallback;
    const node = facts.schema.root.properties?.[name]?.items;
    const list = filled[name];
    if (node && Array.isArray(list))
      filled[name] = list.map((entry: unknown) => withEntryDefaults(node, entry));
  }
  return filled;
}

function withEntryDefaults({ properties = {} }: SchemaNode, entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
  const defaults = Object.entries(properties).filter(([, node]) => node.default !== undefined);
  return { ...Object.fromEntries(defaults.map(([name, node]) => [name, node.default])), ...entry };
}
