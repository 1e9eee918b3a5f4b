import { DeadlinePassed, withDeadline } from "../../api/clock";
import { NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import { formatDuration } from "../model/durations";
import { announcedReclaim, describeStatus } from "../../resources/gpuInstance/readiness";
import type { Sighting } from "./poller";

/** What a judge makes of a sighting. */
export type Verdict =
  | { readonly kind: "wait" }
  | { readonly kind: "done"; readonly instance?: Instance }
  | { readonly kind: "failed"; readonly message: string };

/** Something to wait for. */
export interface Waiting {
  readonly id: string;
  /** `GPU instance "trainer-1a2b" (8097f1658f3e6ad1)`. */
  readonly label: string;
  /** "to run", "to be gone". */
  readonly goal: string;
  /** For the whole operation, which began at `startedAt`. */
  readonly timeoutMs: number;
  readonly startedAt: number;
  /** Which `lifecycle.timeouts` entry raises the limit. */
  readonly timeoutName: "create" | "update" | "delete";
  readonly judge: (sighting: Sighting, waitedMs: number) => Verdict;
}

/** Waiting ended without its goal: it took too long, or the instance will not get there. */
export class WaitError extends NovitaError {
  override readonly name = "WaitError";

  constructor(
    message: string,
    /** The instance as it was last seen. */
    readonly last: Instance | undefined,
    /** Whether it was only the time that ran out. */
    readonly timedOut = false,
  ) {
    super(message);
  }
}

/** How long nothing may change before the person in front is told that it still goes on; twice as long each time. */
const QUIET_MS = 30_000;
const LONGEST_QUIET_MS = 5 * 60_000;

/**
 * Looks again and again until the judge is content, and returns the instance as last seen (`undefined` where the
 * goal is that there is none).
 *
 * @throws WaitError when the judge gives up, or the time is over.
 */
export async function waitFor(ctx: Context, waiting: Waiting): Promise<Instance | undefined> {
  const { clock } = ctx;
  const since = clock.now();
  const progress = reporter(ctx, waiting);
  let last: Instance | undefined;
  let trouble: NovitaError | undefined;
  for (;;) {
    const left = waiting.startedAt + waiting.timeoutMs - clock.now();
    let sighting: Sighting;
    try {
      if (left <= 0) throw new DeadlinePassed(waiting.timeoutMs);
      sighting = await withDeadline(clock, left, undefined, (signal) =>
        ctx.watcher.next(waiting.id, since, signal),
      );
    } catch (error) {
      if (error instanceof DeadlinePassed)
        throw new WaitError(tookTooLong(waiting, last, trouble), last, true);
      if (error instanceof NovitaError) throw new WaitError(brokenOff(waiting, last, error), last);
      throw error;
    }
    if (sighting.kind === "seen") last = sighting.instance;
    trouble = sighting.kind === "unclear" ? sighting.error : undefined;
    const verdict = waiting.judge(sighting, clock.now() - since);
    if (verdict.kind === "done") return verdict.instance;
    if (verdict.kind === "failed") throw new WaitError(verdict.message, last);
    progress(sighting);
  }
}

function reporter(
  ctx: Context,
  { label, goal, startedAt, timeoutMs }: Waiting,
): (sighting: Sighting) => void {
  let said = "";
  let saidAt = -Infinity;
  let quietMs = QUIET_MS;
  return (sighting) => {
    const now = ctx.clock.now();
    const words = describe(sighting);
    if (words === said && now - saidAt < quietMs) return;
    quietMs = words === said ? Math.min(LONGEST_QUIET_MS, quietMs * 2) : QUIET_MS;
    said = words;
    saidAt = now;
    const spent = `${formatDuration(now - startedAt)} of at most ${formatDuration(timeoutMs)}`;
    const why = sighting.kind === "unclear" ? `. ${sighting.error.message}` : "";
    ctx.log.info(`${label} is ${words}; waiting for it ${goal} (${spent})${why}`);
  };
}

function describe(sighting: Sighting): string {
  if (sighting.kind === "seen") {
    const announced = announcedReclaim(sighting.instance);
    return `${describeStatus(sighting.instance.status)}${announced ? `, and ${announced}` : ""}`;
  }
  return sighting.kind === "absent" ? "not to be seen yet" : "not to be reached at the moment";
}

const EXISTS = "It still exists and may be billed. Run `pulumi up` again to go on waiting";
const MAY_EXIST = "It may still exist and be billed. Run the same command again to go on";

function tookTooLong(waiting: Waiting, last: Instance | undefined, trouble: NovitaError | undefined): string {
  const { label, goal, timeoutMs, timeoutName } = waiting;
  const why = trouble ? ` The last look at it failed: ${trouble.message}` : "";
  const advice =
    timeoutName === "delete"
      ? `${MAY_EXIST}; the limit is lifecycle.timeouts.delete.`
      : `${EXISTS}, raise lifecycle.timeouts.${timeoutName}, or run \`pulumi destroy\` to end its bill.`;
  return `${label} took longer than ${formatDuration(timeoutMs)} ${goal}; ${lastStatus(last)}.${why} ${advice}`;
}

function brokenOff(
  { label, goal, timeoutName }: Waiting,
  last: Instance | undefined,
  error: NovitaError,
): string {
  const advice =
    timeoutName === "delete" ? `${MAY_EXIST}.` : `${EXISTS}, or \`pulumi destroy\` to end its bill.`;
  return `Waiting for ${label} ${goal} was broken off; ${lastStatus(last)}. ${error.message} ${advice}`;
}

function lastStatus(last: Instance | undefined): string {
  return last ? `its last status was ${describeStatus(last.status)}` : "it was never seen";
}
