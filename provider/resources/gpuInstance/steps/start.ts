import { LAG_MS } from "../../../core";
import { isOff, waitsForRest } from "../power";
import { isStopping, phaseOf } from "../readiness";
import { isTakenBack } from "../spot";
import type { GpuSituation, GpuStep } from "./step";
import { withGpus } from "./withGpus";

/** Whether an instance stands still, or is about to, and should run. */
export function isToStart({ live, olds, news }: GpuSituation): boolean {
  const isStill = phaseOf(live) === "stopped" || isStopping(live);
  return isStill && !isOff(news) && (waitsForRest(news) || isOff(olds));
}

const needed = (situation: GpuSituation): boolean => isToStart(situation) && !isTakenBack(situation.live);

/** Starts what stands still and still has its capacity. */
export const start: GpuStep = {
  doing: "starting it",
  obtain: (ctx, situation, attempt) => withGpus(ctx, situation, { done: "started", needed }, attempt),
  needed,
  send: (ctx, { id }, options) => ctx.client.startInstance(id, options),
  // One that still stands still by then has stopped again.
  shows: (now, _situation, { waitedMs }) => phaseOf(now) === "ready" || waitedMs >= LAG_MS,
  achieves: [],
  option: "power",
};
