import schema from "../../../schema.json";
import { type Comparing, createSchema, type Facts, same as sameValue } from "../../core";
import { type FieldName, fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";

/** The JSON Schema of the inputs. */
export const inputsSchema = createSchema(schema, xKeywords);

/** Everything that is known of the fields. */
export const facts: Facts = { fields, outputs, secretPaths, secretOutputs, schema: inputsSchema };

/** The types of port that an instance can be asked to open (API page, create: `ports`). */
export const portTypes: readonly string[] = ["tcp", "http"];

/** Whether an entry of `networkStorages` only keeps the place of one that was unmounted. */
export function isGap(field: string, entry: unknown): boolean {
  return field === "networkStorages" && (entry as { mountPoint?: unknown } | null)?.mountPoint === "";
}

/** What comparing inputs needs to know of an instance. */
export const comparing: Comparing = { facts, isGap };

/** Whether two values of an input mean the same. */
export function same(field: FieldName, a: unknown, b: unknown): boolean {
  return sameValue(comparing, field, a, b);
}
