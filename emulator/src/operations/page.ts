import { invalid } from "../requests/fields";
import type { World } from "../world";
import type { Query } from "./operation";

const DEFAULT_SIZE = 10;

/** The part of `items` that `pageSize` and `pageNum` ask for. */
export function pageOf<Item>(world: World, items: readonly Item[], query: Query): readonly Item[] {
  const asked = numberFrom(query, "pageSize", 0) || DEFAULT_SIZE;
  const size =
    world.quirks.pageSizeCap === "none" ? asked : Math.min(asked, Number(world.quirks.pageSizeCap));
  const first = Number(world.quirks.pageBase);
  const page = Math.max(first, numberFrom(query, "pageNum", 0) ?? first) - first;
  return items.slice(page * size, (page + 1) * size);
}

/** A whole number of a query, if it is there. */
export function numberFrom(
  query: Query,
  name: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const text = query[name];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw invalid(
    name,
    max === Number.MAX_SAFE_INTEGER
      ? `value must be an integer of ${min} or more`
      : `value must be inside range [${min}, ${max}]`,
  );
}

/** Whether `text` holds `part`, no matter the case; everything holds nothing. */
export function fuzzy(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}
