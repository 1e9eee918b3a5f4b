import { type InDoubtError, NovitaError } from "../../api/errors/errors";
import { printable } from "../../api/redact";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import { formatDuration } from "../model/durations";
import { listAll } from "../await/listing";
import { labelOf } from "../await/lookup";
import { phaseOf } from "../../resources/gpuInstance/readiness";
import { pauseFor } from "../await/poller";

/** A create was sent, and it is not known what became of it, or it is known and is more than one instance. */
export class UnsettledError extends NovitaError {
  override readonly name = "UnsettledError";
}

/**
 * How long an instance that may have been created is looked for. A request can outlive its connection: gateways give
 * up after 30 to 60 seconds while the service behind them still works, and lists may lag behind. Twice the longest of
 * these leaves room for both; a shorter create timeout cuts it.
 */
export const SETTLE_WINDOW_MS = 120_000;

/** For one look: a list that hangs must not eat the window. */
const LOOK_BUDGET_MS = 30_000;
/** For the one at the end of the window, which is over by then. */
const LAST_LOOK_MS = 5_000;

/** What is looked for after a doubt. */
export interface Doubt {
  /** The physical name that was sent. */
  readonly name: string;
  /** Ids of instances with this very name from before the request. */
  readonly before: ReadonlySet<string>;
  readonly error: InDoubtError;
  /** When the create operation has to be over. */
  readonly endsAt: number;
}

/**
 * Finds out what became of a create that was sent once and not answered.
 *
 * @returns the id of the one instance that it made.
 * @throws UnsettledError when none showed up until the settle window had passed, or several did.
 */
export async function settle(ctx: Context, doubt: Doubt): Promise<string> {
  const { name, error, endsAt } = doubt;
  const since = ctx.clock.now();
  const until = Math.min(since + SETTLE_WINDOW_MS, endsAt);
  ctx.log.warn(`${error.message} It may have been carried out all the same: looking for "${name}".`);
  for (;;) {
    const { found, trouble } = await findByName(ctx, doubt, until);
    const [instance, ...more] = found;
    if (instance && more.length === 0) return instance.id;
    if (instance) throw severalFound(name, found);
    const now = ctx.clock.now();
    // Also a key that is no longer accepted is waited out: a request that arrives late must find nobody creating anew.
    if (now >= until) throw noneFound(doubt, now - since, trouble);
    await ctx.clock.sleep(Math.min(pauseFor(now - since), until - now));
  }
}

/** A look at the list, and why it failed where it did. */
interface Search {
  readonly found: readonly Instance[];
  readonly trouble?: unknown;
}

/** Instances of this very name that were not there before and belong to no other resource. */
async function findByName(ctx: Context, { name, before }: Doubt, until: number): Promise<Search> {
  const candidate = (each: Instance): boolean =>
    each.name === name && !before.has(each.id) && !ctx.tracked.hasId(each.id) && phaseOf(each) !== "gone";
  try {
    const budgetMs = Math.max(LAST_LOOK_MS, Math.min(LOOK_BUDGET_MS, until - ctx.clock.now()));
    const { instances, complete } = await listAll(ctx.client, { name, budgetMs, clock: ctx.clock });
    const trouble = complete
      ? undefined
      : new NovitaError("The list of instances could not be read to its end.");
    return { found: instances.filter(candidate), trouble };
  } catch (trouble) {
    // Whatever it is, a defect of our own included: that there may be an instance has to be said.
    return { found: [], trouble };
  }
}

function severalFound(name: string, found: readonly Instance[]): UnsettledError {
  const list = found.map((each) => `${labelOf(each)} [${printable(each.status)}]`).join(", ");
  return new UnsettledError(
    `The create request for "${name}" was sent once, but there are now ${found.length} new instances of that name: ${list}. Each of them is billed. Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`,
  );
}

function noneFound({ name, error }: Doubt, waitedMs: number, trouble: unknown): UnsettledError {
  const within = `within ${formatDuration(waitedMs)}`;
  const why = trouble instanceof Error ? ` ${trouble.message}` : "";
  const likely =
    waitedMs >= SETTLE_WINDOW_MS
      ? "so most likely none was created"
      : "which is all that lifecycle.timeouts.create left; it may still show up, and is billed then";
  const outcome =
    trouble === undefined
      ? `No instance of that name has shown up ${within}, ${likely}.`
      : `Whether it was carried out could not be found out ${within}: an instance of that name may exist and be billed.${why}`;
  return new UnsettledError(
    `${error.message} The request was sent once, for an instance named "${name}". ${outcome} Run \`pulumi up\` again: it looks for that instance before it creates another one.`,
  );
}
