import { bed, thrown } from "../lifecycle/context.testkit";
import { failing, fault, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { NovitaError } from "../../api";
import { looking } from "./looking";
import { pauseFor } from "./times";

const seen = (id: string) => ({ kind: "seen", live: { id, name: id, status: "running", secrets: [] } });
const ids = Array.from({ length: 20 }, (_, at) => `i-${at + 1}`);

test("instances that are waited for at the same time share one list call a round", async () => {
  const { ctx, account, clock } = bed();
  ids.forEach((id) => account.add({ id, name: id }));
  const since = clock.now();
  const sightings = await Promise.all(ids.map((id) => ctx.poller.next(id, since)));
  expect(sightings).toEqual(ids.map(seen));
  expect(account.log()).toEqual(["list"]);
  await Promise.all(ids.map((id) => ctx.poller.next(id, since)));
  expect(account.log()).toEqual(["list", "list"]);
});

test("nobody waiting, no call", async () => {
  const { ctx, account, clock } = bed();
  account.add({ id: "i-1", name: "i-1" });
  await ctx.poller.next("i-1", clock.now());
  await clock.sleep(60_000);
  expect(account.log()).toEqual(["list"]);
});

test.each([
  [0, 250],
  [1_250, 250],
  [10_000, 2_000],
  [50_000, 10_000],
  [3_600_000, 10_000],
])("%i ms after the beginning the next look comes after %i ms", (age, pause) => {
  expect(pauseFor(age)).toBe(pause);
});

test("one who begins to wait is looked at soon, however long the pauses of the others are", async () => {
  const { ctx, account, clock } = bed();
  ["i-1", "i-2"].forEach((id) => account.add({ id, name: id }));
  const began = clock.now();
  const old = ctx.poller.next("i-1", began - 3_600_000);
  await clock.sleep(1_000);
  await ctx.poller.next("i-2", clock.now());
  expect(clock.now() - began).toBe(1_250);
  // The same list has told of the other one.
  expect([await old, clock.now() - began, account.log()]).toEqual([seen("i-1"), 1_250, ["list"]]);
});

test("a list that others ask for tells those who wait as well, and none who came after its start", async () => {
  const { ctx, account, clock } = bed();
  ["i-1", "i-2"].forEach((id) => account.add({ id, name: id }));
  const began = clock.now();
  const early = ctx.poller.next("i-1", began);
  let late: Promise<unknown> | undefined;
  account.script("listInstances", async (real) => {
    late = ctx.poller.next("i-2", clock.now());
    return real();
  });
  await ctx.lists.next();
  expect([await early, clock.now() - began]).toEqual([seen("i-1"), 0]);
  expect([await late, clock.now() - began]).toEqual([seen("i-2"), 250]);
  expect(account.log()).toEqual(["list", "list"]);
});

test("who leaves while their list waits for its turn has none read", async () => {
  const { ctx, account, clock } = bed();
  account.add({ id: "i-1", name: "i-1" });
  account.rule("listInstances", async (real) => (await clock.sleep(5_000), real()));
  const underWay = ctx.lists.next();
  await clock.sleep(1);
  const leaving = new AbortController();
  const left = ctx.poller.next("i-1", clock.now(), leaving.signal).catch(String);
  await clock.sleep(1_000);
  leaving.abort(new Error("enough"));
  expect(await left).toBe("Error: enough");
  await underWay;
  await clock.sleep(60_000);
  expect(account.log()).toEqual(["list"]);
});

test.each([
  [200, 1_800],
  [1_000, 3_000],
])(
  "lists that take %d ms leave nine times as long to other calls, and at most 3 s: %d ms",
  async (takesMs, restMs) => {
    const { ctx, account, clock } = bed();
    account.add({ id: "i-1", name: "i-1" });
    account.rule("listInstances", async (real) => (await clock.sleep(takesMs), real()));
    const began = clock.now();
    await ctx.poller.next("i-1", began);
    await ctx.poller.next("i-1", began);
    expect(account.calls.map(({ at }) => at - began)).toEqual([250, 250 + takesMs + restMs]);
  },
);

test("a list does not ask twice for what it lacks, however long that takes", async () => {
  const { ctx, account, clock } = bed();
  account.script("getInstance", async (real) => (await clock.sleep(60_000), real()));
  expect(await ctx.poller.next("i-1", clock.now())).toEqual({ kind: "absent" });
  expect(account.log()).toEqual(["list", "get i-1"]);
});

describe("an instance that the list does not show", () => {
  test("is absent when the list is whole and it is not found by its id either", async () => {
    const { ctx, account, clock } = bed();
    expect(await ctx.poller.next("i-1", clock.now())).toEqual({ kind: "absent" });
    expect(account.log()).toEqual(["list", "get i-1"]);
  });

  test("is seen when it is found by its id", async () => {
    const { ctx, account, clock } = bed();
    account.add({ id: "i-1", name: "i-1" });
    account.rule("listInstances", async () => ({ items: [], total: 0 }));
    expect(await ctx.poller.next("i-1", clock.now())).toEqual(seen("i-1"));
    expect(account.log()).toEqual(["list", "get i-1"]);
  });

  test("is unclear when the list is not whole", async () => {
    const { ctx, account, clock } = bed();
    account.total = () => 5;
    const sighting = await ctx.poller.next("i-1", clock.now());
    expect(sighting).toEqual({
      kind: "unclear",
      error: refusal("getInstance", 400, "RESOURCE_NOT_FOUND", "resource not found", "i-1"),
    });
  });

  test("is unclear when it cannot be asked for by its id", async () => {
    const { ctx, account, clock } = bed();
    const error = fault("getInstance", "reset", "i-1");
    account.script("getInstance", failing(error));
    expect(await ctx.poller.next("i-1", clock.now())).toEqual({ kind: "unclear", error });
  });
});

test.each([
  ["whole", true, { kind: "absent" }],
  ["not whole", false, { kind: "unclear", error: new NovitaError("The list could not be read to its end.") }],
])("of what has no read of its own, a list that is %s tells", async (_what, complete, sighting) => {
  const { clock } = bed();
  const log = bed().ctx.log;
  const { poller } = looking({ list: async () => ({ items: [], complete }) }, { clock, log });
  expect(await poller.next("b-1", clock.now())).toEqual(sighting);
});

test("a list that fails is unclear for everybody, and the next round is a new chance", async () => {
  const { ctx, account, clock } = bed();
  ["i-1", "i-2"].forEach((id) => account.add({ id, name: id }));
  const error = refusal("listInstances", 500, "UNKNOWN", "boom");
  account.script("listInstances", failing(error));
  const round = () => Promise.all(["i-1", "i-2"].map((id) => ctx.poller.next(id, clock.now())));
  expect(await round()).toEqual([
    { kind: "unclear", error },
    { kind: "unclear", error },
  ]);
  expect(await round()).toEqual([seen("i-1"), seen("i-2")]);
});

test.each([
  ["a key that is not accepted any more", refusal("listInstances", 401, "UNAUTHORIZED", "no")],
  ["a defect of our own", new TypeError("x is not a function")],
])("%s ends the waiting of everybody", async (_what, error) => {
  const { ctx, account, clock } = bed();
  account.rule("listInstances", failing(error));
  const both = ["i-1", "i-2"].map((id) => thrown(ctx.poller.next(id, clock.now())));
  expect(await Promise.all(both)).toEqual([error, error]);
  expect(account.log()).toEqual(["list"]);
});

test("one who stops waiting leaves the others alone", async () => {
  const { ctx, account, clock } = bed();
  ["i-1", "i-2"].forEach((id) => account.add({ id, name: id }));
  const stop = new AbortController();
  const first = thrown(ctx.poller.next("i-1", clock.now(), stop.signal));
  const second = ctx.poller.next("i-2", clock.now());
  const reason = new Error("enough");
  stop.abort(reason);
  expect(await first).toBe(reason);
  expect(await second).toEqual(seen("i-2"));
  expect(account.log()).toEqual(["list"]);
});

test("when everybody has stopped waiting no call is made", async () => {
  const { ctx, account, clock } = bed();
  const stop = new AbortController();
  const waiting = thrown(ctx.poller.next("i-1", clock.now(), stop.signal));
  stop.abort(new Error("enough"));
  await waiting;
  await clock.sleep(60_000);
  expect(account.log()).toEqual([]);
});

test("a signal that was aborted before is obeyed at once", async () => {
  const { ctx, account, clock } = bed();
  const reason = new Error("enough");
  expect(await thrown(ctx.poller.next("i-1", clock.now(), AbortSignal.abort(reason)))).toBe(reason);
  expect(account.log()).toEqual([]);
});
