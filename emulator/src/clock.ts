/** Where the emulator gets its time from. Everything that depends on time asks here, so that a test can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once, `ms` milliseconds from now. Returns what cancels it. */
  after(ms: number, action: () => void): () => void;
}

/** The machine's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, running what falls due on the way, in order, each at its own moment. */
  advance(ms: number): void;
}

interface Appointment {
  readonly at: number;
  readonly action: () => void;
}

/** @param startMs - what `now()` says at first, milliseconds since the epoch. Default 2026-01-01T00:00:00Z. */
export function manualClock(startMs: number = Date.UTC(2026, 0, 1)): ManualClock {
  let now = startMs;
  const waiting = new Set<Appointment>();
  const nextUntil = (limit: number): Appointment | undefined =>
    [...waiting].filter((one) => one.at <= limit).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (ms, action) => {
      const one = { at: now + ms, action };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    advance: (ms) => {
      const end = now + ms;
      for (let due = nextUntil(end); due; due = nextUntil(end)) {
        waiting.delete(due);
        now = due.at;
        due.action();
      }
      now = end;
    },
  };
}
