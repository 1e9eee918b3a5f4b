import {
  BlockedError,
  type CallOptions,
  ConnectionError,
  NotFoundError,
  NovitaError,
  printable,
  RateLimitError,
  ServerError,
  UnreadableAnswerError,
  WrongStateError,
} from "../../api";
import { ContradictionError, gone, lookUp, lookUpTracked, waitFor, type Waiting } from "../await";
import { bagOf, type Declaration, DECLARATION_KEY, hasUnknown, keyOf, type State } from "../declaration";
import {
  type Context,
  formatDuration,
  labelOf,
  saysWhyAgain,
  shortNoun,
  timeoutMs,
  whyUnheard,
} from "../model";
import { concealIn } from "../state";
import { refuseLoss } from "./diff";

const PAUSE_MS = 5_000;

/**
 * Deletes a thing and returns when it is really gone, so that nothing of it is billed any more. One that is gone
 * already is fine, and one that another resource of the program has is left to it.
 *
 * @throws NovitaError when it still exists, or may.
 */
export async function remove(ctx: Context, id: string, olds: State): Promise<void> {
  concealIn(ctx, olds);
  const label = labelOf(ctx.resource, { id, name: olds.name });
  // Under another name in the program, or as the old half of a replacement that was created first: it lives on.
  const livesOn =
    !ctx.deployment.mayDelete(id, olds[DECLARATION_KEY]) || (await handedOver(ctx, id, olds, label));
  if (livesOn) return ctx.log.warn(`${label} is not deleted: another resource of the program has it.`);
  await askBeforeReplacing(ctx, id, olds, label);
  ctx.deployment.deleting(id);
  ctx.lists.changing();
  await deleteUntilGone(ctx, id, olds, label);
  ctx.deployment.deleted({ id, name: olds.name });
}

/** Asks for the deletion, again if it was lost, and waits until the thing is gone. */
async function deleteUntilGone(ctx: Context, id: string, olds: State, label: string): Promise<void> {
  const startedAt = ctx.clock.now();
  const limit = timeoutMs(ctx, olds.lifecycle, "delete");
  const endsAt = startedAt + limit;
  const waiting: Waiting = {
    id,
    label,
    goal: "to be gone",
    timeoutMs: limit,
    startedAt,
    timeoutName: "delete",
    condition: gone(ctx.resource),
  };
  let sent = 0;
  const ask = (): Promise<boolean> => {
    sent++;
    return askFor(ctx, id, olds, {
      withinMs: Math.max(1, endsAt - ctx.clock.now()),
      goesOn: saysWhyAgain(ctx, `Deleting ${label}`),
    });
  };
  let alive = true;
  let reason = `Deleting ${label}.`;
  while (alive && (await request(ctx, waiting, reason, ask))) {
    alive = (await waitFor(ctx, waiting)) !== undefined;
    reason = `${label} shows no sign of its deletion; asking for it again.`;
  }
  // After a delete of unknown outcome that is most likely our own work; a key of another account finds nothing at once.
  if (alive && sent === 1) ctx.log.warn(`${label} was not there to delete in the account of this API key.`);
}

/** Nothing is deleted for a replacement that would not come. */
async function askBeforeReplacing(ctx: Context, id: string, olds: State, label: string): Promise<void> {
  const replacement = ctx.deployment.replacementOf(id, bagOf(olds));
  if (!replacement) return;
  refuseLoss(ctx, { label, olds: bagOf(olds), news: replacement.news });
  try {
    await ctx.resource.beforeReplacement?.(ctx, replacement, label);
  } catch (error) {
    // Of what goes with something that it depends on an earlier run may have deleted it already: nothing is lost then.
    if (!hasUnknown(replacement.news) || (await lookUp(ctx, id).catch(() => true))) throw error;
  }
}

/** How long an adopter may take to come: Pulumi creates it beside the replacement, or after other resources. */
const ADOPTER_PATIENCE_MS = 60_000;
const ADOPTER_PAUSE_MS = 500;
/** How long no resource may have been checked before the program counts as known. */
const PROGRAM_KNOWN_AFTER_MS = 2_000;

