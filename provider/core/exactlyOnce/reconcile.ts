import { type InDoubtError, NovitaError, printable } from "../../api";
import { pauseFor, SETTLE_WINDOW_MS } from "../await";
import {
  billWords,
  type Context,
  type Definition,
  formatDuration,
  labelOf,
  limitOf,
  type Live,
  oneOf,
  shortNoun,
} from "../model";

/** For one look: a list that hangs must not eat the window. */
const LOOK_BUDGET_MS = 30_000;
/** For the one at the end of the window, which is over by then. */
const LAST_LOOK_MS = 5_000;

/** A create whose outcome is not known. */
export interface Doubt {
  /** The physical name that was sent. */
  readonly name: string;
  /** Ids of things with this very name from before the request. */
  readonly before: ReadonlySet<string>;
  /** What left it open; absent if the service answers with no id. */
  readonly error?: InDoubtError;
  /** When the create operation has to be over. */
  readonly endsAt: number;
}

/**
 * Finds out what became of a create that was sent once and whose answer gave no id.
 *
 * @returns the id of the one thing that it made.
 * @throws NovitaError when none showed up until the settle window had passed, or several did.
 */
export async function reconcile(ctx: Context, doubt: Doubt): Promise<string> {
  const { name, error, endsAt } = doubt;
  const since = ctx.clock.now();
  const until = Math.min(since + SETTLE_WINDOW_MS, endsAt);
  if (error)
    ctx.log.warn(`${error.message} It may have been carried out all the same: looking for "${name}".`);
  for (;;) {
    const { found, trouble } = await findByName(ctx, doubt, until);
    const [thing, ...more] = found;
    if (thing && more.length === 0) return thing.id;
    if (thing) throw severalFound(ctx.resource, name, found);
    const now = ctx.clock.now();
    // Also a key that is no longer accepted is waited out: a request that arrives late must find nobody creating again.
    if (now >= until) throw noneFound(ctx, doubt, now - since, trouble);
    const pause = Math.min(pauseFor(now - since), until - now);
    await ctx.clock.sleep(pause, ctx.cancelled).catch((cancelled: unknown) => {
      throw noneFound(ctx, doubt, ctx.clock.now() - since, cancelled);
    });
  }
}

/** What a look at the list has found, and why it failed if it did. */
interface Search {
  readonly found: readonly Live[];
  readonly trouble?: unknown;
}

/** Things of this very name that were not there before and belong to no other resource. */
async function findByName(ctx: Context, { name, before }: Doubt, until: number): Promise<Search> {
  const candidate = (each: Live): boolean =>
    each.name === name &&
    !before.has(each.id) &&
    !ctx.deployment.knows({ id: each.id }) &&
    ctx.resource.phaseOf(each) !== "gone";
  try {
    const budgetMs = Math.max(LAST_LOOK_MS, Math.min(LOOK_BUDGET_MS, until - ctx.clock.now()));
    const { items, complete } = await ctx.lists.next({ name, budgetMs, isUrgent: true });
    const trouble = complete ? undefined : new NovitaError("The list could not be read to its end.");
    return { found: items.filter(candidate), trouble };
  } catch (trouble) {
    // Whatever it is, a defect of our own included: that there may be one has to be said.
    return { found: [], trouble };
  }
}

function severalFound(resource: Definition, name: string, found: readonly Live[]): NovitaError {
  const list = found.map((each) => `${labelOf(resource, each)} [${printable(each.status)}]`).join(", ");
  const billed = resource.isFree ? "" : "Each of them is billed. ";
  return new NovitaError(
    `The create request for "${name}" was sent once, but there are now ${found.length} new ${shortNoun(resource)}s of that name: ${list}. ${billed}Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`,
  );
}

function noneFound(ctx: Context, { name, error }: Doubt, waitedMs: number, trouble: unknown): NovitaError {
  const { resource } = ctx;
  const words = billWords(resource);
  const within = `within ${formatDuration(waitedMs)}`;
  const why = trouble instanceof Error ? ` ${trouble.message}` : "";
  const isOver = waitedMs >= SETTLE_WINDOW_MS;
  const all = isOver ? "" : `which is all that ${limitOf(ctx, "create")} left; `;
  // What was accepted exists, or will.
  const likely =
    isOver && error ? "so most likely none was created" : `${all}it may still show up${words.then}`;
  const outcome =
    trouble === undefined
      ? `No ${shortNoun(resource)} of that name has shown up ${within}, ${likely}.`
      : `Whether it was carried out could not be found out ${within}: ${oneOf(resource)} of that name may exist${words.be}.${why}`;
  return new NovitaError(
    `${error?.message ?? `${resource.noun} "${name}" was accepted with no id.`} The request was sent once, for ${oneOf(resource)} named "${name}". ${outcome} Run \`pulumi up\` again: it looks for that ${shortNoun(resource)} before it creates another one.`,
  );
}
