import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../api";
import { formatPath, type Path, type Properties } from "../core";

/** What becomes of a property. */
export type Kind = "add" | "delete" | "update";

/** The change of a property, by its place. */
export interface PropertyDiff {
  readonly kind: Kind;
  readonly isReplacing: boolean;
}

/**
 * The changes of properties as deep as they go: `envs[1].value` and not `envs`.
 *
 * @param olds What is: the outputs of the state.
 * @param names The properties that have changed; whatever else differs means the same.
 * @param replaces Those of them that make it a replacement.
 */
export function detailedDiff(
  olds: Properties,
  news: Properties,
  names: readonly string[],
  replaces: readonly string[],
): Readonly<Record<string, PropertyDiff>> {
  const entries = names.flatMap((name) => {
    const isReplacing = replaces.includes(name);
    const found = [...differences(olds[name], news[name], [name])];
    // The values are alike, and mean something else beside the others.
    const all = found.length > 0 ? found : [{ path: [name], kind: "update" as const }];
    return all.map(({ path, kind }) => [formatPath(path), { kind, isReplacing }] as const);
  });
  return Object.fromEntries(entries);
}

interface Difference {
  readonly path: Path;
  readonly kind: Kind;
}

function* differences(before: unknown, after: unknown, path: Path): Iterable<Difference> {
  if (isDeepStrictEqual(before, after)) return;
  if (before === undefined) return yield { path, kind: "add" };
  if (after === undefined) return yield { path, kind: "delete" };
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    for (let at = 0; at < length; at++) yield* differences(before[at], after[at], [...path, at]);
  } else if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const key of keys) yield* differences(before[key], after[key], [...path, key]);
  } else yield { path, kind: "update" };
}