/**
 * Whether the resource that asks for the thing (`lifecycle.adopt`) has taken it over; waits for it, as Pulumi may
 * delete what one resource gives up before it creates the other one. It deletes the old half of a replacement even while
 * the program still declares resources: one that comes later may be the one that asks.
 *
 * @throws NovitaError if it cannot, or does not come.
 */
async function handedOver(ctx: Context, id: string, olds: State, label: string): Promise<boolean> {
  const { clock, deployment } = ctx;
  const since = clock.now();
  const isReplaced = deployment.replacementOf(id, bagOf(olds)) !== undefined;
  let checks: number | undefined;
  let isSaid = false;
  for (;;) {
    const asking = deployment.adopterOf(id);
    const waitedMs = clock.now() - since;
    if (asking?.stage === "adopted") return true;
    if (!asking) {
      if (!isReplaced || deployment.checks === checks || waitedMs >= ADOPTER_PATIENCE_MS) return false;
      checks = deployment.checks;
      await clock.sleep(PROGRAM_KNOWN_AFTER_MS, ctx.cancelled);
      continue;
    }
    const { by, stage } = asking;
    const own = olds[DECLARATION_KEY];
    if (stage === "refused" || (own && keyOf(own) === keyOf(by)))
      throw notTaken(
        ctx,
        label,
        by,
        ". Correct what it declares, or remove its lifecycle.adopt; then run `pulumi up` again.",
      );
    const patience = stage === "adopting" ? timeoutMs(ctx, olds.lifecycle, "delete") : ADOPTER_PATIENCE_MS;
    if (waitedMs >= patience)
      throw notTaken(
        ctx,
        label,
        by,
        ` within ${formatDuration(patience)}. Run \`pulumi up --target\` with the URN of "${by.name}" first, then run \`pulumi up\` again.`,
      );
    if (!isSaid) ctx.log.info(`${label} is left to "${by.name}", which asks to take it over.`);
    isSaid = true;
    await clock.sleep(ADOPTER_PAUSE_MS, ctx.cancelled);
  }
}

function notTaken({ resource }: Context, label: string, by: Declaration, rest: string): NovitaError {
  const asks = `"${by.name}" asks to take over this very ${shortNoun(resource)} (lifecycle.adopt), and has not`;
  return new NovitaError(`${label} was not deleted: ${asks}${rest}`);
}

/** Asks for the deletion until it is accepted; `false` if there is nothing to delete any more. */
async function request(
  ctx: Context,
  { label, startedAt, timeoutMs }: Waiting,
  reason: string,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  for (let line = reason; ;) {
    // Whoever has killed Pulumi may have done so to keep the thing.
    if (!(await ctx.log.heard(line))) {
      throw new NovitaError(`${label} was not deleted: ${whyUnheard(ctx)}.`);
    }
    try {
      return await ask();
    } catch (error) {
      if (!mayPass(error) || ctx.clock.now() + PAUSE_MS >= startedAt + timeoutMs) throw error;
      await ctx.clock.sleep(PAUSE_MS, ctx.cancelled);
      line = `${label} cannot be deleted yet; trying again. ${error.message}`;
    }
  }
}

async function askFor(ctx: Context, id: string, olds: State, options: CallOptions): Promise<boolean> {
  try {
    await ctx.resource.api.delete(ctx, id, options);
    return true;
  } catch (error) {
    // Not found by a delete is not yet gone: what the list still shows is still billed.
    if (!(error instanceof NotFoundError)) {
      const why = await ctx.resource.whyNotDeleted?.(ctx, id, error);
      throw why === undefined ? error : new NovitaError(why);
    }
    const live = await lookUpTracked(ctx, id, olds);
    if (!live) return false;
    throw new ContradictionError(
      `${error.message} But the service still shows ${labelOf(ctx.resource, live)} [${printable(live.status)}], so it does not count as gone. Run the same command again in a minute.`,
    );
  }
}

const passing = [
  ContradictionError,
  WrongStateError,
  RateLimitError,
  ServerError,
  BlockedError,
  ConnectionError,
  UnreadableAnswerError,
];

function mayPass(error: unknown): error is NovitaError {
  return passing.some((kind) => error instanceof kind);
}
