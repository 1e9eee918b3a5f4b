import { type CallOptions, type Clock, InvalidRequestError, type ListQuery } from "../../api";
import type { Listing } from "../model";

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many there are in all; absent if the service does not say. */
  readonly total?: number;
}

/** Asks for one page. */
export type PageReader<T> = (query: ListQuery, options: CallOptions) => Promise<Page<T>>;

/** Large enough for one call to show almost every account. */
const PAGE_SIZE = 100;
/** 10 000 things. An account with more is never shown whole, and then nothing counts as absent. */
const MOST_PAGES = 101;

/**
 * Everything in a list, or what has `name` in its name.
 *
 * No page of the API's says whether the first page is 0 or 1, how large a page may be, or that lists hold still while
 * they are walked. So: begin at 0, count everything once, and go on until as many were seen as the service says there
 * are, or until a page brings nothing new. Page 1 alone proves nothing, as it may be page 0 again; and page 0 may be
 * refused. A list is whole only by its total: without one it may be another API's. If the total changes on the way,
 * the pages have shifted, and one may be missing.
 *
 * @param options `budgetMs` is for all pages together.
 */
export async function listAll<T extends { readonly id: string }>(
  readPage: PageReader<T>,
  clock: Clock,
  { name, budgetMs, ...options }: CallOptions & { readonly name?: string } = {},
): Promise<Listing<T>> {
  const endsAt = budgetMs === undefined ? undefined : clock.now() + budgetMs;
  const left = (): CallOptions =>
    endsAt === undefined ? options : { ...options, budgetMs: Math.max(1, endsAt - clock.now()) };
  const seen = new Map<string, T>();
  const totals = new Set<number>();
  for (let pageNum = 0; pageNum < MOST_PAGES; pageNum++) {
    const page = await onePage(readPage, { name, pageSize: PAGE_SIZE, pageNum }, left());
    const before = seen.size;
    if (page.total !== undefined) totals.add(page.total);
    page.items.forEach((item) => seen.set(item.id, item));
    const enough = seen.size === page.total;
    const exhausted = seen.size === before && pageNum > 1;
    if (enough || exhausted) {
      return { items: [...seen.values()], complete: enough && totals.size <= 1 };
    }
  }
  return { items: [...seen.values()], complete: false };
}

async function onePage<T>(readPage: PageReader<T>, query: ListQuery, options: CallOptions): Promise<Page<T>> {
  try {
    return await readPage(query, options);
  } catch (error) {
    if (query.pageNum === 0 && error instanceof InvalidRequestError) return { items: [] };
    throw error;
  }
}
