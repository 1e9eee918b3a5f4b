import { FakeClock } from "../fakeClock.testkit";
import type { Priority } from "../operations";
import { type Caller, Gate } from "./gate";
import type { Departure } from "./pace";

/** A gate that the service has just closed for `forMs`, with a clock that only the test moves. */
async function closed(forMs: number | undefined = 1_000) {
  const clock = new FakeClock(0, false);
  const told: object[] = [];
  const gate = new Gate(clock, (limit) => told.push(limit));
  const first = await gate.enter(caller("read"));
  gate.refused(first, forMs);
  return { clock, gate, told, first };
}

const caller = (priority: Priority, more: Partial<Caller> = {}): Caller => ({
  priority,
  isAgain: false,
  patienceMs: 600_000,
  ...more,
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Moves time on in small steps, as timers would. */
async function pass(clock: FakeClock, ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    clock.advance(10);
    await settled();
  }
}

test("what settles a purchase goes first, then creates, changes, reads and polls; of one kind who came first, after who was refused", async () => {
  const { clock, gate } = await closed();
  const left: string[] = [];
  const come = (name: string, priority: Priority, isAgain = false): void => {
    void gate.enter(caller(priority, { isAgain })).then((departure) => {
      left.push(name);
      gate.ended(departure, true);
    });
  };
  come("poll", "poll");
  come("read 1", "read");
  come("read 2", "read");
  come("read again", "read", true);
  come("change", "change");
  come("create 1", "create");
  come("create 2", "create");
  come("delete", "settle");
  await pass(clock, 990);
  expect(left).toEqual([]);
  await pass(clock, 5_000);
  expect(left).toEqual([
    "delete",
    "create 1",
    "create 2",
    "change",
    "read again",
    "read 1",
    "read 2",
    "poll",
  ]);
});

test("without a Retry-After one call tries first, and the others follow when it has passed", async () => {
  const { clock, gate } = await closed(undefined);
  const left: Departure[] = [];
  for (let n = 0; n < 3; n++) void gate.enter(caller("read")).then((departure) => left.push(departure));
  await pass(clock, 1_300);
  expect(left.length).toBe(1);
  gate.refused(left[0] as Departure, undefined);
  await pass(clock, 1_990);
  expect(left.length).toBe(1);
  await pass(clock, 100);
  expect(left.length).toBe(2);
  gate.ended(left[1] as Departure, true);
  await pass(clock, 400);
  expect(left.length).toBe(3);
});

test("a Retry-After that is too short does not make a storm: refused again, the pause doubles", async () => {
  const clock = new FakeClock();
  const gate = new Gate(clock);
  const times: number[] = [];
  const began = clock.now();
  for (let n = 0; n < 6; n++) {
    const departure = await gate.enter(caller("read", { isAgain: n > 0 }));
    times.push(departure.at - began);
    gate.refused(departure, 0);
  }
  expect(times).toEqual([0, 0, 2_000, 6_000, 14_000, 29_000]);
});

test("calls that left before the others were stopped tell nothing new, and their Retry-After counts", async () => {
  const clock = new FakeClock();
  const told: object[] = [];
  const gate = new Gate(clock, (limit) => told.push(limit));
  const began = clock.now();
  const flying = await Promise.all([1, 2, 3, 4].map(() => gate.enter(caller("read"))));
  gate.ended(flying[0] as Departure, true);
  gate.refused(flying[1] as Departure, 1_000);
  gate.refused(flying[2] as Departure, 3_000);
  gate.refused(flying[3] as Departure, 2_000);
  expect((await gate.enter(caller("read"))).at - began).toBe(3_000);
  expect(told).toEqual([{ pauseMs: 1_000, perSecond: 5 }]);
});

test("that the service limits the rate is told once, with what has passed in the last second", async () => {
  const clock = new FakeClock();
  const told: object[] = [];
  const gate = new Gate(clock, (limit) => told.push(limit));
  for (let n = 0; n < 7; n++) gate.ended(await gate.enter(caller("read")), true);
  gate.refused(await gate.enter(caller("read")), 2_000);
  gate.refused(await gate.enter(caller("read")), 2_000);
  expect(told).toEqual([{ pauseMs: 2_000, perSecond: 7 }]);
});

test("who nobody waits for any more is dropped, and leaves no timer behind", async () => {
  const { clock, gate } = await closed(60_000);
  const stop = new AbortController();
  const poll = gate.enter(caller("poll", { signal: stop.signal }));
  stop.abort(new Error("all have left"));
  await expect(poll).rejects.toThrow("all have left");
  await pass(clock, 100);
  const idle = clock.sleeps.length;
  clock.advance(600_000);
  expect(clock.sleeps.length).toBe(idle);
});

test("who cannot wait any longer is told so, and the others keep their places", async () => {
  const { clock, gate } = await closed(2_000);
  const short = gate.enter(caller("settle", { patienceMs: 500 }));
  const long = gate.enter(caller("poll"));
  const failed = expect(short).rejects.toMatchObject({ name: "DeadlinePassed" });
  await pass(clock, 510);
  await failed;
  await pass(clock, 1_500);
  expect((await long).at).toBe(2_000);
  await expect(gate.enter(caller("read", { patienceMs: 0 }))).rejects.toMatchObject({
    name: "DeadlinePassed",
  });
});

test("calls that get no answer keep nobody back for longer than half a second", async () => {
  const clock = new FakeClock();
  const gate = new Gate(clock);
  const began = clock.now();
  const all = await Promise.all(Array.from({ length: 20 }, () => gate.enter(caller("read"))));
  expect(all.map(({ at }) => at - began)).toEqual([
    ...Array<number>(8).fill(0),
    ...Array<number>(8).fill(500),
    ...Array<number>(4).fill(1_000),
  ]);
});

test("few refusals of a rate that is hardly used say nothing of the limit: somebody else has used it up", async () => {
  const clock = new FakeClock();
  const gate = new Gate(clock);
  const read = async (): Promise<Departure> => gate.enter(caller("read"));
  for (let n = 0; n < 4; n++) {
    gate.refused(await read(), 1_000);
    gate.ended(await read(), true);
    await clock.sleep(30_000);
  }
  const began = clock.now();
  for (let n = 0; n < 10; n++) gate.ended(await read(), true);
  expect(clock.now() - began).toBeLessThan(3_500);
});
