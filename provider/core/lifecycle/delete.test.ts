import { announce, confirm, create, drop } from "../../resources/gpuInstance/bound.testkit";
import { bed, type Bed, inputs, inputsWith, thrown, declaration } from "./context.testkit";
import { blocked, failing, fault, MONTH_S, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { type CallOptions, type NovitaClient, NovitaError, type Product } from "../../api";
import type { Inputs, State } from "../../resources/gpuInstance";
import { DECLARATION_KEY, UNKNOWN } from "../declaration";
import { remove } from "./delete";

const label = `GPU instance "${inputs.name}" (i-1)`;

async function running(declared: Inputs = inputs) {
  const it = bed();
  const { id, state } = await create(it.ctx, declared);
  it.account.clear();
  it.lines.length = 0;
  return { ...it, id, state };
}

test("it ends when the instance is really gone", async () => {
  const { ctx, account, id, state, lines } = await running();
  await remove(ctx, id, state);
  expect(account.ids()).toEqual([]);
  expect([account.log()[0], account.sent("listProducts")]).toEqual(["delete i-1", []]);
  expect(account.log().slice(-2)).toEqual(["list", "get i-1"]);
  expect(account.log().filter((call) => call.startsWith("delete"))).toHaveLength(1);
  expect(lines).toEqual([
    `Deleting ${label}.`,
    `${label} is being deleted (removing); waiting for it to be gone (0s of at most 10m)`,
  ]);
  expect(ctx.deployment.knows({ id, name: inputs.name })).toBe(false);
});

test("a state with nothing but the inputs is enough", async () => {
  const { ctx, account, id } = await running();
  await remove(ctx, id, {} as State);
  expect(account.ids()).toEqual([]);
});

test("one that is gone already is fine: one delete, confirmed", async () => {
  const { ctx, account, id, state, lines } = await running();
  account.patch(id, "gone");
  await remove(ctx, id, state);
  expect(account.log()).toEqual(["delete i-1", "get i-1", "list"]);
  expect(lines).toEqual([
    `Deleting ${label}.`,
    `warning: ${label} was not there to delete in the account of this API key.`,
  ]);
});

test("one that was accepted and never seen may still show up, and is deleted then", async () => {
  const { ctx, account, id } = await running();
  account.hide(id, 90_000);
  await remove(ctx, id, { ...inputs } as State);
  expect(account.ids()).toEqual([]);
});

test("one that is being deleted already is waited for", async () => {
  const { ctx, account, clock, id, state } = await running();
  account.course(id, [
    [0, { status: "removing" }],
    [20_000, "gone"],
  ]);
  const refused = refusal("deleteInstance", 400, "CONFLICT", "removing", id);
  const end = clock.now() + 20_000;
  account.rule("deleteInstance", (real) => (clock.now() < end ? Promise.reject(refused) : real()));
  await remove(ctx, id, state);
  expect(account.ids()).toEqual([]);
  expect(account.log().slice(-3)).toEqual(["delete i-1", "get i-1", "list"]);
});

test.each([
  ["busy", refusal("deleteInstance", 400, "OPERATION_LIMIT", "busy", "i-1")],
  ["busy, without a known reason", refusal("deleteInstance", 409, "TOMORROWS_REASON", "busy", "i-1")],
  ["too many requests", refusal("deleteInstance", 429, "RATE_LIMIT_EXCEEDED", "slow", "i-1")],
  [
    "in use, by an instance that is being deleted, say",
    refusal("deleteInstance", 400, "NETWORK_IN_USE", "used", "i-1"),
  ],
  ["a failing server", refusal("deleteInstance", 503, "", "boom", "i-1")],
  ["refused in front of the service", blocked("deleteInstance", "i-1")],
  ["no answer", fault("deleteInstance", "timeout", "i-1")],
  ["a cut connection", fault("deleteInstance", "reset", "i-1")],
])("%s is tried again", async (_what, error) => {
  const { ctx, account, id, state, lines, clock } = await running();
  account.script("deleteInstance", failing(error));
  const begin = clock.now();
  await remove(ctx, id, state);
  expect(account.log().slice(0, 2)).toEqual(["delete i-1", "delete i-1"]);
  expect(account.calls[1]?.at).toBe(begin + 5_000);
  expect([lines.slice(0, 2), account.ids()]).toEqual([
    [`Deleting ${label}.`, `${label} cannot be deleted yet; trying again. ${error.message}`],
    [],
  ]);
});

describe("once Pulumi is gone", () => {
  const exited = `${label} was not deleted: the Pulumi engine has exited.`;

  test("nothing is deleted", async () => {
    const { ctx, account, id, state } = await running();
    const deaf = { ...ctx, log: { ...ctx.log, heard: async () => false } };
    await expect(remove(deaf, id, state)).rejects.toThrow(new NovitaError(exited));
    expect({ log: account.log(), ids: account.ids() }).toEqual({ log: [], ids: [id] });
  });

  test.each([
    ["that was refused for a moment", refusal("deleteInstance", 400, "OPERATION_LIMIT", "busy", "i-1")],
    ["that was accepted, and lost", undefined],
  ])("a deletion %s is not asked for again", async (_, error) => {
    const { ctx, account, id, state } = await running();
    account.script("deleteInstance", error ? failing(error) : async () => undefined);
    const asked: string[] = [];
    const heard = async (line: string): Promise<boolean> => asked.push(line) === 1;
    const deaf = { ...ctx, log: { ...ctx.log, heard } };
    await expect(remove(deaf, id, state)).rejects.toThrow(new NovitaError(exited));
    const sent = account.log().filter((each) => each.startsWith("delete"));
    expect({ asked: asked.length, sent, ids: account.ids() }).toEqual({
      asked: 2,
      sent: [`delete ${id}`],
      ids: [id],
    });
  });

  test("the client itself makes no further attempt", async () => {
    const { ctx, account, id, state } = await running();
    const goesOns: (CallOptions | undefined)[] = [];
    const deleteInstance: NovitaClient["deleteInstance"] = (each, options) => {
      goesOns.push(options);
      return ctx.client.deleteInstance(each, options);
    };
    const lines: string[] = [];
    const heard = async (line: string): Promise<boolean> => lines.push(line) < 2;
    const deaf = { ...ctx, client: { ...ctx.client, deleteInstance }, log: { ...ctx.log, heard } };
    await remove(deaf, id, state);
    const failure = new NovitaError("It failed.", "no answer came");
    expect(await goesOns[0]?.goesOn?.(failure)).toBe(false);
    expect(lines).toEqual([`Deleting ${label}.`, `Deleting ${label}: no answer came; trying again.`]);
    expect(account.ids()).toEqual([]);
  });
});

test("an answer that was lost after the work: the second finds nothing, which is fine", async () => {
  const { ctx, account, id, state, lines } = await running();
  account.script("deleteInstance", async () => {
    account.patch(id, "gone");
    throw fault("deleteInstance", "reset", id);
  });
  await remove(ctx, id, state);
  expect(account.log()).toEqual(["delete i-1", "delete i-1", "get i-1", "list"]);
  expect(lines.filter((line) => line.includes("was not there"))).toEqual([]);
});

test("a service that fails all the time: its error, within the timeout", async () => {
  const { ctx, account, id, state, clock } = await running();
  const error = refusal("deleteInstance", 500, "UNKNOWN", "boom", id);
  account.rule("deleteInstance", failing(error));
  const begin = clock.now();
  expect(await thrown(remove(ctx, id, { ...state, lifecycle: { timeouts: { delete: "1m" } } }))).toBe(error);
  expect(clock.now() - begin).toBeLessThanOrEqual(60_000);
  expect(ctx.deployment.knows({ id: id })).toBe(true);
});

test.each([
  ["a refused key", refusal("deleteInstance", 401, "UNAUTHORIZED", "no", "i-1")],
  ["a defect of our own", new TypeError("boom")],
])("%s is an error at once", async (_what, error) => {
  const { ctx, account, id, state } = await running();
  account.script("deleteInstance", failing(error));
  expect(await thrown(remove(ctx, id, state))).toBe(error);
  expect(account.log()).toEqual(["delete i-1"]);
});

test("a monthly instance says until when it is paid, and stays", async () => {
  const { ctx, account, id, state } = await running(inputsWith({ billingMode: "monthly", month: 1 }));
  const prepaid = refusal("deleteInstance", 400, "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE", "prepaid", id);
  account.script("deleteInstance", failing(prepaid));
  const error = (await thrown(remove(ctx, id, state))) as Error;
  const end = new Date((1_767_323_045 + MONTH_S) * 1000).toISOString().slice(0, 10);
  expect([error.name, error.message]).toEqual(["NovitaError", `${prepaid.message} Its term ends on ${end}.`]);
  expect([end, account.ids()]).toEqual(["2026-02-01", ["i-1"]]);
});

test("a monthly instance whose term cannot be read is refused all the same", async () => {
  const { ctx, account, id, state } = await running();
  const prepaid = refusal("deleteInstance", 400, "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE", "prepaid", id);
  account.script("deleteInstance", failing(prepaid));
  account.rule("getInstance", failing(fault("getInstance")));
  expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(prepaid.message);
});

describe("an instance that is to be replaced", () => {
  const RETRY = "Choose another productId, or run `pulumi up` again later.";
  const unreachable = refusal("listProducts", 500, "UNKNOWN", "boom");

  /** A running instance, and the process that has announced what is to come in its place. */
  async function planned(news: Partial<Record<keyof Inputs, unknown>>, declared: Inputs = inputs) {
    const first = await running(declared);
    const it = first.restart();
    const { id, state } = first;
    it.account.products.push({ id: "h100", name: "H100", hourlyUsd: 2, monthly: [], stock: "none" });
    announce(it.ctx, id, { ...state }, { ...declared, ...news });
    confirm(it.ctx, declaration, { ...declared, ...news });
    return { ...it, id, state };
  }
  const outOfStock = ({ account }: Bed): void => {
    const [first] = account.products.splice(0, 1);
    if (first) account.products.push({ ...first, stock: "none" });
  };

  test.each([
    ["a product out of stock", { productId: "h100" }, 'product "h100" is out of stock now'],
    ["a product that is not listed", { productId: "typo" }, 'product "typo" is not listed by Novita now'],
    [
      "a product that is marked as secret",
      { productId: "typo", __declaration: { ...declaration, secret: ["productId"] } },
      "product [secret] is not listed by Novita now",
    ],
  ])("by %s is not deleted, however often it is asked for", async (_what, news, why) => {
    const { ctx, account, id, state } = await planned(news);
    for (const _time of [1, 2]) {
      const error = (await thrown(remove(ctx, id, state))) as Error;
      expect([error.name, error.message]).toEqual([
        "NovitaError",
        `${label} was not deleted, because its replacement is not available: ${why}. ${RETRY}`,
      ]);
    }
    // Asked for again each time: what was true a minute ago may cost the instance.
    expect([account.log(), account.ids()]).toEqual([["listProducts", "listProducts"], ["i-1"]]);
  });

  test("with something that it depends on is not deleted if its product is out of stock, before it is declared", async () => {
    const first = await running();
    const { ctx, account } = first.restart();
    const { id, state } = first;
    outOfStock(first);
    announce(ctx, id, { ...state }, { ...inputs, clusterId: UNKNOWN });
    expect([((await thrown(remove(ctx, id, state))) as Error).message, account.ids()]).toEqual([
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
      ["i-1"],
    ]);
  });

  test.each<[string, Partial<Inputs>, string]>([
    [
      "a cluster that is not listed",
      { clusterId: "99" },
      'clusterId is "99", which is no cluster of Novita\'s. Write one of "us-ca-6", "8", or leave it out for any.',
    ],
    [
      "a network that is not there",
      { networkId: "vpc-typo" },
      'networkId is "vpc-typo", which is no VPC network of this account. Correct the id.',
    ],
    [
      "a storage that is not there, beside another number of GPUs",
      { gpuNum: 2, networkStorages: [{ id: "s-typo" }] },
      'networkStorages[0].id is "s-typo", which is no network storage of this account. Correct the id.',
    ],
    [
      "a credential that is not there",
      { gpuNum: 2, imageAuthId: "a-404" },
      'imageAuthId is "a-404", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
    ],
    [
      "a smaller root disk than its product takes",
      { rootfsSize: 15 },
      'rootfsSize is 15, but product "4090" takes at least 20 GB.',
    ],
  ])("for %s is not deleted", async (_what, news, why) => {
    const it = await planned(news);
    it.account.lacks.push("vpc-typo", "s-typo");
    const [first] = it.account.products.splice(0, 1);
    if (first) it.account.products.push({ ...first, minRootfsGb: 20 });
    const error = (await thrown(remove(it.ctx, it.id, it.state))) as Error;
    expect([error.name, error.message, it.account.ids()]).toEqual([
      "NovitaError",
      `${label} was not deleted, because its replacement is not available. ${why} Then run \`pulumi up\` again.`,
      ["i-1"],
    ]);
  });

  test.each<[Partial<Inputs>, "listClusters" | "getNetwork" | "listNetworkStorages" | "listRegistryAuths"]>([
    [{ clusterId: "8" }, "listClusters"],
    [{ networkId: "n" }, "getNetwork"],
    [{ gpuNum: 2, networkStorages: [{ id: "s" }] }, "listNetworkStorages"],
    [{ gpuNum: 2, imageAuthId: "a-1" }, "listRegistryAuths"],
  ])("for %j is not deleted if %s cannot be asked", async (news, name) => {
    const { ctx, account, id, state } = await planned(news);
    const error = refusal(name, 404, "API_NOT_FOUND", "api not found");
    account.rule(name, failing(error));
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because it is not known whether its replacement is available: ${error.message}`,
    );
    expect(account.ids()).toEqual(["i-1"]);
  });

  test("for a cluster in which its product is out of stock is not deleted", async () => {
    const { ctx, account, id, state } = await planned({ clusterId: "8" });
    account.rule("listProducts", async (real, { clusterId }) =>
      (await real()).map((each) => ({ ...each, stock: clusterId === "8" ? "none" : "high" })),
    );
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
    );
  });

  test.each<[string, Partial<Inputs>]>([
    ["network", { networkId: "n" }],
    ["storage", { gpuNum: 2, networkStorages: [{ id: "s" }] }],
  ])("is not deleted if there is no stock in the cluster of its %s", async (_what, news) => {
    const { ctx, account, id, state } = await planned(news);
    Object.assign(account.places, { n: "8", s: "8" });
    account.rule("listProducts", async (real, { clusterId }) =>
      (await real()).map((each) => ({ ...each, stock: clusterId === "8" ? "none" : "high" })),
    );
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
    );
    expect(account.ids()).toEqual(["i-1"]);
  });

  test.each([
    ["shows it as out of stock", (each: Product) => [{ ...each, stock: "none" }]],
    ["leaves it out", () => []],
  ])("by more GPUs than are in stock is not deleted if the list of so many %s", async (_how, shown) => {
    const { ctx, account, id, state } = await planned({ gpuNum: 2 });
    account.rule("listProducts", async (real, { gpuNum }) =>
      (await real()).flatMap((each) => (gpuNum === 2 ? shown(each) : [{ ...each, stock: "low" }])),
    );
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
    );
    expect(account.ids()).toEqual(["i-1"]);
  });

  test("for what was there a moment ago is not deleted: it is asked for again", async () => {
    const { ctx, account, id, state } = await planned({ clusterId: "8" });
    expect(await ctx.catalogue.clusters()).toHaveLength(2);
    account.clusters.splice(1, 1);
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toContain(
      'clusterId is "8", which is no cluster of Novita\'s. Write one of "us-ca-6", or leave it out for any.',
    );
    expect(account.ids()).toEqual(["i-1"]);
  });

  test("for all that is there is deleted", async () => {
    const { ctx, account, id, state } = await planned({
      clusterId: "8",
      networkId: "n",
      networkStorages: [{ id: "s" }],
      imageAuthId: "a-1",
    });
    await remove(ctx, id, state);
    expect(account.ids()).toEqual([]);
  });

  test("by more GPUs of its product, which is out of stock, is not deleted", async () => {
    const it = await planned({ gpuNum: 2 });
    outOfStock(it);
    const error = (await thrown(remove(it.ctx, it.id, it.state))) as Error;
    expect([error.name, error.message]).toEqual([
      "NovitaError",
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
    ]);
    expect(it.account.log()).toEqual(["listProducts"]);
  });

  test("by one above its cap is not deleted", async () => {
    const { ctx, account, id, state } = await planned({ gpuNum: 2, lifecycle: { maxHourlyPrice: 0.5 } });
    const error = (await thrown(remove(ctx, id, state))) as Error;
    expect([error.name, error.message]).toEqual([
      "NovitaError",
      `${label} was not deleted, because its replacement is not available: lifecycle.maxHourlyPrice is $0.50, but the instance costs $0.70 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.`,
    ]);
    expect([account.log(), account.ids()]).toEqual([["listProducts"], ["i-1"]]);
  });

  test("is not deleted if its replacement cannot be asked for", async () => {
    const { ctx, account, id, state } = await planned({ gpuNum: 2 });
    account.rule("listProducts", failing(unreachable));
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because it is not known whether its replacement is available: ${unreachable.message}`,
    );
    expect([account.log(), account.ids()]).toEqual([["listProducts"], ["i-1"]]);
  });

  test("nor if that cannot be asked for under a cap", async () => {
    const { ctx, account, id, state } = await planned({ gpuNum: 2, lifecycle: { maxHourlyPrice: 0.5 } });
    account.rule("listProducts", failing(unreachable));
    expect(((await thrown(remove(ctx, id, state))) as Error).message).toBe(
      `${label} was not deleted, because its replacement is not available: lifecycle.maxHourlyPrice is $0.50, and the price could not be asked for. ${unreachable.message}`,
    );
    expect(account.log()).toEqual(["listProducts"]);
  });

  test.each([
    ["more GPUs that are in stock", { gpuNum: 2 }, inputs],
    ["one within its cap", { gpuNum: 2, lifecycle: { maxHourlyPrice: 0.7 } }, inputs],
  ])(
    "by %s is deleted after a look at the products, and at which have so many, and the plan is done",
    async (_what, news, declared) => {
      const { ctx, account, id, state } = await planned(news, declared);
      await remove(ctx, id, state);
      expect(account.log().slice(0, 3)).toEqual(["listProducts", "listProducts", "delete i-1"]);
      expect([account.sent("listProducts"), account.ids()]).toEqual([
        [[{ billingMethod: "onDemand" }], [{ billingMethod: "onDemand", gpuNum: 2 }]],
        [],
      ]);
      expect(ctx.deployment.replacementOf(id, {})).toBeUndefined();
    },
  );

  test("with something that it depends on holds up nothing if an earlier run has deleted it", async () => {
    const first = await running();
    const { ctx, account } = first.restart();
    outOfStock(first);
    announce(ctx, first.id, { ...first.state }, { ...inputs, clusterId: UNKNOWN });
    account.patch(first.id, "gone");
    await remove(ctx, first.id, first.state);
    expect(account.ids()).toEqual([]);
  });

  test.each<[string, (it: Awaited<ReturnType<typeof planned>>) => unknown, number]>([
    ["is named by the create, if something has kept it", () => undefined, 1],
    ["is not, once it is gone", ({ ctx, id, state }) => remove(ctx, id, state), 0],
    ["is not, if an earlier run has deleted it", ({ account, id }) => account.patch(id, "gone"), 0],
  ])("%s", async (_what, happens, times) => {
    const it = await planned({ gpuNum: 2, name: undefined });
    const { ctx, id, lines } = it;
    ctx.deployment.seen({ id });
    await happens(it);
    await create(ctx, inputsWith({ gpuNum: 2, name: undefined, __declaration: declaration }));
    expect(lines.filter((line) => line.includes("retainOnDelete"))).toEqual(
      new Array(times).fill(
        `warning: ${label} was not deleted before its replacement. If retainOnDelete keeps it, it goes on being billed, and no state has it any more: delete it in Novita's console when you do not need it.`,
      ),
    );
  });

  test.each([
    ["as many", { imageUrl: "debian:12" }, inputs],
    ["fewer", { gpuNum: 1 }, inputsWith({ gpuNum: 2 })],
  ])("frees what %s GPUs of its product need, out of stock or not", async (_what, news, declared) => {
    const it = await planned(news, declared);
    outOfStock(it);
    await remove(it.ctx, it.id, it.state);
    expect(it.account.log().slice(0, 3)).toEqual(["listProducts", "get i-1", "delete i-1"]);
    expect(it.account.ids()).toEqual([]);
  });

  test("that stands still has no GPUs to set free", async () => {
    const it = await planned({ imageUrl: "other" });
    outOfStock(it);
    it.account.patch(it.id, { status: "exited" });
    expect(((await thrown(remove(it.ctx, it.id, it.state))) as Error).message).toBe(
      `${label} was not deleted, because its replacement is not available: product "4090" is out of stock now. ${RETRY}`,
    );
    expect(it.account.log()).toEqual(["listProducts", "get i-1"]);
  });

  test("by what is not known yet is deleted without a question", async () => {
    const { ctx, account, id, state } = await planned({ productId: UNKNOWN });
    await remove(ctx, id, state);
    expect([account.log()[0], account.sent("listProducts"), account.ids()]).toEqual(["delete i-1", [], []]);
  });

  test("no more is deleted without a question", async () => {
    const { ctx, account, id, state } = await planned({ productId: "h100" });
    drop(ctx, id);
    await remove(ctx, id, state);
    expect([account.log()[0], account.sent("listProducts"), account.ids()]).toEqual(["delete i-1", [], []]);
  });

  test("that only its declaration tells of, as with `pulumi up --replace`, is not deleted either", async () => {
    const { ctx, account, id, state } = await planned({});
    drop(ctx, id);
    confirm(ctx, declaration, { ...inputs, productId: "h100" });
    expect(await thrown(remove(ctx, id, state))).toEqual(
      new NovitaError(
        `${label} was not deleted, because its replacement is not available: product "h100" is out of stock now. ${RETRY}`,
      ),
    );
    expect(account.ids()).toEqual(["i-1"]);
  });

  test("after the create of the new one is deleted without a question: no stock could bring that back", async () => {
    const { ctx, account, id, state } = await planned({});
    drop(ctx, id);
    confirm(ctx, declaration, { ...inputs, productId: "h100" });
    expect(await thrown(create(ctx, inputsWith({ productId: "h100" })))).toBeInstanceOf(NovitaError);
    account.clear();
    await remove(ctx, id, state);
    expect([account.log()[0], account.sent("listProducts"), account.ids()]).toEqual(["delete i-1", [], []]);
  });

  test("says nothing about another one, which is deleted without a question", async () => {
    const { ctx, account, id, state } = await planned({});
    const other = { ...declaration, name: "other" };
    const news = { ...inputs, [DECLARATION_KEY]: other, productId: "h100" };
    drop(ctx, id);
    announce(ctx, "i-2", { ...state }, news);
    confirm(ctx, other, news);
    await remove(ctx, id, state);
    expect([account.log()[0], account.sent("listProducts"), account.ids()]).toEqual(["delete i-1", [], []]);
  });
});

