import { create, read } from "../../resources/gpuInstance/bound.testkit";
import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import type { State } from "../../resources/gpuInstance";
import { remove } from "./delete";
import { bed, type Bed, declaration, inputsWith, thrown } from "./context.testkit";

/* What a fleet costs in calls: whatever can be shared is. */

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `box-${at + 1}`);
const declared = (name: string) => inputsWith({ name: undefined, __declaration: { ...declaration, name } });

function fleetBed(): Bed {
  const it = bed();
  it.account.pageSize = 1_000;
  return it;
}

/** The calls of a piece of work, by operation. */
async function counted<T>({ account }: Bed, work: () => Promise<T>): Promise<[T, Record<string, number>]> {
  account.clear();
  const done = await work();
  const counts: Record<string, number> = {};
  for (const { name } of account.calls) counts[name] = (counts[name] ?? 0) + 1;
  return [done, counts];
}

const createAll = ({ ctx }: Bed, count: number) =>
  Promise.all(names(count).map((name) => create(ctx, declared(name))));

async function running(count: number) {
  const it = fleetBed();
  it.account.start = [[0, { status: "running" }]];
  const created = await createAll(it, count);
  it.account.clear();
  return { ...it, created };
}

test.each([
  // A look, and the looks until it runs: 0.25 to 1.5 s by quarters, then with pauses of a fifth of the age.
  [1, 1, 22],
  [11, 1, 22],
  [100, 1, 22],
  // What does not fit on one page costs one call more, once: the larger page is remembered.
  [190, 1, 23],
])(
  "%i instances created at the same moment share a list of prices and every look",
  async (count, prices, lists) => {
    const it = fleetBed();
    const [created, calls] = await counted(it, () => createAll(it, count));
    expect(calls).toEqual({
      createInstance: count,
      getInstance: count,
      listProducts: prices,
      listInstances: lists,
    });
    expect(new Set(created.map(({ id }) => id)).size).toBe(count);
    expect(created.map(({ state }) => state.status)).toEqual(created.map(() => "running"));
  },
);

test("a single create looks by its name alone, and several by one list of everything", async () => {
  const queries = async (count: number): Promise<unknown> => {
    const it = fleetBed();
    await createAll(it, count);
    return it.account.sent("listInstances")[0];
  };
  expect(await queries(1)).toEqual([
    { name: expect.stringMatching(/^box-1-[0-9a-f]{8}$/), pageSize: 100, pageNum: 0 },
  ]);
  expect(await queries(2)).toEqual([{ pageSize: 100, pageNum: 0 }]);
});

test("each finds its own orphan in the shared list, and only its own", async () => {
  const it = fleetBed();
  it.account.add({ id: "i-left", name: (await running(3)).created[1]?.state.name });
  const outcomes = await Promise.allSettled(names(3).map((name) => create(it.ctx, declared(name))));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(String((outcomes[1] as PromiseRejectedResult).reason)).toContain("(i-left) [running]");
  expect(it.account.sent("createInstance")).toHaveLength(2);
});

test("what came into being while a list was under way stops a create that asked meanwhile", async () => {
  const it = fleetBed();
  const left = (await running(2)).created[1]?.state.name;
  let second: Promise<unknown> | undefined;
  // The service has put the first list together; only then does a killed run's late request arrive.
  it.account.script("listInstances", async (real) => {
    const page = await real();
    it.account.add({ id: "i-late", name: left });
    second = thrown(create(it.ctx, declared("box-2")));
    await it.clock.sleep(2_000);
    return page;
  });
  await create(it.ctx, declared("box-1"));
  expect(String(await second)).toContain("(i-late) [running]");
  expect(it.account.sent("createInstance")).toHaveLength(1);
});

test("a shared list that is not whole is no look: each looks by its name", async () => {
  const it = fleetBed();
  it.account.script("listInstances", async (real) => ({ ...(await real()), total: 5 }));
  it.account.script("listInstances", async (real) => ({ ...(await real()), total: 5 }));
  it.account.script("listInstances", async (real) => ({ ...(await real()), total: 5 }));
  await createAll(it, 2);
  const asked = it.account.sent("listInstances").map((args) => (args as [{ name?: string }])[0].name);
  expect(asked.slice(0, 5)).toEqual([
    undefined,
    undefined,
    undefined,
    expect.stringMatching(/^box-1-/),
    expect.stringMatching(/^box-2-/),
  ]);
});

