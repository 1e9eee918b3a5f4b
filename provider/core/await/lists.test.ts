import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { NovitaError } from "../../api";
import { bed, type Bed, thrown } from "../lifecycle/context.testkit";

/** A bed whose lists take a second each. */
function slowBed(): Bed {
  const it = bed();
  it.account.add({ id: "i-1", name: "box-1" });
  it.account.rule("listInstances", async (real) => {
    const page = await real();
    await it.clock.sleep(1_000);
    return page;
  });
  return it;
}

const queries = ({ account }: Bed): unknown[] => account.calls.map(({ args: [query] }) => query);
const everything = { pageSize: 100, pageNum: 0 };
const idsIn = ({ items }: { readonly items: readonly { readonly id: string }[] }): string[] =>
  items.map(({ id }) => id);

test("all who ask at the same moment share one list", async () => {
  const it = slowBed();
  const shown = await Promise.all(Array.from({ length: 50 }, () => it.ctx.lists.next()));
  expect(shown.map(idsIn)).toEqual(shown.map(() => ["i-1"]));
  expect(queries(it)).toEqual([everything]);
});

test("a list that is under way serves nobody who comes: all who do share the next one, which starts at its end", async () => {
  const it = slowBed();
  const began = it.clock.now();
  const first = it.ctx.lists.next();
  await it.clock.sleep(500);
  it.account.add({ id: "i-2", name: "box-2" });
  const later = await Promise.all(Array.from({ length: 9 }, () => it.ctx.lists.next()));
  expect([idsIn(await first), ...later.map(idsIn)]).toEqual([["i-1"], ...later.map(() => ["i-1", "i-2"])]);
  expect(it.account.calls.map(({ at }) => at - began)).toEqual([0, 1_000]);
});

test("the first list starts at once; one that follows leaves nine times as long as it took, and at most a second from its start", async () => {
  const it = bed();
  it.account.rule("listInstances", async (real) => (await it.clock.sleep(50), real()));
  const began = it.clock.now();
  await it.ctx.lists.next();
  await Promise.all([it.ctx.lists.next(), it.clock.sleep(300).then(() => it.ctx.lists.next())]);
  await it.clock.sleep(5_000);
  await it.ctx.lists.next();
  expect(it.account.calls.map(({ at }) => at - began)).toEqual([0, 450, 5_500]);
});

test("one who asks for a name alone gets a list of that, and several theirs out of one list", async () => {
  const it = slowBed();
  it.account.add({ id: "i-2", name: "box-2" });
  const { next } = it.ctx.lists;
  const ask = next.bind(it.ctx.lists);
  expect(idsIn(await ask({ name: "box-2" }))).toEqual(["i-2"]);
  const [one, two, all] = await Promise.all([ask({ name: "box-1" }), ask({ name: "box-2" }), ask()]);
  expect([one, two, all].map(idsIn)).toEqual([["i-1"], ["i-2"], ["i-1", "i-2"]]);
  expect(queries(it)).toEqual([{ name: "box-2", ...everything }, everything]);
});

test("a list that fails fails for all that share it, and the next one is a new chance", async () => {
  const it = slowBed();
  const error = refusal("listInstances", 500, "UNKNOWN", "boom");
  it.account.script("listInstances", failing(error));
  const both = [it.ctx.lists.next(), it.ctx.lists.next({ name: "box" })].map(thrown);
  expect(await Promise.all(both)).toEqual([error, error]);
  expect(idsIn(await it.ctx.lists.next())).toEqual(["i-1"]);
});

test("a list is read for as long as the most patient of its users can wait, and nobody waits longer than they can", async () => {
  const it = slowBed();
  const budgets: unknown[] = [];
  it.account.rule("listInstances", async (_real, _query, options) => {
    budgets.push(options?.budgetMs);
    await it.clock.sleep(60_000);
    return { items: [], total: 0 };
  });
  const began = it.clock.now();
  const patient = it.ctx.lists.next({ budgetMs: 90_000 });
  const error = await thrown(it.ctx.lists.next({ budgetMs: 5_000 }));
  expect([error, it.clock.now() - began]).toEqual([
    new NovitaError("The list could not be read within 5s."),
    5_100,
  ]);
  expect([idsIn(await patient), it.clock.now() - began, budgets]).toEqual([[], 60_000, [90_000]]);
});

test("a list goes with the creates that wait for it, first if it tells of an unknown outcome, and waits for the rate limit as long as they can", async () => {
  const it = slowBed();
  const patience: unknown[] = [];
  it.account.rule("listInstances", async (real, _query, { budgetMs, withinMs, priority } = {}) => {
    patience.push([budgetMs, withinMs, priority]);
    return real();
  });
  await it.ctx.lists.next({ budgetMs: 5_000, withinMs: 90_000 });
  const all = [
    it.ctx.lists.next({ budgetMs: 7_000 }),
    it.ctx.lists.next({ budgetMs: 6_000, isUrgent: true }),
  ];
  await Promise.all(all);
  expect(patience).toEqual([
    [5_000, 90_000, "create"],
    [7_000, 7_000, "create"],
    [6_000, 6_000, "settle"],
  ]);
});