describe("a service that contradicts itself", () => {
  test("is asked again, and the delete ends when both agree", async () => {
    const { ctx, account, id, state } = await running();
    const notFound = refusal("deleteInstance", 404, "", "not found", id);
    account.script("deleteInstance", failing(notFound), failing(notFound));
    await remove(ctx, id, state);
    expect(account.log().filter((call) => call === "delete i-1")).toHaveLength(3);
    expect(account.ids()).toEqual([]);
  });

  test("is an error in the end: what is still shown may be billed", async () => {
    const { ctx, account, id, state } = await running();
    const notFound = refusal("deleteInstance", 404, "", "not found", id);
    account.rule("deleteInstance", failing(notFound));
    const error = (await thrown(remove(ctx, id, state))) as Error;
    expect([error.name, error.message]).toEqual([
      "ContradictionError",
      `${notFound.message} But the service still shows ${label} [running], so it does not count as gone. Run the same command again in a minute.`,
    ]);
  });

  test("a list that is not whole never counts as absence", async () => {
    const { ctx, account, id, state } = await running();
    account.patch(id, "gone");
    account.total = () => 9;
    const error = (await thrown(
      remove(ctx, id, { ...state, lifecycle: { timeouts: { delete: "30s" } } }),
    )) as Error;
    expect([error.name, ctx.deployment.knows({ id: id })]).toEqual(["ContradictionError", true]);
  });
});

