import { NotFoundError, NovitaError } from "../../api/errors/errors";
import { printable } from "../../api/redact";
import type { CallOptions } from "../../api/client";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import { formatDuration } from "../model/durations";
import { listAll, type Listing } from "./listing";
import { DECLARATION_KEY, type State } from "../model/declaration";
import { phaseOf } from "../../resources/gpuInstance/readiness";
import { pauseFor } from "./poller";

/** The service says two things at once; nothing is concluded from that. */
export class ContradictionError extends NovitaError {
  override readonly name = "ContradictionError";
}

/**
 * One instance with every field that the service shows of it, or `undefined` where it certainly does not exist:
 * not found by its id *and* missing in a list that is whole, or `removed`.
 *
 * A read of one instance may lack product, disk size and spot status, which lists have (API page 4.3).
 *
 * @param listed The same instance out of a list that was just read, which saves reading it again.
 * @throws NovitaError when nothing certain can be said.
 */
export async function look(
  ctx: Context,
  id: string,
  listed?: Instance,
  options?: CallOptions,
): Promise<Instance | undefined> {
  let found: Instance;
  try {
    found = await ctx.client.getInstance(id, options);
  } catch (error) {
    if (error instanceof NotFoundError) return confirmAbsence(ctx, id, error, options);
    throw error;
  }
  if (phaseOf(found) === "gone") return undefined;
  const lacking = found.productId === undefined || found.rootfsSize === undefined || mayHideReclaim(found);
  return { ...(lacking && (listed ?? (await listedAs(ctx, found, options)))), ...found };
}

/** A read that says nothing of spot may show one whose capacity is taken back like one that somebody has stopped. */
function mayHideReclaim({ spotStatus, billingMode, ...live }: Instance): boolean {
  if (spotStatus !== undefined) return false;
  return billingMode === "spot" || (billingMode === undefined && phaseOf(live) === "stopped");
}

/** For the whole of a list, however many pages it has. */
const LONGEST_LIST_MS = 120_000;

/** How long an instance that was just created may be missing from every answer; as long as a doubt is looked into. */
export const UNSEEN_MS = 120_000;

/**
 * The same for an instance of the state. One that was accepted and never seen may still show up: nothing tells when that
 * was, so it gets the whole time once more before it is taken to be gone.
 */
export async function lookFor(ctx: Context, id: string, olds: State): Promise<Instance | undefined> {
  const startedAt = ctx.clock.now();
  const neverSeen = olds[DECLARATION_KEY] !== undefined && olds.status === undefined;
  for (let isFirst = true; ; isFirst = false) {
    const live = await look(ctx, id);
    const waitedMs = ctx.clock.now() - startedAt;
    if (live || !neverSeen || waitedMs >= UNSEEN_MS) return live;
    if (isFirst) {
      const within = formatDuration(UNSEEN_MS);
      ctx.log.info(
        `${labelOf({ id, name: olds.name })} was accepted and never seen; looking for it for ${within}.`,
      );
    }
    await ctx.clock.sleep(Math.min(pauseFor(waitedMs), UNSEEN_MS - waitedMs));
  }
}

async function confirmAbsence(
  ctx: Context,
  id: string,
  notFound: NotFoundError,
  options?: CallOptions,
): Promise<undefined> {
  const { instances, complete } = await list(ctx, { ...options });
  const listed = instances.find((instance) => instance.id === id);
  if ((complete && !listed) || (listed && phaseOf(listed) === "gone")) return undefined;
  const why = listed
    ? "the list of instances still shows it"
    : "the list of instances could not be read to its end";
  throw new ContradictionError(
    `${notFound.message} But ${why}, so it is not taken to be gone; nothing was changed. Try again in a minute.`,
  );
}

function list(ctx: Context, options: CallOptions & { readonly name?: string }): Promise<Listing> {
  return listAll(ctx.client, { budgetMs: LONGEST_LIST_MS, ...options, clock: ctx.clock });
}

async function listedAs(
  ctx: Context,
  { id, name }: Instance,
  options?: CallOptions,
): Promise<Instance | undefined> {
  const { instances } = await list(ctx, { ...options, name });
  return instances.find((instance) => instance.id === id);
}

/** How messages name an instance: `GPU instance "trainer-1a2b" (8097f1658f3e6ad1)`. */
export function labelOf({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name ? `GPU instance "${printable(name)}" (${printable(id)})` : `GPU instance ${printable(id)}`;
}
