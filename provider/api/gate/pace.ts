/** A call that is under way. */
export interface Departure {
  readonly at: number;
  /** How often calls had been stopped by then. */
  readonly stops: number;
}

/** What is known of the service's limit once it has refused a call. */
interface Limit {
  /** The highest rate, in calls a second, that seems to be let through for long. */
  readonly best: number;
  /** For how long calls have gone at the limit since then. While few are made nothing is learnt. */
  usedMs: number;
}

/** All calls are stopped. */
interface Stop {
  /** When it began, and when the refused call had left. */
  readonly at: number;
  readonly refusedAt: number;
  /** What was known of the limit before. */
  readonly limit: Limit | undefined;
  /** How often the service has refused to go on. */
  readonly tries: number;
  /** Whether one call has to pass before others may leave: the service has not said when to come back, or was wrong. */
  readonly needsTrial: boolean;
  endsAt: number;
  trial?: Departure;
}

/** Before any refusal: how many calls may be unanswered at first, and how many more each answer allows. */
const FIRST_UNANSWERED = 8;
const MORE_UNANSWERED = 0.2;
/** A call that takes longer keeps nobody back. */
const UNANSWERED_MS = 500;
const TRIAL_MS = 1_000;

/** When few calls have passed before the first refusal, the limit may have been used up by somebody else. */
const LEAST_FIRST_RATE = 5;
const LEAST_RATE = 0.1;
/** What is left of the best rate after a refusal. */
const CUT = 0.9;
/** The rate is back at its best after so many calls at it, within these bounds of time. */
const REGAIN_CALLS = 40;
const SHORTEST_REGAIN_MS = 15_000;
const LONGEST_REGAIN_MS = 30_000;

/** Most limits are told by the second. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** After so long a stop the limit is one by the minute, say: the average since the last one counts. */
const LONG_STOP_MS = 10_000;

/**
 * How fast calls may go to a service that tells its limit only by refusing them. Times come in as arguments.
 *
 * Before any refusal nothing is held back but a burst, which grows as it is answered. A refusal stops all calls for as
 * long as the service asks; then they go on at nine tenths of the rate that was let through. The rate grows as in CUBIC
 * (RFC 9438): soon back to the best one, long near it, and then faster and faster in search of a better one.
 */
export class Pace {
  private readonly unanswered = new Set<Departure>();
  private mayBeUnanswered = FIRST_UNANSWERED;
  private limit: Limit | undefined;
  /** The last stop, until a call has passed after it. */
  private stop: Stop | undefined;
  private isStopped = false;
  private stops = 0;
  private lastAt = 0;
  private nextAt = 0;
  /** When the calls of the last time left that have passed, and those that were refused. */
  private passes: number[] = [];
  private refusals: number[] = [];
  /** Since when `passed` counts calls that have passed. */
  private since: number | undefined;
  private passed = 0;

  /** Calls a second; Infinity before any refusal. */
  get rate(): number {
    return rateOf(this.limit);
  }

  /** When the next call may leave, if no answer comes before. */
  opensAt(now: number): number {
    const { stop } = this;
    if (stop && this.isStopped) return stop.trial ? stop.trial.at + TRIAL_MS : stop.endsAt;
    if (this.limit) return this.nextAt;
    const young = [...this.unanswered].filter(({ at }) => at > now - UNANSWERED_MS);
    const [oldest] = young;
    return oldest && young.length >= Math.floor(this.mayBeUnanswered) ? oldest.at + UNANSWERED_MS : now;
  }

  /** A call leaves, not before {@link opensAt}. */
  leaves(now: number): Departure {
    const departure: Departure = { at: now, stops: this.stops };
    this.unanswered.add(departure);
    this.since ??= now;
    const { stop } = this;
    if (stop && this.isStopped) {
      if (stop.needsTrial && !stop.trial) {
        stop.trial = departure;
        return departure;
      }
      this.goesOn(stop, now);
    }
    if (this.limit) {
      const interval = 1000 / this.rate;
      this.limit.usedMs += Math.min(now - this.lastAt, interval);
      // A timer that comes late is made up for, by one call at most.
      this.nextAt = Math.max(this.nextAt, now - interval) + interval;
    }
    this.lastAt = now;
    return departure;
  }

