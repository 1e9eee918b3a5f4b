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

/** What shows that it was started; one that stands still after a while has stopped again. */
export const comesUp: GpuStep["shows"] = (now, _situation, { waitedMs }) =>
  phaseOf(now) === "ready" || waitedMs >= LAG_MS;

/** Starts what stands still and still has its capacity. */
export const start: GpuStep = {
  doing: "starting it",
  obtain: (ctx, situation, attempt) => withGpus(ctx, situation, { done: "started", needed }, attempt),
  needed,
  send: (ctx, { id }, options) => ctx.client.startInstance(id, options),
  shows: comesUp,
  achieves: [],
  option: "power",
};
