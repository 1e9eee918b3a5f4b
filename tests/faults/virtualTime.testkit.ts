import type { Clock } from "../../provider/api";

interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/**
 * One time for everybody in a test, which moves only when nobody has anything else to do. Nothing waits in real time,
 * and a program that would wait for ever is found at once.
 */
export class VirtualTime {
  private current = Date.UTC(2026, 0, 1);
  private made = 0;
  private readonly appointments = new Set<Appointment>();

  /** The clock as the provider takes it. */
  clock(): Clock {
    return {
      now: () => this.current,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          if (signal?.aborted) return reject(signal.reason);
          const onAbort = (): void => {
            cancel();
            reject(signal?.reason);
          };
          const cancel = this.after(ms, () => {
            signal?.removeEventListener("abort", onAbort);
            resolve();
          });
          signal?.addEventListener("abort", onAbort, { once: true });
        }),
    };
  }

  /** Milliseconds since 1970. */
  now = (): number => this.current;

  /** Runs `act` in `ms` milliseconds; returns what cancels it. With `now`, the clock as the emulator takes it. */
  after = (ms: number, act: () => void): (() => void) => {
    const appointment = { at: this.current + Math.max(0, ms), order: this.made++, act };
    this.appointments.add(appointment);
    return () => void this.appointments.delete(appointment);
  };

  /** Lets time pass until the work is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settle = (): void => void (done = true);
    work.then(settle, settle);
    for (;;) {
      // All work is in this process: after a turn of the event loop nothing is left but waiting.
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return work;
      if (!this.step())
        throw new Error("Nobody has anything left to wait for, and the work is not done: it hangs.");
    }
  }

  /** Lets an amount of time pass. */
  async pass(ms: number): Promise<void> {
    await this.until(new Promise<void>((resolve) => void this.after(ms, resolve)));
  }

  private step(): boolean {
    let next: Appointment | undefined;
    for (const each of this.appointments) {
      if (!next || each.at < next.at || (each.at === next.at && each.order < next.order)) next = each;
    }
    if (!next) return false;
    this.appointments.delete(next);
    this.current = Math.max(this.current, next.at);
    next.act();
    return true;
  }
}