  /** A call has ended, and was not refused. Without an answer that tells nothing. */
  ends(departure: Departure, isAnswered: boolean): void {
    if (!this.unanswered.delete(departure) || !isAnswered) return;
    this.mayBeUnanswered += MORE_UNANSWERED;
    this.passes = [...lately(this.passes, departure.at), departure.at];
    this.passed += 1;
    const { stop } = this;
    if (!stop || departure.stops < this.stops) return;
    if (this.isStopped) this.goesOn(stop, departure.at);
    this.stop = undefined;
  }

  /** A call was refused because there were too many. @returns whether that is news: the others are stopped for it. */
  refuses(departure: Departure, now: number, retryAfterMs: number | undefined): boolean {
    this.unanswered.delete(departure);
    this.refusals = [...lately(this.refusals, departure.at), departure.at];
    const { stop } = this;
    if (departure.stops < this.stops) {
      // It left before the others were stopped, and tells nothing of the rate since then.
      const until = now + (retryAfterMs ?? 0);
      if (stop && this.isStopped) stop.endsAt = Math.max(stop.endsAt, until);
      else this.nextAt = Math.max(this.nextAt, until);
      return false;
    }
    const tries = stop ? stop.tries + 1 : 0;
    const patientMs = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** tries);
    const pauseMs = tries > 0 ? Math.max(patientMs, retryAfterMs ?? 0) : (retryAfterMs ?? patientMs);
    const first = stop ?? { at: now, refusedAt: departure.at, limit: this.limit };
    const { at, refusedAt, limit } = first;
    const needsTrial = tries > 0 || retryAfterMs === undefined;
    this.stop = { at, refusedAt, limit, tries, needsTrial, endsAt: now + pauseMs };
    this.isStopped = true;
    this.stops += 1;
    return true;
  }

  /** While calls are stopped: in how many milliseconds they go on, and at about how many a second. */
  outlook(now: number): { readonly pauseMs: number; readonly perSecond: number } {
    if (!this.stop) return { pauseMs: 0, perSecond: this.rate };
    return { pauseMs: this.stop.endsAt - now, perSecond: this.learnt(this.stop, this.stop.endsAt) };
  }

  private goesOn(stop: Stop, at: number): void {
    this.limit = { best: this.learnt(stop, at), usedMs: 0 };
    this.isStopped = false;
    this.since = at;
    this.passed = 0;
    this.lastAt = at;
    this.nextAt = at + 1000 / this.rate;
  }

  /** The best rate, after a stop that ends now. */
  private learnt({ at, refusedAt, limit }: Stop, now: number): number {
    const rate = rateOf(limit);
    const spanMs = Math.max(1000, 3000 / rate);
    const inSpan = (each: number): boolean => each > refusedAt - spanMs && each <= refusedAt;
    const passes = this.passes.filter(inSpan).length;
    const measured = (passes * 1000) / spanMs;
    let best: number;
    if (!limit) best = Math.max(LEAST_FIRST_RATE, measured);
    else if (measured < rate / 2 && this.wasBusy(refusedAt, spanMs, rate)) best = measured;
    else best = rate < limit.best ? (rate * (1 + CUT)) / 2 : rate;
    const average = (this.passed * 1000) / (now - (this.since ?? now));
    return Math.max(LEAST_RATE, now - at >= LONG_STOP_MS ? Math.min(best, average) : best);
  }

  /** Whether there were calls enough for a rate to show in what has passed. */
  private wasBusy(refusedAt: number, spanMs: number, rate: number): boolean {
    const from = Math.max(refusedAt - spanMs, this.since ?? 0);
    const left = [...this.passes, ...this.refusals].filter((each) => each > from && each <= refusedAt);
    return left.length * 1000 >= (rate / 2) * (refusedAt - from);
  }
}

function rateOf(limit: Limit | undefined): number {
  if (!limit) return Infinity;
  const { best, usedMs } = limit;
  const regainMs = Math.max(SHORTEST_REGAIN_MS, Math.min(LONGEST_REGAIN_MS, (REGAIN_CALLS * 1000) / best));
  return best * (1 + (1 - CUT) * (usedMs / regainMs - 1) ** 3);
}

function lately(times: readonly number[], now: number): number[] {
  return times.filter((each) => each > now - LONGEST_REGAIN_MS);
}
