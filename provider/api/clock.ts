/** Time as the provider sees it. Injected, so that no test has to wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A longer timer of Node's fires at once. It is more than three weeks: whoever waits longer looks again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's own clock, as it stood when the process began: a machine whose time is set meanwhile would move every
 * deadline and every turn that was computed before, but no timer.
 */
export const systemClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
        Math.min(ms, LONGEST_TIMER_MS),
      );
      signal?.addEventListener("abort", onAbort, { once: true });
    }),
};

/** Why a piece of work ended before its own end: its deadline passed. */
export class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed" as const;

  /** @param afterMs How long the work was allowed to take, in milliseconds. */
  constructor(readonly afterMs: number) {
    super(`the deadline of ${afterMs} ms passed`);
  }
}

/** Why a timer is stopped that nobody needs any more: one for all, as an error of its own for each call costs more than the rest. */
const OVER = new Error("the work has ended");

/**
 * Runs `work` with a signal that is aborted after `ms` milliseconds, with {@link DeadlinePassed} as its reason,
 * or when `outer` is.
 */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = new AbortController();
  const onOuter = (): void => deadline.abort(outer?.reason);
  if (outer?.aborted) onOuter();
  outer?.addEventListener("abort", onOuter, { once: true });
  clock.sleep(ms, timer.signal).then(
    () => deadline.abort(new DeadlinePassed(ms)),
    () => undefined,
  );
  try {
    return await work(deadline.signal);
  } finally {
    timer.abort(OVER);
    outer?.removeEventListener("abort", onOuter);
  }
}
