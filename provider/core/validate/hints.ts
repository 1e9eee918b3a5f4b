import { anyEntry, type Path } from "../declaration";
import type { SchemaNode } from "../model";

/**
 * How to write a value that was given in a wrong type; empty if the type is right, or nothing helps. A secret one is
 * not repeated.
 */
export function hint(
  examples: Readonly<Record<string, string>> = {},
  path: Path,
  value: unknown,
  node: SchemaNode,
  secret: boolean,
): string {
  if (typeOf(value) === (node.type === "integer" ? "number" : node.type)) return "";
  const place = anyEntry(path);
  return examples[place] ?? converted(value, node, secret) ?? "";
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The same value in the right type, if there is one. */
function converted(value: unknown, node: SchemaNode, secret: boolean): string | undefined {
  if (typeof value === "string") return unquoted(value.trim(), node, secret);
  if (node.type !== "string" || node.enum !== undefined) return undefined;
  if (typeof value === "number" || typeof value === "boolean") {
    if (!new RegExp(node.pattern ?? "", "u").test(String(value))) return undefined;
    // YAML and JSON lose digits of every other number.
    const example = Number.isSafeInteger(value) && !secret ? `, as in "${value}"` : "";
    return `Write it in quotes where it comes from${example}; in Pulumi's config, with \`pulumi config set --type string\`.`;
  }
  const isEmptyObject = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmptyObject ? "If it is a date in a file, write it in quotes there." : undefined;
}

function unquoted(text: string, { type }: SchemaNode, secret: boolean): string | undefined {
  if (type === "boolean" && (text === "true" || text === "false"))
    return `Write ${secret ? "it" : `${text},`} without quotes; config.requireBoolean reads one from Pulumi's config.`;
  const isNumber = type === "integer" ? /^\d{1,15}$/ : /^\d{1,15}(\.\d+)?$/;
  if ((type === "integer" || type === "number") && isNumber.test(text))
    return `Write ${secret ? "it" : `${Number(text)},`} without quotes; config.requireNumber reads one from Pulumi's config.`;
  return undefined;
}
