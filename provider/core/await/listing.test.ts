import { FakeClock } from "../../api/fakeClock.testkit";
import { bed } from "../lifecycle/context.testkit";
import { failing, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import type { NovitaClient } from "../../api";
import { listInstances } from "../../resources/gpuInstance";

const clock = new FakeClock();

const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `i-${at + 1}`);

function accountOf(count: number) {
  const { account } = bed();
  many(count).forEach((id) => account.add({ id, name: id }));
  return account;
}

/** The ids that a listing shows, whether it is complete, and the pages that were asked for. */
async function listed(account: ReturnType<typeof accountOf>, name?: string) {
  const { items, complete } = await listInstances(account.client, clock, { name });
  const pages = account.sent("listInstances").map((args) => (args as [{ pageNum: number }])[0].pageNum);
  return { ids: items.map(({ id }) => id), complete, pages };
}

describe("if the service says how many there are", () => {
  test("one call shows an account of up to a page, whether pages begin at 0 or 1", async () => {
    const account = accountOf(3);
    expect(await listed(account)).toEqual({ ids: many(3), complete: true, pages: [0] });
    expect(account.sent("listInstances")).toEqual([[{ pageSize: 100, pageNum: 0 }]]);
    account.clear();
    account.firstPage = 0;
    expect(await listed(account)).toEqual({ ids: many(3), complete: true, pages: [0] });
  });

  test("a list that shifts while it is walked is not whole", async () => {
    const account = accountOf(150);
    account.firstPage = 0;
    account.script("listInstances", async (real) => {
      const page = await real();
      account.patch("i-1", "gone");
      return page;
    });
    const { ids, complete } = await listed(account);
    expect([ids.length, complete]).toEqual([149, false]);
  });

  test("an empty account is complete after one call", async () => {
    expect(await listed(accountOf(0))).toEqual({ ids: [], complete: true, pages: [0] });
  });

  test.each([
    [0, [0, 0, 1, 2]],
    [1, [0, 0, 1, 2, 3]],
  ])(
    "pages that begin at %i and get no larger are walked to the end, each instance counted once",
    async (firstPage, pages) => {
      const account = accountOf(250);
      account.firstPage = firstPage;
      expect(await listed(account)).toEqual({ ids: many(250), complete: true, pages });
    },
  );

  test("what does not fit on a page is asked for as one larger page, which cannot shift, and that size is told", async () => {
    const all = accountOf(190);
    all.pageSize = 1_000;
    const list = (pageSize?: number) => listInstances(all.client, clock, { pageSize });
    const first = await list();
    expect([first.items.length, first.complete, first.pageSize]).toEqual([190, true, 300]);
    all.add({ id: "i-191" });
    const again = await list(first.pageSize);
    expect([again.items.length, again.complete, again.pageSize]).toEqual([191, true, 300]);
    many(301).forEach((id) => all.ids().includes(id) || all.add({ id }));
    const grown = await list(again.pageSize);
    expect([grown.items.length, grown.complete, grown.pageSize]).toEqual([301, true, 400]);
    const sizes = all.sent("listInstances").map((args) => (args as [{ pageSize: number }])[0].pageSize);
    expect(sizes).toEqual([100, 300, 300, 300, 100, 400]);
  });

  test("a larger page that is refused is walked instead", async () => {
    const account = accountOf(150);
    account.rule("listInstances", async (real, { pageSize }) => {
      if (pageSize > 100) throw refusal("listInstances", 400, "VALIDATOR_PARAM", "pageSize is at most 100");
      return real();
    });
    expect(await listed(account)).toEqual({ ids: many(150), complete: true, pages: [0, 0, 1, 2] });
  });

  test("a server that shows smaller pages than it is asked for is walked to the end", async () => {
    const account = accountOf(45);
    account.pageSize = 20;
    expect(await listed(account)).toEqual({ ids: many(45), complete: true, pages: [0, 1, 2, 3] });
  });

  test("a list that shows fewer than there are is not complete", async () => {
    const account = accountOf(3);
    account.total = (truth) => truth + 1;
    expect(await listed(account)).toEqual({ ids: many(3), complete: false, pages: [0, 1, 2] });
  });

  test("a total below what was seen contradicts it: all pages are walked, and the list is not whole", async () => {
    const account = accountOf(45);
    account.pageSize = 20;
    account.total = () => 1;
    expect(await listed(account)).toEqual({ ids: many(45), complete: false, pages: [0, 1, 2, 3, 4] });
  });

  test("a list that shrinks on its last, empty page is not whole", async () => {
    const { client } = bed().account;
    const pages = [
      { items: [{ id: "i-1", status: "running", secrets: [] }], total: 2 },
      { items: [], total: 1 },
    ];
    client.listInstances = async ({ pageNum }) => pages[pageNum] ?? { items: [] };
    expect((await listInstances(client, clock)).complete).toBe(false);
  });
});

