import type { CallOptions, ListQuery, NovitaClient } from "../../api/client";
import { InvalidRequestError } from "../../api/errors/errors";
import type { Clock } from "../../api/clock";
import type { Instance, InstancePage } from "../../api/entities/instance";

/** The instances of an account, as far as the service showed them. */
export interface Listing {
  readonly instances: readonly Instance[];
  /** Whether these are as many as the service says there are; only then does missing here mean anything. */
  readonly complete: boolean;
}

/** Large enough for one call to show almost every account. */
export const PAGE_SIZE = 100;
/** 10 000 instances. An account with more is never shown whole, and then nothing counts as absent. */
const MOST_PAGES = 101;

/**
 * Every instance, or those whose name contains `name`.
 *
 * No page says whether the first page is 0 or 1, how large a page may be, or that lists hold still while they are
 * walked. So: begin at 0, count every instance once, and go on until as many were seen as the service says there
 * are, or until a page brings nothing new. Page 1 alone proves nothing, as it may be page 0 again; and page 0 may be
 * refused. A list is whole only by its total: without one it may be another API's. Where the total changes on the way,
 * the pages have shifted, and one may be missing.
 *
 * @param options With a clock, `budgetMs` is for all pages together; without one, for each.
 */
export async function listAll(
  client: NovitaClient,
  options: CallOptions & { readonly name?: string; readonly clock?: Clock } = {},
): Promise<Listing> {
  const { name, clock, ...callOptions } = options;
  const { budgetMs } = callOptions;
  const endsAt = clock && budgetMs !== undefined ? clock.now() + budgetMs : undefined;
  const left = (): CallOptions =>
    clock && endsAt !== undefined ? { budgetMs: Math.max(1, endsAt - clock.now()) } : {};
  const seen = new Map<string, Instance>();
  const totals = new Set<number>();
  for (let pageNum = 0; pageNum < MOST_PAGES; pageNum++) {
    const page = await onePage(client, { name, pageSize: PAGE_SIZE, pageNum }, { ...callOptions, ...left() });
    const before = seen.size;
    if (page.total !== undefined) totals.add(page.total);
    page.instances.forEach((instance) => seen.set(instance.id, instance));
    const enough = seen.size === page.total;
    const exhausted = seen.size === before && pageNum > 1;
    if (enough || exhausted) {
      return { instances: [...seen.values()], complete: enough && totals.size <= 1 };
    }
  }
  return { instances: [...seen.values()], complete: false };
}

async function onePage(client: NovitaClient, query: ListQuery, options: CallOptions): Promise<InstancePage> {
  try {
    return await client.listInstances(query, options);
  } catch (error) {
    if (query.pageNum === 0 && error instanceof InvalidRequestError) return { instances: [] };
    throw error;
  }
}
