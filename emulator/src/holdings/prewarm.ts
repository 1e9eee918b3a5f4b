import type { ImagePrewarm } from "./holding";

export const PREWARM_STATES = ["Pending", "Running", "Succeeded", "Failed"] as const;

/** How far a prewarm task is. */
export function prewarmState(
  { startsAtMs, endsAtMs, reasons }: ImagePrewarm,
  nowMs: number,
): (typeof PREWARM_STATES)[number] {
  if (startsAtMs === null || nowMs < startsAtMs) return "Pending";
  if (endsAtMs === null || nowMs < endsAtMs) return "Running";
  return reasons.length > 0 ? "Failed" : "Succeeded";
}