describe("if the service does not say how many there are", () => {
  test.each([
    [0, 3],
    [20, 3],
    [45, 5],
  ])("%i instances are all shown, and the list is not whole", async (count, most) => {
    const account = accountOf(count);
    account.pageSize = 20;
    account.total = () => undefined;
    const { ids, complete, pages } = await listed(account);
    expect([ids, complete]).toEqual([many(count), false]);
    expect(pages.length).toBeLessThanOrEqual(most);
  });
});

test("a page 0 that is refused is passed over", async () => {
  const account = accountOf(2);
  const invalid = refusal("listInstances", 400, "VALIDATOR_PARAM", "pageNum must be at least 1");
  account.script("listInstances", failing(invalid));
  expect(await listed(account)).toEqual({ ids: many(2), complete: true, pages: [0, 1] });
});

test("a page 1 that is refused as well is an error", async () => {
  const account = accountOf(2);
  const invalid = refusal("listInstances", 400, "VALIDATOR_PARAM", "no");
  account.rule("listInstances", failing(invalid));
  await expect(listInstances(account.client, clock)).rejects.toBe(invalid);
  expect(account.log()).toEqual(["list", "list"]);
});

test("a name narrows the list", async () => {
  const account = accountOf(12);
  expect(await listed(account, "i-12")).toEqual({ ids: ["i-12"], complete: true, pages: [0] });
  expect(account.sent("listInstances")).toEqual([[{ name: "i-12", pageSize: 100, pageNum: 0 }]]);
});

test("a list without an end is given up after 101 pages and is not complete", async () => {
  const { account } = bed();
  let made = 0;
  account.rule("listInstances", async () => ({
    items: [{ id: `i-${++made}`, status: "running", secrets: [] }],
    total: 1_000_000,
  }));
  const { items, complete } = await listInstances(account.client, clock);
  expect([items.length, complete, account.calls.length]).toEqual([101, false, 101]);
});

test("budget and signal reach every call", async () => {
  const { account } = bed();
  const options: unknown[] = [];
  account.rule("listInstances", async (_real, _query, given) => {
    options.push(given);
    return { items: [], total: 0 };
  });
  const { signal } = new AbortController();
  await listInstances(account.client, clock, { name: "a", budgetMs: 5, signal });
  expect(options).toEqual([{ budgetMs: 5, signal }]);
});

test("the budget is for all pages together", async () => {
  const budgets: unknown[] = [];
  const listPage: NovitaClient["listInstances"] = async ({ pageNum }, options) => {
    budgets.push(options?.budgetMs);
    await clock.sleep(25_000);
    return { items: [{ id: `i-${pageNum}`, status: "running", secrets: [] }], total: 4 };
  };
  await listInstances({ listInstances: listPage } as NovitaClient, clock, { budgetMs: 60_000 });
  expect(budgets).toEqual([60_000, 35_000, 10_000, 1]);
});