describe("what was listed lately", () => {
  test("serves for ten seconds those who only ask how things are", async () => {
    const it = slowBed();
    const began = it.clock.now();
    const recent = async (afterMs: number) => {
      await it.clock.sleep(began + afterMs - it.clock.now());
      return idsIn(await it.ctx.lists.recent());
    };
    await recent(0);
    it.account.add({ id: "i-2" });
    expect([await recent(9_999), await recent(10_000)]).toEqual([["i-1"], ["i-1", "i-2"]]);
  });

  test("serves them as well while it is still being read, and leaves them a chance of their own if it fails", async () => {
    const it = slowBed();
    const recently = async () => {
      const first = it.ctx.lists.next();
      await it.clock.sleep(500);
      return Promise.allSettled([first, it.ctx.lists.recent(), it.ctx.lists.recent()]);
    };
    const began = it.clock.now();
    const error = refusal("listInstances", 500, "UNKNOWN", "boom");
    it.account.script("listInstances", async () => {
      await it.clock.sleep(1_000);
      throw error;
    });
    const failed = await recently();
    await it.clock.sleep(20_000);
    const shown = await recently();
    expect(
      [...failed, ...shown].map((each) => (each.status === "rejected" ? each.reason : idsIn(each.value))),
    ).toEqual([error, ["i-1"], ["i-1"], ["i-1"], ["i-1"], ["i-1"]]);
    expect(it.account.calls.map(({ at }) => at - began)).toEqual([0, 1_000, 22_000]);
  });

  test("serves nobody after a change, also if the list was under way then", async () => {
    const it = slowBed();
    const first = it.ctx.lists.recent();
    await it.clock.sleep(500);
    it.ctx.lists.changing();
    await first;
    it.account.add({ id: "i-2" });
    expect(idsIn(await it.ctx.lists.recent())).toEqual(["i-1", "i-2"]);
  });

  test("is told to those who were there when it started, and a list by a name is not", async () => {
    const it = slowBed();
    const began = it.clock.now();
    await it.ctx.lists.next({ name: "box" });
    expect(it.ctx.lists.latest(0)).toEqual([]);
    await it.ctx.lists.next();
    expect([it.ctx.lists.latest(began + 1_000).length, it.ctx.lists.latest(began + 1_001)]).toEqual([1, []]);
  });
});

test("whoever is urgent does not wait for a list that waits for its own turn", async () => {
  const it = slowBed();
  let lists = 0;
  it.account.rule("listInstances", async (real) => {
    if ((lists += 1) === 1) await it.clock.sleep(300_000);
    return real();
  });
  const usual = it.ctx.lists.next({ budgetMs: 600_000 });
  await it.clock.sleep(1_000);
  const since = it.clock.now();
  const urgent = it.ctx.lists.next({ budgetMs: 30_000, isUrgent: true });
  expect(idsIn(await urgent)).toEqual(["i-1"]);
  expect(idsIn(await usual)).toEqual(["i-1"]);
  // What the older one shows does not hide what the newer one has.
  expect(it.ctx.lists.latest(since).map(({ id }) => id)).toEqual(["i-1"]);
});

describe("a list that nobody needs any more", () => {
  /** Two who need a list while another one is under way. */
  async function two() {
    const it = bed();
    const signals: (AbortSignal | undefined)[] = [];
    it.account.add({ id: "i-1", name: "box-1" });
    it.account.rule("listInstances", async (real, _query, { signal } = {}) => {
      signals.push(signal);
      await it.clock.sleep(1_000);
      return real();
    });
    const first = it.ctx.lists.next();
    await it.clock.sleep(500);
    const users = [new AbortController(), new AbortController()];
    const lists = users.map(({ signal }) => it.ctx.lists.next({ signal }).then(idsIn, String));
    const aborted = (): unknown[] => signals.map((signal) => signal?.aborted);
    return { it, first, lists, aborted, leave: (at: number) => users[at]?.abort(new Error("left")) };
  }

  test("is not read", async () => {
    const { it, first, lists, leave } = await two();
    leave(0);
    leave(1);
    await first;
    expect(await Promise.all(lists)).toEqual([
      "NovitaError: Nobody needs the list any more.",
      "NovitaError: Nobody needs the list any more.",
    ]);
    expect(queries(it)).toEqual([everything]);
  });

  test("is read for the one who is left", async () => {
    const { lists, leave, aborted } = await two();
    leave(0);
    expect(await lists[1]).toEqual(["i-1"]);
    expect(aborted()).toEqual([undefined, false]);
  });

  test("ends when the last one leaves, and one whose user cannot leave never does", async () => {
    const { it, first, lists, leave, aborted } = await two();
    await first;
    await it.clock.sleep(500);
    leave(0);
    expect(aborted()).toEqual([undefined, false]);
    leave(1);
    expect(aborted()).toEqual([undefined, true]);
    await Promise.all(lists);
  });
});
