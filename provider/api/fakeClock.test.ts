import { FakeClock } from "./fakeClock.testkit";
import { DeadlinePassed, withDeadline } from "./clock";

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("jumps from sleeper to sleeper, in the order of their times", async () => {
  const clock = new FakeClock(1000);
  const order: [string, number][] = [];
  await Promise.all([
    clock.sleep(60_000).then(() => order.push(["long", clock.now()])),
    clock.sleep(500).then(() => order.push(["short", clock.now()])),
  ]);
  expect(order).toEqual([
    ["short", 1500],
    ["long", 61_000],
  ]);
  expect(clock.sleeps).toEqual([500, 60_000]);
});

test("an aborted sleep rejects with the reason, at once, and takes no time", async () => {
  const clock = new FakeClock(0);
  const stop = new AbortController();
  const sleeping = clock.sleep(1000, stop.signal);
  stop.abort("enough");
  await expect(sleeping).rejects.toBe("enough");
  await expect(clock.sleep(1000, stop.signal)).rejects.toBe("enough");
  expect([clock.now(), clock.sleeps]).toEqual([0, []]);
});

test("time stands still while something is held, unless it is advanced", async () => {
  const clock = new FakeClock(0);
  const work = clock.holding(async () => {
    for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
    return clock.now();
  });
  const sleeping = clock.sleep(1000);
  await expect(work()).resolves.toBe(0);
  await sleeping;
  expect(clock.now()).toBe(1000);
  const release = clock.hold();
  const deadline = withDeadline(clock, 30_000, undefined, never);
  clock.advance(30_000);
  await expect(deadline).rejects.toEqual(new DeadlinePassed(30_000));
  release();
});

test("work that ends before its deadline leaves no sleeper behind", async () => {
  const clock = new FakeClock(0);
  await expect(withDeadline(clock, 30_000, undefined, async () => 7)).resolves.toBe(7);
  await clock.sleep(40_000);
  expect([clock.now(), clock.sleeps]).toEqual([40_000, [40_000]]);
});

test("without auto only advance moves it", async () => {
  const clock = new FakeClock(0, false);
  const woken: number[] = [];
  void clock.sleep(10).then(() => woken.push(clock.now()));
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
  expect(woken).toEqual([]);
  clock.advance(9);
  clock.advance(1);
  await Promise.resolve();
  expect(woken).toEqual([10]);
});
