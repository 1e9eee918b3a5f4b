import type { Clock } from "./clock";

interface Sleeper {
  readonly ms: number;
  readonly dueAt: number;
  readonly wake: () => void;
}

/** How many turns of the event loop have to pass with nothing held before time jumps on. */
const IDLE_TURNS = 3;

/**
 * A clock that never makes a test wait: as soon as everybody sleeps, it jumps to the next sleeper's time.
 *
 * Promises and `setImmediate` are waited for. A real socket is not seen: work that uses one goes through
 * {@link holding} (or {@link hold}), and time stands still until it is done; a server that is meant to hang calls
 * {@link advance} itself.
 */
export class FakeClock implements Clock {
  /** Every sleep that ran to its end, in milliseconds, in the order of their ends. Aborted ones are not here. */
  readonly sleeps: number[] = [];
  /** Called at the start of every sleep, the deadlines of `withDeadline` among them. */
  onSleep?: (ms: number) => void;
  private readonly pending: Sleeper[] = [];
  private holds = 0;
  private watching = false;

  /**
   * @param at The time it starts at, in milliseconds since 1970. Default: 2026-01-02T03:04:05Z.
   * @param auto Whether it jumps by itself; with `false` only {@link advance} moves it.
   */
  constructor(
    private at: number = Date.UTC(2026, 0, 2, 3, 4, 5),
    private readonly auto: boolean = true,
  ) {}

  now(): number {
    return this.at;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.onSleep?.(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        this.pending.splice(this.pending.indexOf(sleeper), 1);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      const sleeper: Sleeper = { ms, dueAt: this.at + ms, wake };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.pending.push(sleeper);
      this.watch();
    });
  }

  /** Moves time on by `ms`, waking whoever is due, in the order of their times. */
  advance(ms: number): void {
    const end = this.at + ms;
    for (let next = this.next(); next && next.dueAt <= end; next = this.next()) this.wake(next);
    this.at = Math.max(this.at, end);
  }

  /** Jumps to the end of the sleep that ends first; nothing if nobody sleeps. */
  advanceToNext(): void {
    const next = this.next();
    if (next) this.wake(next);
  }

  /** Stops time until the returned function is called. */
  hold(): () => void {
    let held = true;
    this.holds++;
    return () => {
      if (held) this.holds--;
      held = false;
      this.watch();
    };
  }

  /** The same function, with time standing still while it runs. */
  holding<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      const release = this.hold();
      try {
        return await work(...args);
      } finally {
        release();
      }
    };
  }

  private next(): Sleeper | undefined {
    return this.pending.reduce<Sleeper | undefined>(
      (first, sleeper) => (first && first.dueAt <= sleeper.dueAt ? first : sleeper),
      undefined,
    );
  }

  private wake(sleeper: Sleeper): void {
    this.pending.splice(this.pending.indexOf(sleeper), 1);
    this.at = Math.max(this.at, sleeper.dueAt);
    this.sleeps.push(sleeper.ms);
    sleeper.wake();
  }

  private watch(idleTurns = 0): void {
    if (!this.auto || this.watching || this.holds > 0 || this.pending.length === 0) return;
    this.watching = true;
    setImmediate(() => {
      this.watching = false;
      if (idleTurns < IDLE_TURNS) this.watch(idleTurns + 1);
      else if (this.holds === 0) {
        this.advanceToNext();
        this.watch();
      }
    });
  }
}
