import type { FakeClock } from "../fakeClock.testkit";
import type { HttpAnswer } from "../http";

/** Says of a request that arrives: `undefined` to let it through, else after how many milliseconds the next one may. */
export type Limiter = (now: number) => number | undefined;

/** So many a second, now. */
type Rate = (now: number) => number;

/** Refuses above so many in the last second, as sliding logs do. */
export function slidingWindow(rate: Rate): Limiter {
  let passed: number[] = [];
  return (now) => {
    passed = passed.filter((at) => at > now - 1000);
    const [oldest = now] = passed;
    if (passed.length >= rate(now)) return oldest + 1000 - now;
    passed.push(now);
    return undefined;
  };
}

/** Refuses above so many in each window of the clock: 60 000 ms for a limit by the minute. */
export function fixedWindow(rate: Rate, windowMs = 1000): Limiter {
  let window = 0;
  let passed = 0;
  return (now) => {
    const current = Math.floor(now / windowMs);
    if (current !== window) [window, passed] = [current, 0];
    if (passed >= (rate(now) * windowMs) / 1000) return (current + 1) * windowMs - now;
    passed += 1;
    return undefined;
  };
}

/** Refuses when its tokens are used up; a second fills it. */
export function tokenBucket(rate: Rate): Limiter {
  let filledAt: number | undefined;
  let tokens = 0;
  return (now) => {
    const perSecond = rate(now);
    tokens = Math.min(
      perSecond,
      filledAt === undefined ? perSecond : tokens + ((now - filledAt) * perSecond) / 1000,
    );
    filledAt = now;
    if (tokens < 1) return ((1 - tokens) * 1000) / perSecond;
    tokens -= 1;
    return undefined;
  };
}

/** How a 429 says when to come back. */
export type Says = "nothing" | "seconds" | "a date";

/** A service behind a limiter, and what it has answered. */
export class LimitedServer {
  readonly statuses: number[] = [];
  private drawn = 1;

  /** @param latencyMs Least and most of a call's time, half of it before the request arrives. */
  constructor(
    private readonly clock: FakeClock,
    private readonly limiter: Limiter,
    private readonly says: Says,
    private readonly latencyMs: readonly [number, number],
  ) {}

  /** A transport to it. */
  readonly send = async (): Promise<HttpAnswer> => {
    const [least, most] = this.latencyMs;
    // A small linear generator: the same test has the same latencies.
    this.drawn = (this.drawn * 1_103_515_245 + 12_345) % 2_147_483_648;
    const onWayMs = (least + ((most - least) * this.drawn) / 2_147_483_648) / 2;
    await this.clock.sleep(onWayMs);
    const waitMs = this.limiter(this.clock.now());
    const retryAfter = waitMs === undefined ? undefined : this.retryAfter(waitMs);
    await this.clock.sleep(onWayMs);
    this.statuses.push(waitMs === undefined ? 200 : 429);
    if (waitMs === undefined) return { status: 200, body: '{"id":"i-1","status":"running"}' };
    return { status: 429, body: "", ...(retryAfter !== undefined && { retryAfter }) };
  };

  private retryAfter(waitMs: number): string | undefined {
    if (this.says === "nothing") return undefined;
    if (this.says === "seconds") return String(Math.ceil(waitMs / 1000));
    // A date has whole seconds.
    return new Date(Math.ceil((this.clock.now() + waitMs) / 1000) * 1000).toUTCString();
  }
}
