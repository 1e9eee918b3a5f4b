import { type Clock, DeadlinePassed, withDeadline } from "../clock";
import { type Priority, priorities } from "../operations";
import { type Departure, Pace } from "./pace";

/** What a call says at the gate. */
export interface Caller {
  readonly priority: Priority;
  /** Whether it was refused before: it keeps its place at the front. */
  readonly isAgain: boolean;
  /** How long it can wait, in milliseconds. */
  readonly patienceMs: number;
  /** Nobody waits for it any more once this is aborted. */
  readonly signal?: AbortSignal;
}

/** Told once, when the service first limits the rate: in how many milliseconds calls go on, at about how many a second. */
export type OnLimited = (limit: { readonly pauseMs: number; readonly perSecond: number }) => void;

type Leave = (departure: Departure) => void;

/**
 * What all calls of a process to one account go through, so that they share what one of them learns of the service's
 * limit. It lets them leave at the {@link Pace}, those of the highest priority first, of one priority in the order of
 * their coming.
 */
export class Gate {
  private readonly pace = new Pace();
  /** For each priority those that were refused, then the others. Sets keep the order, and are left from anywhere. */
  private readonly lines = priorities.flatMap(() => [new Set<Leave>(), new Set<Leave>()]);
  private alarm: { readonly at: number; readonly off: AbortController } | undefined;
  private isTold = false;

  constructor(
    private readonly clock: Clock,
    private readonly onLimited: OnLimited = () => undefined,
  ) {}

  /**
   * Resolves when the call may leave. It tells then how it ended, by {@link ended} or {@link refused}.
   *
   * @throws DeadlinePassed when it has waited as long as it can, or the signal's reason.
   */
  async enter({ priority, isAgain, patienceMs, signal }: Caller): Promise<Departure> {
    signal?.throwIfAborted();
    if (patienceMs <= 0) throw new DeadlinePassed(0);
    const now = this.clock.now();
    if (!this.next() && this.pace.opensAt(now) <= now) return this.pace.leaves(now);
    const line = this.lines[priorities.indexOf(priority) * 2 + (isAgain ? 0 : 1)];
    return withDeadline(this.clock, patienceMs, signal, (until) => this.wait(line, until));
  }

  /** The call ended and was not refused for the rate; `isAnswered` is false if no answer came, or it was not sent. */
  ended(departure: Departure, isAnswered: boolean): void {
    this.pace.ends(departure, isAnswered);
    this.serve();
  }

  /** The service refused the call for the rate: nobody leaves before the time it asks for. */
  refused(departure: Departure, retryAfterMs: number | undefined): void {
    const now = this.clock.now();
    const isNews = this.pace.refuses(departure, now, retryAfterMs);
    if (isNews && !this.isTold) {
      this.isTold = true;
      this.onLimited(this.pace.outlook(now));
    }
    this.serve();
  }

  private wait(line: Set<Leave> | undefined, until: AbortSignal): Promise<Departure> {
    return new Promise((resolve, reject) => {
      const leave: Leave = (departure) => {
        until.removeEventListener("abort", giveUp);
        resolve(departure);
      };
      const giveUp = (): void => {
        line?.delete(leave);
        reject(until.reason);
        this.serve();
      };
      if (until.aborted) return giveUp();
      until.addEventListener("abort", giveUp, { once: true });
      line?.add(leave);
      this.serve();
    });
  }

  private next(): Set<Leave> | undefined {
    return this.lines.find(({ size }) => size > 0);
  }

  /** Lets leave whoever may; looks again when the next one may. */
  private serve(): void {
    for (let line = this.next(); line; line = this.next()) {
      const now = this.clock.now();
      const at = this.pace.opensAt(now);
      if (at > now) return this.wakeAt(at, now);
      const [leave] = line;
      if (!leave) return;
      line.delete(leave);
      leave(this.pace.leaves(now));
    }
    // A timer would keep a process alive that has nothing left to do.
    this.alarm?.off.abort();
    this.alarm = undefined;
  }

  private wakeAt(at: number, now: number): void {
    if (this.alarm?.at === at) return;
    this.alarm?.off.abort();
    const alarm = { at, off: new AbortController() };
    this.alarm = alarm;
    this.clock.sleep(at - now, alarm.off.signal).then(
      () => {
        if (this.alarm === alarm) this.alarm = undefined;
        this.serve();
      },
      () => undefined,
    );
  }
}
