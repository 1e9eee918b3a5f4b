import { type CallOptions, NotFoundError, NovitaError } from "../../api";
import { DECLARATION_KEY, type State } from "../declaration";
import { type Context, formatDuration, labelOf, type Live } from "../model";
import { pauseFor, SETTLE_WINDOW_MS } from "./times";

/** The service says two things at once; nothing is concluded from that. */
export class ContradictionError extends NovitaError {
  override readonly name = "ContradictionError";
}

type Looking = Pick<Context, "resource" | "clock" | "lists">;

/**
 * One thing with every field that the service shows of it, or `undefined` if it certainly does not exist: not found by
 * its id *and* missing in a list that is whole, or gone.
 *
 * @param listed The same thing out of a list that was just read: it is not asked for again if that shows all there is.
 * @throws NovitaError when nothing certain can be said.
 */
export async function lookUp(
  ctx: Looking,
  id: string,
  listed?: Live,
  options?: CallOptions,
): Promise<Live | undefined> {
  const { api, phaseOf, isWhole, asRead } = ctx.resource;
  const shown = api.get ? listed && asRead?.(listed) : listed;
  if (shown) return phaseOf(shown) === "gone" ? undefined : shown;
  if (!api.get) return fromList(ctx, id, options);
  let found: Live;
  try {
    found = await api.get(ctx, id, options);
  } catch (error) {
    if (error instanceof NotFoundError) return confirmAbsence(ctx, id, error, options);
    throw error;
  }
  if (phaseOf(found) === "gone") return undefined;
  if (isWhole?.(found) ?? true) return found;
  return { ...(listed ?? (await inList(ctx, id, options, found.name)).found), ...found };
}

/** The same for a thing of the service that has no read of its own. */
async function fromList(ctx: Looking, id: string, options?: CallOptions): Promise<Live | undefined> {
  const { found, complete } = await inList(ctx, id, options);
  if (found) return ctx.resource.phaseOf(found) === "gone" ? undefined : found;
  if (complete) return undefined;
  throw new ContradictionError(
    `The list that should show ${labelOf(ctx.resource, { id })} could not be read to its end, so it is not certain whether it exists; nothing was changed. Try again in a minute.`,
  );
}

/** A stack of so many is asked about one by one. */
const FEW_READS = 5;

/**
 * The same for one of many things of a state that are read: out of a list that they share, which shows no absence. What
 * is not in it, or not wholly, is looked up by itself.
 */
export async function lookUpOfMany(ctx: Context, id: string, olds: State): Promise<Live | undefined> {
  const { asRead } = ctx.resource;
  const isKnown = olds[DECLARATION_KEY] !== undefined && olds.status !== undefined;
  if (asRead && isKnown && ctx.deployment.reading() > FEW_READS) {
    const { items } = await ctx.lists.recent();
    const listed = items.find((each) => each.id === id);
    const live = listed && asRead(listed, olds);
    if (live && ctx.resource.phaseOf(live) !== "gone") return live;
  }
  return lookUpTracked(ctx, id, olds);
}

/**
 * The same for a thing of the state. One that was accepted and never seen may still show up: nothing tells when that
 * was, so it gets the whole time once more before it counts as gone.
 */
export async function lookUpTracked(ctx: Context, id: string, olds: State): Promise<Live | undefined> {
  const startedAt = ctx.clock.now();
  const neverSeen = olds[DECLARATION_KEY] !== undefined && olds.status === undefined;
  for (let isFirst = true; ; isFirst = false) {
    const live = await lookUp(ctx, id);
    const waitedMs = ctx.clock.now() - startedAt;
    if (live || !neverSeen || waitedMs >= SETTLE_WINDOW_MS) return live;
    if (isFirst) {
      const label = labelOf(ctx.resource, { id, name: olds.name });
      ctx.log.info(
        `${label} was accepted and never seen; looking for it for ${formatDuration(SETTLE_WINDOW_MS)}.`,
      );
    }
    await ctx.clock.sleep(Math.min(pauseFor(waitedMs), SETTLE_WINDOW_MS - waitedMs), ctx.cancelled);
  }
}

async function confirmAbsence(
  ctx: Looking,
  id: string,
  notFound: NotFoundError,
  options?: CallOptions,
): Promise<undefined> {
  const { found: listed, complete } = await inList(ctx, id, options);
  if ((complete && !listed) || (listed && ctx.resource.phaseOf(listed) === "gone")) return undefined;
  const why = listed ? "the list still shows it" : "the list could not be read to its end";
  throw new ContradictionError(
    `${notFound.message} But ${why}, so it does not count as gone; nothing was changed. Try again in a minute.`,
  );
}

/** What a shared list shows of a thing, and whether it is whole. */
async function inList(
  { lists }: Looking,
  id: string,
  { budgetMs = SETTLE_WINDOW_MS }: CallOptions = {},
  name?: string,
): Promise<{ readonly found?: Live; readonly complete: boolean }> {
  const { items, complete } = await lists.next({ budgetMs, ...(name !== undefined && { name }) });
  return { found: items.find((each) => each.id === id), complete };
}