test("a deletion that does not end is a timeout that says so", async () => {
  const { ctx, account, id, state, clock } = await running();
  account.script("deleteInstance", async () => account.patch(id, { status: "removing" }));
  const begin = clock.now();
  const error = await thrown(remove(ctx, id, { ...state, lifecycle: { timeouts: { delete: "2m" } } }));
  expect((error as Error).message).toBe(
    `${label} took longer than 2m to be gone; its last status was being deleted (removing). It may still exist and be billed. Run the same command again to go on; the limit is lifecycle.timeouts.delete.`,
  );
  expect(clock.now() - begin).toBe(120_000);
});

test("a look that fails is not the end of the instance", async () => {
  const { ctx, account, id, state } = await running();
  account.script("listInstances", failing(refusal("listInstances", 500, "UNKNOWN", "boom")));
  account.script("getInstance", failing(refusal("getInstance", 500, "UNKNOWN", "boom", id)));
  await remove(ctx, id, state);
  expect(account.ids()).toEqual([]);
});

test("a deletion that was accepted and lost is asked for again", async () => {
  const { ctx, account, id, state, lines } = await running();
  account.script("deleteInstance", async () => undefined);
  await remove(ctx, id, state);
  expect([account.log().filter((call) => call === "delete i-1").length, account.ids()]).toEqual([2, []]);
  expect(lines).toContain(`${label} shows no sign of its deletion; asking for it again.`);
});