test("a shared list that fails creates nothing, and says so for each", async () => {
  const it = fleetBed();
  it.account.script("listInstances", failing(refusal("listInstances", 500, "UNKNOWN", "boom")));
  const errors = await Promise.all(names(3).map((name) => thrown(create(it.ctx, declared(name)))));
  for (const error of errors) expect(String(error)).toContain("an earlier run has not created it already");
  expect(it.account.sent("createInstance")).toEqual([]);
});

describe("a refresh", () => {
  const readAll = ({ ctx }: Bed, created: readonly { readonly id: string; readonly state: State }[]) =>
    Promise.all(created.map(({ id, state }) => read(ctx, id, state)));

  test.each([
    [5, { getInstance: 5 }],
    [6, { getInstance: 5, listInstances: 1 }],
    [100, { getInstance: 5, listInstances: 1 }],
    [190, { getInstance: 5, listInstances: 2 }],
  ])("of %i costs a handful of reads and one list, and shows them word for word", async (count, expected) => {
    const { created, ...old } = await running(count);
    const it = old.restart();
    const [found, { listProducts: _prices, ...calls }] = await counted(it, () => readAll(it, created));
    expect(calls).toEqual(expected);
    expect(found.map((each) => each?.state)).toStrictEqual(created.map(({ state }) => state));
  });

  test("by a few at a time shares the lists of some seconds", async () => {
    const { created, ...old } = await running(190);
    const it = old.restart();
    const [, calls] = await counted(it, async () => {
      for (let at = 0; at < 190; at += 8) {
        await readAll(it, created.slice(at, at + 8));
        await it.clock.sleep(200);
      }
    });
    expect(calls).toEqual({ getInstance: 5, listInstances: 2, listProducts: 1 });
  });

  test("asks by its id for what is missing, stands in another status, or has another way in", async () => {
    const { created, ...old } = await running(12);
    const it = old.restart();
    it.account.patch("i-7", "gone");
    it.account.patch("i-8", { status: "exited" });
    it.account.patch("i-9", { ports: [{ port: 80, type: "http", endpoint: "https://elsewhere.example" }] });
    it.account.patch("i-10", { gpuNum: 2 });
    const found = await readAll(it, created);
    expect(it.account.log().slice(5)).toEqual([
      "listProducts",
      "list",
      "get i-7",
      "get i-8",
      "get i-9",
      "list",
    ]);
    expect([found[6], found[7]?.inputs.status]).toEqual([undefined, "exited"]);
    expect([found[8]?.state.endpoints?.[0]?.url, found[9]?.inputs.gpuNum]).toEqual([
      "https://elsewhere.example",
      2,
    ]);
  });

  test("never takes a missing one for gone by a list that it shares", async () => {
    const { created, ...old } = await running(12);
    const it = old.restart();
    // Each list misses it, and a read of it does not.
    it.account.rule("listInstances", async (real) => {
      const { items } = await real();
      const shown = items.filter(({ id }) => id !== "i-7");
      return { items: shown, total: shown.length };
    });
    expect((await readAll(it, created))[6]?.state).toStrictEqual(created[6]?.state);
  });

  test("does not go by a list from before a change of its own", async () => {
    const { created, ...old } = await running(12);
    const it = old.restart();
    await readAll(it, created);
    const { id, state } = created[11] as (typeof created)[number];
    it.account.clear();
    await remove(it.ctx, id, state);
    expect(await read(it.ctx, id, state)).toBeUndefined();
  });
});

test.each([1, 11, 100, 190])(
  "%i that are deleted at once share every look until they are gone",
  async (count) => {
    const { created, ...old } = await running(count);
    const it = old.restart();
    const [, calls] = await counted(it, () =>
      Promise.all(created.map(({ id, state }) => remove(it.ctx, id, state))),
    );
    // Not found by its id, and missing in a whole list: both are needed to be certain.
    expect(calls).toEqual({
      deleteInstance: count,
      getInstance: count,
      listInstances: count > 100 ? 11 : 10,
    });
    expect(it.account.ids()).toEqual([]);
  },
);

test("an instance that comes late is looked at as soon as the first was", async () => {
  const it = fleetBed();
  it.account.start = [[0, { status: "running" }]];
  const tookMs = async (work: Promise<unknown>): Promise<number> => {
    const began = it.clock.now();
    await work;
    return it.clock.now() - began;
  };
  const first = await tookMs(create(it.ctx, declared("box-1")));
  it.account.start = [[600_000, { status: "running" }]];
  const slow = create(it.ctx, declared("box-2"));
  await it.clock.sleep(300_000);
  it.account.start = [[0, { status: "running" }]];
  expect([first, await tookMs(create(it.ctx, declared("box-3")))]).toEqual([250, 250]);
  await slow;
});
