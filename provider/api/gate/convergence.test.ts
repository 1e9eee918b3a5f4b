import { createClient } from "../client";
import { FakeClock } from "../fakeClock.testkit";
import {
  fixedWindow,
  type Limiter,
  LimitedServer,
  type Says,
  slidingWindow,
  tokenBucket,
} from "./limitedServer.testkit";

const CALLS = 600;

interface Setting {
  readonly limiter: Limiter;
  readonly says?: Says;
  readonly latencyMs?: readonly [number, number];
  readonly calls?: number;
}

/** Makes all calls at once; how long they took, and how many answers in a hundred were refusals. */
async function flood({ limiter, says = "seconds", latencyMs = [2, 4], calls = CALLS }: Setting) {
  const clock = new FakeClock();
  const server = new LimitedServer(clock, limiter, says, latencyMs);
  const client = createClient({ clock, random: () => 0.5, transport: server.send });
  const began = clock.now();
  await Promise.all(Array.from({ length: calls }, () => client.getInstance("i-1", { withinMs: 3_600_000 })));
  const refused = server.statuses.filter((status) => status === 429).length;
  return { seconds: (clock.now() - began) / 1000, percent: (100 * refused) / server.statuses.length };
}

const limiters = { slidingWindow, fixedWindow, tokenBucket };
const latencies: Record<string, [number, number]> = { "at once": [2, 4], "in 50 to 300 ms": [50, 300] };

const steady = Object.entries(limiters).flatMap(([name, limiter]) =>
  [2, 10, 50].flatMap((rate) =>
    Object.entries(latencies).map(([answered, latencyMs]) => ({ name, limiter, rate, answered, latencyMs })),
  ),
);

test.each(steady)(
  "600 calls, $rate a second ($name), answered $answered: hardly any is refused, and little time is lost",
  async ({ limiter, rate, latencyMs }) => {
    const { seconds, percent } = await flood({ limiter: limiter(() => rate), latencyMs });
    expect(percent).toBeLessThan(5);
    expect(seconds).toBeLessThan((1.3 * CALLS) / rate);
  },
);

test.each<[string, Says, [number, number]]>(
  (["nothing", "seconds", "a date"] as const).flatMap((says) =>
    Object.entries(latencies).map(([answered, ms]): [string, Says, [number, number]] => [answered, says, ms]),
  ),
)("the same, answered %s, whatever a 429 says of when to come back: %s", async (_, says, latencyMs) => {
  for (const limiter of Object.values(limiters)) {
    const { seconds, percent } = await flood({ limiter: limiter(() => 10), says, latencyMs });
    expect(percent).toBeLessThan(5);
    expect(seconds).toBeLessThan(1.3 * 60);
  }
});

test.each([
  [10, 5, 1.3],
  [5, 10, 1.3],
  // What doubles is looked for with care.
  [10, 20, 1.35],
])("a limit that changes from %i to %i a second half way is followed", async (before, after, factor) => {
  const began = new FakeClock().now();
  const half = (1000 * CALLS) / 2 / before;
  const rate = (now: number): number => (now - began < half ? before : after);
  const ideal = (half + (1000 * CALLS) / 2 / after) / 1000;
  for (const limiter of Object.values(limiters)) {
    const { seconds, percent } = await flood({ limiter: limiter(rate) });
    expect(percent).toBeLessThan(5);
    expect(seconds).toBeLessThan(factor * ideal);
  }
});

test("a limit by the minute is one as well", async () => {
  const limiter = fixedWindow(() => 1, 60_000);
  const { seconds, percent } = await flood({ limiter });
  expect(percent).toBeLessThan(6);
  expect(seconds).toBeLessThan(1.3 * CALLS);
});

test("where there is no limit, a program of a few instances waits for nothing, and one of many two seconds", async () => {
  const limiter = (): undefined => undefined;
  const latencyMs = [200, 200] as const;
  expect(await flood({ limiter, latencyMs, calls: 8 })).toEqual({ seconds: 0.2, percent: 0 });
  expect(await flood({ limiter, latencyMs, calls: 190 })).toEqual({ seconds: 2, percent: 0 });
});
