import {
  type CallOptions,
  type Clock,
  InvalidRequestError,
  type ListQuery,
  NovitaError,
  type Page,
} from "../../api";
import type { Listing, ListOptions } from "../model";

/** Asks for one page. */
export type PageReader<T> = (query: ListQuery, options: CallOptions) => Promise<Page<T>>;

/** Large enough for one call to show almost every account, and small enough to be refused by nobody. */
const PAGE_SIZE = 100;
/** How many more than there are a larger page has room for, so that it serves a while. */
const ROOM = 50;
/** 10 000 things. An account with more is never shown whole, and then nothing counts as absent. */
const MOST_PAGES = 101;

/**
 * Everything in a list, or what has `name` in its name.
 *
 * No page of the API's says whether the first page is 0 or 1, how large a page may be, or that lists hold still while
 * they are walked. So: begin at 0, count everything once, and go on until as many were seen as the service says there
 * are, or until a page brings nothing new. Page 1 alone proves nothing, as it may be page 0 again; and page 0 may be
 * refused. A list is whole only by its total: without one it may be another API's. If the total changes on the way,
 * the pages have shifted, and one may be missing: while a fleet is created they always do. So what is larger than a page
 * is asked for once more as one page, which cannot shift; a service that does not give so large a one is walked.
 *
 * @param options `budgetMs` is for all pages together; `pageSize` is that of an earlier list that came as one page.
 */
export async function listAll<T extends { readonly id: string }>(
  readPage: PageReader<T>,
  clock: Clock,
  { name, pageSize = PAGE_SIZE, budgetMs, ...options }: CallOptions & ListOptions = {},
): Promise<Listing<T>> {
  const endsAt = budgetMs === undefined ? undefined : clock.now() + budgetMs;
  const left = (): CallOptions =>
    endsAt === undefined ? options : { ...options, budgetMs: Math.max(1, endsAt - clock.now()) };
  const ask = (size: number, pageNum: number): Promise<Page<T>> =>
    onePage(readPage, { name, pageSize: size, pageNum }, left());
  const onePageOf = async (size: number): Promise<Listing<T> | undefined> => {
    const { items, total } = await ask(size, 0);
    const seen = new Map(items.map((item) => [item.id, item]));
    return seen.size === total ? { items: [...seen.values()], complete: true, pageSize: size } : undefined;
  };
  const remembered = pageSize > PAGE_SIZE ? await onePageOf(pageSize) : undefined;
  if (remembered) return remembered;
  const seen = new Map<string, T>();
  const totals = new Set<number>();
  for (let pageNum = 0; pageNum < MOST_PAGES; pageNum++) {
    const page = await ask(PAGE_SIZE, pageNum);
    const before = seen.size;
    if (page.total !== undefined) totals.add(page.total);
    page.items.forEach((item) => seen.set(item.id, item));
    const enough = seen.size === page.total;
    const exhausted = seen.size === before && pageNum > 1;
    if (enough || exhausted) {
      return { items: [...seen.values()], complete: enough && totals.size <= 1 };
    }
    const isFull = page.items.length === PAGE_SIZE && page.total !== undefined;
    const larger = pageNum === 0 && isFull ? await onePageOf(roomFor(page.total)) : undefined;
    if (larger) return larger;
  }
  return { items: [...seen.values()], complete: false };
}

/**
 * All that a list has.
 *
 * @throws NovitaError if it could not be read to its end.
 */
export function whole<T>({ items, complete }: Listing<T>): readonly T[] {
  if (complete) return items;
  throw new NovitaError(
    "The list could not be read to its end, and half of it says nothing. Try again in a minute.",
  );
}

function roomFor(total: number): number {
  return Math.ceil((total + ROOM) / PAGE_SIZE) * PAGE_SIZE;
}

async function onePage<T>(readPage: PageReader<T>, query: ListQuery, options: CallOptions): Promise<Page<T>> {
  try {
    return await readPage(query, options);
  } catch (error) {
    if (query.pageNum === 0 && error instanceof InvalidRequestError) return { items: [] };
    throw error;
  }
}
