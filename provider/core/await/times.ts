/**
 * How long what the service has accepted may stay unseen: a create of unknown outcome, a thing that no answer shows yet. A
 * request can outlive its connection: gateways give up after 30 to 60 seconds while the service behind them still works,
 * and lists may lag behind. Twice the longest of these leaves room for both. No look at the service takes longer either.
 */
export const SETTLE_WINDOW_MS = 120_000;

/** How long the service's answers may lag behind what it has accepted: "stopped" after a start, say. */
export const LAG_MS = 60_000;

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const PAUSE_PER_AGE = 0.2;

/** The pause between two looks at something that has been waited for since `ageMs`: short at first, then patient. */
export function pauseFor(ageMs: number): number {
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ageMs * PAUSE_PER_AGE));
}
