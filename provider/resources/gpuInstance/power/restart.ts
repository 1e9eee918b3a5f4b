import { InDoubtError, type Instance, NovitaError } from "../../../api";
import {
  beingDeleted,
  type Condition,
  formatDuration,
  labelOf,
  LAG_MS,
  lookUp,
  ready,
  saysWhyAgain,
  SETTLE_WINDOW_MS,
  timeoutMs,
  waitFor,
  type Waiting,
  whyUnheard,
} from "../../../core";
import type { GpuContext } from "../context";

const AGAIN =
  "It still exists and may be billed. Run `pulumi refresh` to see what became of it: a run that calls restart() restarts it once more.";

/**
 * Restarts an instance that runs, and returns it when it runs again. The request is sent once, whatever becomes of its
 * answer: a second one would interrupt what has just started. Of several calls each waits for the one before it.
 *
 * @throws NovitaError when it was not restarted, or does not come up again.
 */
export function restart(ctx: GpuContext, id: string): Promise<Instance> {
  return ctx.deployment.inTurn(`restart/${id}`, () => restartOnce(ctx, id));
}

async function restartOnce(ctx: GpuContext, id: string): Promise<Instance> {
  const limit = timeoutMs(ctx, undefined, "update");
  const startedAt = ctx.clock.now();
  const before = await existing(ctx, id);
  const label = labelOf(ctx.resource, before);
  const waiting = { id, label, timeoutMs: limit, startedAt, timeoutName: "update", advice: AGAIN } as const;
  await runs(ctx, before, { ...waiting, goal: "to run, so that it can be restarted" });
  if (!(await ctx.log.heard(`Restarting ${label}.`))) {
    throw new NovitaError(`${label} was not restarted: ${whyUnheard(ctx)}.`);
  }
  ctx.lists.changing();
  const doubt = await ctx.client
    .restartInstance(id, {
      withinMs: limit,
      goesOn: saysWhyAgain(ctx, `Restarting ${label}`),
    })
    .catch((error: unknown) => {
      if (!(error instanceof InDoubtError)) throw error;
      ctx.log.warn(`${error.message} It may be restarting all the same: looking at it.`);
      return error;
    });
  const condition = runsAgain(ctx, before, label, doubt ?? undefined);
  const now = await waitFor(ctx, { ...waiting, goal: "to run again", condition });
  // A list does not show how an instance is entered, and a restart may change that.
  return (await existing(ctx, now?.id ?? id)) as Instance;
}

async function existing(ctx: GpuContext, id: string): Promise<Instance> {
  const found = await lookUp(ctx, id);
  if (found) return found as Instance;
  throw new NovitaError(
    `${labelOf(ctx.resource, { id })} was not restarted: it does not exist any more. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
  );
}

/** Waits for one that is on its way, and refuses any that will not run by itself. */
async function runs(ctx: GpuContext, live: Instance, waiting: Omit<Waiting, "condition">): Promise<void> {
  const { label } = waiting;
  const phase = ctx.resource.phaseOf(live);
  switch (phase) {
    case "ready":
      return;
    case "pending":
      await waitFor(ctx, { ...waiting, condition: ready(ctx.resource, { label, existed: true }) });
      return;
    case "stopped":
      throw new NovitaError(
        `${label} was not restarted: it is ${ctx.resource.describe(live)}, and only an instance that runs can be restarted. Switch it on (lifecycle.power), or call restart() only if it is on.`,
      );
    case "leaving":
    case "gone":
      throw new NovitaError(`${label} was not restarted. ${beingDeleted(label, live)}`);
    case "failed":
    case "frozen":
      throw new NovitaError(`${label} was not restarted: it ${ctx.resource.explain(live, phase)}`);
  }
}

/**
 * It has been seen on its way, and runs again. What is still running then has not started yet, or is through between
 * two looks: so an accepted restart counts as done once answers cannot lag any more, one of unknown outcome as not made.
 */
function runsAgain(
  { resource }: GpuContext,
  before: Instance,
  label: string,
  doubt?: InDoubtError,
): Condition {
  const otherwise = ready(resource, { label, wasMoved: true, existed: true });
  let hasMoved = false;
  return (sighting, waitedMs) => {
    if (sighting.kind !== "seen") return otherwise(sighting, waitedMs);
    const { live } = sighting;
    const phase = resource.phaseOf(live);
    hasMoved ||= phase !== "ready";
    const isOld = phase === "failed" && live.statusMessage === before.statusMessage;
    if (isOld && waitedMs < LAG_MS) return { kind: "wait" };
    if (hasMoved) return otherwise(sighting, waitedMs);
    if (waitedMs < (doubt ? SETTLE_WINDOW_MS : LAG_MS)) return { kind: "wait" };
    if (!doubt) return { kind: "done", live };
    return {
      kind: "failed",
      message: `${doubt.message} The request was sent once, and ${label} has shown no sign of it within ${formatDuration(SETTLE_WINDOW_MS)}: it still runs as before. Run \`pulumi up\` again if it is still to be restarted.`,
    };
  };
}
