import { DeadlinePassed, NovitaError, withDeadline } from "../../api";
import type { Timeouts } from "../declaration";
import {
  billWords,
  type Context,
  type Definition,
  formatDuration,
  limitOf,
  type Live,
  type Sighting,
} from "../model";

/** What a condition makes of a sighting. */
export type Verdict =
  | { readonly kind: "wait" }
  | { readonly kind: "done"; readonly live?: Live }
  | { readonly kind: "failed"; readonly message: string };

/** Decides after each look whether to go on waiting. */
export type Condition = (sighting: Sighting, waitedMs: number) => Verdict;

/** Something to wait for. */
export interface Waiting {
  readonly id: string;
  /** How messages name it. */
  readonly label: string;
  /** "to run", "to be gone". */
  readonly goal: string;
  /** For the whole operation, which began at `startedAt`. */
  readonly timeoutMs: number;
  readonly startedAt: number;
  /** Which `lifecycle.timeouts` entry raises the limit. */
  readonly timeoutName: keyof Timeouts;
  /** What to do if it ends before its goal, in sentences. Default: to run the same again. */
  readonly advice?: string;
  readonly condition: Condition;
}

/** Waiting ended without its goal: it took too long, or the thing will not get there. */
export class WaitError extends NovitaError {
  override readonly name = "WaitError";

  constructor(
    message: string,
    /** The thing as it was last seen. */
    readonly last: Live | undefined,
    /** Whether it was only the time that ran out. */
    readonly timedOut = false,
  ) {
    super(message);
  }
}

/**
 * Looks again and again until the condition is met, and returns the thing as last seen (`undefined` if the
 * goal is that there is none).
 *
 * @throws WaitError when the condition cannot be met any more, or the time is over.
 */
export async function waitFor(ctx: Context, waiting: Waiting): Promise<Live | undefined> {
  const progress = ctx.progress.begin(ctx, waiting);
  let reached = false;
  try {
    const live = await reach(ctx, waiting, (sighting) => progress.seen(sighting));
    reached = true;
    return live;
  } finally {
    progress.end(reached);
  }
}

async function reach(
  ctx: Context,
  waiting: Waiting,
  progress: (sighting: Sighting) => void,
): Promise<Live | undefined> {
  const { clock } = ctx;
  const since = clock.now();
  let last: Live | undefined;
  let trouble: Error | undefined;
  for (;;) {
    const left = waiting.startedAt + waiting.timeoutMs - clock.now();
    let sighting: Sighting;
    try {
      if (left <= 0) throw new DeadlinePassed(waiting.timeoutMs);
      sighting = await withDeadline(clock, left, ctx.cancelled, (signal) =>
        ctx.poller.next(waiting.id, since, signal),
      );
    } catch (error) {
      if (error instanceof DeadlinePassed)
        throw new WaitError(tookTooLong(ctx, waiting, last, trouble), last, true);
      if (error instanceof NovitaError)
        throw new WaitError(brokenOff(ctx.resource, waiting, last, error), last);
      throw error;
    }
    if (sighting.kind === "seen") last = sighting.live;
    trouble = sighting.kind === "unclear" ? sighting.error : undefined;
    const verdict = waiting.condition(sighting, clock.now() - since);
    if (verdict.kind === "done") return verdict.live;
    if (verdict.kind === "failed") throw new WaitError(verdict.message, last);
    progress(sighting);
  }
}

const GO_ON = "Run `pulumi up` again to go on waiting";
const AGAIN = "Run the same command again to go on";

function tookTooLong(
  ctx: Context,
  waiting: Waiting,
  last: Live | undefined,
  trouble: Error | undefined,
): string {
  const { label, goal, timeoutMs, timeoutName } = waiting;
  const { resource } = ctx;
  const words = billWords(resource);
  const limit = limitOf(ctx, timeoutName);
  const why = trouble ? ` The last look at it failed: ${trouble.message}` : "";
  const usual =
    timeoutName === "delete"
      ? `${words.mayExist}. ${AGAIN}; the limit is ${limit}.`
      : `${words.exists}. ${GO_ON}, raise ${limit}, or run \`pulumi destroy\` ${words.end}.`;
  const { advice = usual } = waiting;
  return `${label} took longer than ${formatDuration(timeoutMs)} ${goal}; ${lastStatus(resource, last)}.${why} ${advice}`;
}

function brokenOff(
  resource: Definition,
  waiting: Waiting,
  last: Live | undefined,
  error: NovitaError,
): string {
  const { label, goal, timeoutName } = waiting;
  const words = billWords(resource);
  const usual =
    timeoutName === "delete"
      ? `${words.mayExist}. ${AGAIN}.`
      : `${words.exists}. ${GO_ON}, or \`pulumi destroy\` ${words.end}.`;
  const { advice = usual } = waiting;
  return `Waiting for ${label} ${goal} was cut short; ${lastStatus(resource, last)}. ${error.message} ${advice}`;
}

function lastStatus(resource: Definition, last: Live | undefined): string {
  return last ? `its last status was ${resource.describe(last)}` : "it was never seen";
}
