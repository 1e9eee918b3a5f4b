import type { Clock } from "../clock";

/** What is still to happen: pauses of exchanges, and work put off. All of it can be dropped at once. */
export interface Waiting {
  /** Over after `ms`, or when everything is dropped; without `ms` only then. */
  pause(ms?: number): Promise<void>;
  /** Does `work` after `ms`, unless everything is dropped before. */
  later(ms: number, work: () => void): void;
  /** Ends all pauses and forgets all work that was put off. */
  drop(): void;
}

export function waitingOn(clock: Clock): Waiting {
  const drops = new Set<() => void>();
  const hold = (drop: () => void): (() => void) => {
    drops.add(drop);
    return () => drops.delete(drop);
  };
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        const release = hold(() => {
          cancel();
          resolve();
        });
        const over = (): void => {
          release();
          resolve();
        };
        const cancel = ms === undefined ? () => undefined : clock.after(ms, over);
      }),
    later: (ms, work) => {
      const cancel = clock.after(ms, () => {
        release();
        work();
      });
      const release = hold(cancel);
    },
    drop: () => {
      for (const drop of [...drops]) drop();
      drops.clear();
    },
  };
}
