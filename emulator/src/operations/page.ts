import { invalid } from "../requests/fields";
import type { World } from "../world";
import type { Query } from "./operation";

const DEFAULT_SIZE = 10;
const LARGEST_INT32 = 2 ** 31 - 1;
export const LARGEST_INT64 = 2n ** 63n - 1n;

/** How an operation pages, if not as most do. */
interface Paging {
  /** What its query calls the number of the page. @default pageNum */
  readonly number?: string;
  /** Items on a page if the query does not say. @default 10 */
  readonly size?: number;
}

/** The part of `items` that `pageSize` and the number of the page ask for. */
export function pageOf<Item>(
  world: World,
  items: readonly Item[],
  query: Query,
  { number = "pageNum", size: defaultSize = DEFAULT_SIZE }: Paging = {},
): readonly Item[] {
  const asked = numberFrom(query, "pageSize", 0) || defaultSize;
  const size =
    world.quirks.pageSizeCap === "none" ? asked : Math.min(asked, Number(world.quirks.pageSizeCap));
  const first = Number(world.quirks.pageBase);
  const page = Math.max(first, numberFrom(query, number, 0) ?? first) - first;
  return items.slice(page * size, (page + 1) * size);
}

/** How many there are in all. `as` is how the pages of the operation write it. */
export function totalOf(
  world: World,
  { length }: readonly unknown[],
  as: "number" | "string",
): number | string {
  return (world.quirks.totals === "documented" ? as : "string") === "string" ? String(length) : length;
}

/** A whole number of a query, if it is there. */
export function numberFrom(
  query: Query,
  name: string,
  min: number,
  max: number | bigint = LARGEST_INT32,
): number | undefined {
  const text = query[name];
  if (text === undefined || text === "") return undefined;
  // The largest int64 is more than a number can hold exactly.
  if (/^\d+$/.test(text) && BigInt(text) >= min && BigInt(text) <= max) return Number(text);
  throw invalid(name, `value must be inside range [${min}, ${max}]`);
}

/** A text of a query; empty counts as absent. */
export function textFrom(query: Query, name: string, max = 255): string | undefined {
  const text = query[name] ?? "";
  if ([...text].length > max) throw invalid(name, `number of characters must be at most ${max}`);
  return text === "" ? undefined : text;
}

/** `true` or `false` of a query, if it is there. */
export function flagFrom(query: Query, name: string): boolean | undefined {
  const text = oneFrom(query, name, ["true", "false"]);
  return text === undefined ? undefined : text === "true";
}

/** A text of a query that must be one of `values`, if it is there. */
export function oneFrom<Value extends string>(
  query: Query,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = textFrom(query, name);
  const found = values.find((one) => one === text);
  if (text !== undefined && found === undefined)
    throw invalid(name, `value must be in list [${values.join(", ")}]`);
  return found;
}

/** Whether `text` holds `part`, no matter the case; everything holds nothing. */
export function fuzzy(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}
