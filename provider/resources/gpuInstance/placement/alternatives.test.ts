import { AuthenticationError, NovitaError, type Product } from "../../../api";
import { check, hasUnknown, type Properties, remove, UNKNOWN } from "../../../core";
import {
  type Bed,
  bed,
  type BedOptions,
  declaration,
  inputs,
  inputsWith,
  thrown,
} from "../../../core/lifecycle/context.testkit";
import {
  announce,
  compare,
  confirm,
  create,
  declares,
  diff,
  read,
  ruleFailures,
  update,
} from "../bound.testkit";
import { doubtful, failing, fault, refusal } from "../fakeAccount.testkit";
import type { Inputs } from "../inputs";

type Alternatives = NonNullable<NonNullable<Inputs["lifecycle"]>["alternatives"]>;

const LABEL = `GPU instance "${inputs.name}"`;
const AGAIN =
  "Add another one to lifecycle.alternatives, or run `pulumi up` again later; lifecycle.waitForStock waits for what is out of stock.";

const product = (id: string, hourlyUsd: number): Product => ({
  id,
  name: id.toUpperCase(),
  hourlyUsd,
  spotHourlyUsd: hourlyUsd / 2,
  monthly: [],
  stock: "normal",
});

/** A bed with three products, of which some are out of stock as long as they stand in a set. */
function market(out: readonly string[] = [], options: BedOptions = {}): Bed & { readonly out: Set<string> } {
  const it = bed(options);
  const gone = new Set(out);
  it.account.products.splice(0, 1, product("4090", 0.35), product("a100", 1.6), product("h100", 2.4));
  const stock = (id: string): string => (gone.has(id) ? "none" : "normal");
  it.account.rule("listProducts", async (real) =>
    (await real()).map((each): Product => ({ ...each, stock: stock(each.id) })),
  );
  it.account.rule("createInstance", async (real, { productId = "", name }) => {
    if (gone.has(productId))
      throw refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "no resource", name);
    return real();
  });
  return { ...it, out: gone };
}

const or = (...alternatives: Alternatives): Inputs => inputsWith({ lifecycle: { alternatives } });
const list = or({ productId: "a100" }, { productId: "h100", maxHourlyPrice: 2 }, { billingMode: "spot" });

/** The products and ways to pay that were asked for, in order. */
const asked = ({ account }: Bed): string[] =>
  account.sent("createInstance").map((call) => {
    const [{ productId, billingMode }] = call as [{ productId: string; billingMode: string }];
    return `${productId} ${billingMode}`;
  });

describe("a create", () => {
  test("takes the first that can be had, and says in its state what it is", async () => {
    const it = market(["4090"]);
    const { id, state } = await create(it.ctx, list);
    expect(asked(it)).toEqual(["4090 onDemand", "a100 onDemand"]);
    expect(state).toMatchObject({
      productId: "a100",
      gpuNum: 1,
      billingMode: "onDemand",
      hourlyPrice: 1.6,
      placement: { productId: "a100", clusterId: "us-ca-6", billingMode: "onDemand", gpuNum: 1 },
      lifecycle: list.lifecycle,
    });
    expect(diff(id, { ...state }, { ...list })).toEqual({ changes: [], replaces: [] });
    expect(it.lines.filter((line) => line.startsWith("Creating"))).toEqual([
      `Creating ${LABEL}.`,
      `Creating ${LABEL}.`,
    ]);
  });

  test("of the first choice remembers nothing else", async () => {
    const it = market();
    const { id, state } = await create(it.ctx, list);
    expect([asked(it), state.__remembered]).toEqual([["4090 onDemand"], { chosen: ["clusterId"] }]);
    expect(diff(id, { ...state }, { ...list })).toEqual({ changes: [], replaces: [] });
  });

  test("leaves out what is above its own cap or not listed, and takes another way to pay", async () => {
    const it = market(["a100"]);
    it.account.products.shift();
    const spot = or(
      { productId: "a100" },
      { productId: "h100", maxHourlyPrice: 2 },
      { productId: "h100", billingMode: "spot" },
    );
    const { state } = await create(it.ctx, spot);
    expect([asked(it), state.billingMode, state.hourlyPrice]).toEqual([
      ["a100 onDemand", "h100 spot"],
      "spot",
      1.2,
    ]);
  });

  test("of which none can be had says why of each", async () => {
    const it = market(["4090", "a100"]);
    const two = or({ productId: "a100" }, { productId: "h100", maxHourlyPrice: 2 });
    expect(await thrown(create(it.ctx, two))).toEqual(
      new NovitaError(
        `${LABEL} was not created: none of its 3 choices can be had now: product "4090" is out of stock; product "a100" is out of stock; product "h100" costs $2.40 an hour, above its maxHourlyPrice of $2.00. ${AGAIN}`,
      ),
    );
    expect([asked(it), it.account.ids()]).toEqual([["4090 onDemand", "a100 onDemand"], []]);
  });

  test("waits for the first that comes", async () => {
    const it = market(["4090", "a100"]);
    void it.clock.sleep(40_000).then(() => it.out.delete("a100"));
    const lifecycle = { alternatives: [{ productId: "a100" }], waitForStock: "1h" };
    const { state } = await create(it.ctx, inputsWith({ lifecycle }));
    expect([asked(it), state.productId]).toEqual([["a100 onDemand"], "a100"]);
    expect(it.lines[0]).toBe(
      `${LABEL} waits for stock: product "4090" is out of stock; product "a100" is out of stock. Looking again in 13s (0s of at most 1h).`,
    );
  });

  test.each<[string, Error, string]>([
    ["another refusal", refusal("createInstance", 400, "BALANCE_NOT_ENOUGH", "broke"), "BALANCE_NOT_ENOUGH"],
    ["what stands before the service", refusal("createInstance", 403, "", "no"), "HTTP 403"],
  ])("ends with %s", async (_what, error, why) => {
    const it = market();
    it.account.script("createInstance", failing(error));
    expect(((await thrown(create(it.ctx, list))) as Error).message).toContain(why);
    expect(asked(it)).toEqual(["4090 onDemand"]);
  });

  test.each([false, true])(
    "whose first request has an unknown outcome makes no other (carried out: %s)",
    async (worked) => {
      const it = market();
      it.account.script("createInstance", doubtful("createInstance", worked, inputs.name));
      const outcome = await create(it.ctx, list).catch((error: Error) => error);
      expect(asked(it)).toEqual(["4090 onDemand"]);
      expect(it.account.ids()).toEqual(worked ? ["i-1"] : []);
      if (worked) expect(outcome).toMatchObject({ id: "i-1", state: { productId: "4090" } });
      else expect(String(outcome)).toContain("No instance of that name has shown up within 2m");
    },
  );

  test("of unknown outcome after a refusal is found as what it is", async () => {
    const it = market(["4090"]);
    it.account.script(
      "createInstance",
      failing(refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "none")),
    );
    it.account.script("createInstance", doubtful("createInstance", true, inputs.name));
    const { state } = await create(it.ctx, list);
    expect([asked(it), state.productId]).toEqual([["4090 onDemand", "a100 onDemand"], "a100"]);
    expect(diff("i-1", { ...state }, { ...list })).toEqual({ changes: [], replaces: [] });
  });
});

describe("an instance that is another choice", () => {
  async function placed(it = market(["4090"])) {
    const { id, state } = await create(it.ctx, list);
    it.out.clear();
    it.account.clear();
    return { ...it, id, state };
  }
  const unknown = inputsWith({ lifecycle: { alternatives: UNKNOWN as never } });
  const changed = (changes: string[], replaces: string[] = []) => ({ changes, replaces });

  test.each<[string, Inputs, { changes: string[]; replaces: string[] }]>([
    ["the order of the others", or({ productId: "h100" }, { productId: "a100" }), changed(["lifecycle"])],
    ["the first choice", inputsWith({ productId: "l40s" }, list), changed(["productId"])],
    [
      "it is the first choice now",
      inputsWith({ productId: "a100", lifecycle: {} }),
      changed(["productId", "lifecycle"]),
    ],
    ["what is no part of the choice", inputsWith({ rootfsSize: 80 }, list), changed(["rootfsSize"])],
    [
      "it is not accepted any more",
      or({ productId: "h100" }),
      changed(["productId", "lifecycle"], ["productId"]),
    ],
    [
      "its cluster is not accepted",
      or({ productId: "a100", clusterId: "8" }),
      changed(["productId", "lifecycle"], ["productId"]),
    ],
    ["its cluster is named", or({ productId: "a100", clusterId: "us-ca-6" }), changed(["lifecycle"])],
    ["there is no other choice", inputs, changed(["productId", "lifecycle"], ["productId"])],
    ["the first choice is not known yet", inputsWith({ productId: UNKNOWN }, list), changed(["productId"])],
    ["no other choice is known yet", unknown, changed(["lifecycle"])],
    ["how many there are is known", or(UNKNOWN as never), changed(["lifecycle"])],
    ["nor any option", inputsWith({ lifecycle: UNKNOWN as never }), changed(["lifecycle"])],
    ["one of them is not", or({ productId: UNKNOWN }, { productId: "h100" }), changed(["lifecycle"])],
    [
      "one that is not known needs more GPUs",
      or({ productId: UNKNOWN, gpuNum: 2 }),
      changed(["productId", "lifecycle"], ["productId"]),
    ],
    [
      "only a cap is not known",
      or({ productId: "h100", maxHourlyPrice: UNKNOWN as never }),
      changed(["productId", "lifecycle"], ["productId"]),
    ],
    [
      "none is known, and another input replaces it",
      inputsWith({ networkId: "n" }, unknown),
      changed(["networkId", "lifecycle"], ["networkId"]),
    ],
  ])("is compared with its own: %s", async (_what, news, expected) => {
    const { id, state } = await placed();
    expect(diff(id, { ...state }, { ...news })).toEqual(expected);
  });

  const LOST = `warning: ${LABEL} (i-1) is replaced: what it is (output placement) is none of the choices that the program declares any more. To keep it, put that back into lifecycle.alternatives, or declare it first.`;
  const OPEN = `warning: ${LABEL} (i-1) stays if lifecycle.alternatives, which this preview does not know yet, still has it (output placement). Otherwise \`pulumi up\` replaces it.`;

  test.each<[string, Inputs, string[]]>([
    ["is not declared any more", inputs, [LOST]],
    ["is not accepted there", or({ productId: "a100", clusterId: "8" }), [LOST]],
    ["may not be", unknown, [OPEN]],
    ["may be one of those not known", or({ productId: UNKNOWN }, { productId: "h100" }), [OPEN]],
    ["is one of those known", or({ productId: UNKNOWN }, { productId: "a100" }), []],
    ["is the first one", inputsWith({ productId: "a100", lifecycle: UNKNOWN as never }), []],
    ["is replaced anyway", inputsWith({ networkId: "n" }, list), []],
    ["cannot be told: the first is not known", inputsWith({ productId: UNKNOWN }, or()), []],
  ])("is spoken of if it %s", async (_what, news, said) => {
    const it = await placed();
    const { ctx, lines } = it.restart();
    declares(ctx, declaration);
    compare(ctx, it.id, { ...it.state }, { ...news });
    expect(lines).toEqual(said);
  });

  test("is left where it is by an update, which says what is declared now", async () => {
    const it = await placed();
    const news = inputsWith({ productId: "l40s", rootfsSize: 80 }, list);
    const state = await update(it.ctx, it.id, it.state, news);
    expect(state).toMatchObject({ productId: "a100", rootfsSize: 80, placement: { productId: "a100" } });
    expect(it.account.sent("editInstance")).toHaveLength(1);
    expect(diff(it.id, { ...state }, { ...news })).toEqual(changed([]));
    const back = await update(it.ctx, it.id, state, inputsWith({ productId: "a100", rootfsSize: 80 }));
    expect([back.__remembered, "placement" in back]).toEqual([{ chosen: ["clusterId"] }, false]);
  });

  test("is read as the program says it, and is no drift", async () => {
    const it = await placed();
    const found = await read(it.ctx, it.id, it.state);
    expect(found?.state).toEqual(it.state);
    expect(found?.inputs).toEqual({ ...list });
    expect(await read(it.ctx, it.id, found?.state ?? it.state)).toEqual(found);
  });

  test("that was moved outside is shown, and replaced only if it is no choice", async () => {
    const it = await placed();
    it.account.patch(it.id, { productId: "4090" });
    const back = await read(it.ctx, it.id, it.state);
    expect([back?.state.productId, back?.inputs.productId]).toEqual(["4090", "4090"]);
    expect(diff(it.id, { ...back?.state }, { ...list })).toEqual(changed([]));
    it.account.patch(it.id, { productId: "b200" });
    const lost = await read(it.ctx, it.id, it.state);
    expect([lost?.state.productId, lost?.inputs.productId]).toEqual(["b200", "b200"]);
    expect(diff(it.id, { ...lost?.state }, { ...list })).toEqual(changed(["productId"], ["productId"]));
  });

  test("that is no longer paid as declared is shown so, and changed back in place", async () => {
    const it = await placed();
    const { lifecycle } = or({ productId: "a100" }, { productId: "h100" });
    const monthly = inputsWith({ billingMode: "monthly", month: 1, lifecycle });
    const state = await update(it.ctx, it.id, it.state, monthly);
    it.account.patch(it.id, { billingMode: "onDemand" });
    const found = await read(it.ctx, it.id, state);
    expect(found?.inputs).toEqual({ ...monthly, billingMode: "onDemand" });
    expect(found?.state).toMatchObject({ productId: "a100", billingMode: "onDemand" });
    expect(diff(it.id, { ...found?.state }, { ...monthly })).toEqual(changed(["billingMode"]));
  });

  test("keeps what it is through a change that fails half-way", async () => {
    const it = await placed();
    it.account.script("startInstance", failing(refusal("startInstance", 500, "UNKNOWN", "boom", it.id)));
    it.account.patch(it.id, { status: "exited" });
    const error = (await thrown(
      update(it.ctx, it.id, it.state, inputsWith({ rootfsSize: 80 }, list)),
    )) as unknown as { properties: typeof it.state };
    expect(error.properties).toMatchObject({ productId: "a100", rootfsSize: 80 });
    expect(
      diff(it.id, { ...error.properties }, { ...inputsWith({ rootfsSize: 80 }, list) }).replaces,
    ).toEqual([]);
  });

  test("with lifecycle.adopt of an earlier run is not refused for another first choice", async () => {
    const it = await placed();
    const adopt = { ...list.lifecycle, adopt: it.id };
    const olds = inputsWith({ lifecycle: adopt });
    const news = inputsWith({ productId: "l40s", lifecycle: adopt });
    expect((await check(it.ctx, { ...olds }, { ...news })).failures).toEqual([]);
  });
});

describe("what an earlier run has left", () => {
  /** A run that was killed when the second choice was accepted. */
  async function killed(options: BedOptions) {
    const it = market(["4090"]);
    await create(it.ctx, inputsWith({ name: undefined }, list));
    it.out.clear();
    it.account.clear();
    return { ...it, next: it.restart(options) };
  }

  test("is taken over as the choice that it is", async () => {
    const { next, account } = await killed({ orphans: "adopt", owner: "" });
    expect(await thrown(create(next.ctx, inputsWith({ name: undefined }, list)))).toBeInstanceOf(NovitaError);
    account.clear();
    const owned = market(["4090"], { owner: "me" });
    await create(owned.ctx, inputsWith({ name: undefined }, list));
    owned.out.clear();
    owned.account.clear();
    const again = owned.restart({ owner: "me", orphans: "adopt" });
    const { id, state } = await create(again.ctx, inputsWith({ name: undefined }, list));
    expect([id, state.productId, asked(owned)]).toEqual(["i-1", "a100", []]);
    expect(diff(id, { ...state }, { ...list, name: state.name })).toEqual({ changes: [], replaces: [] });
  });

  test("is reported as what is declared, whichever choice it is", async () => {
    const { next, account } = await killed({});
    const { message } = (await thrown(create(next.ctx, inputsWith({ name: undefined }, list)))) as Error;
    expect(message).toContain("there is already an instance of this declaration");
    expect(message).not.toContain("not what is declared");
    expect(account.sent("createInstance")).toEqual([]);
    const other = inputsWith({ name: undefined }, or({ productId: "h100" }));
    expect(((await thrown(create(next.ctx, other))) as Error).message).toContain(
      'not what is declared: productId is "a100", declared is "4090"',
    );
  });

  test("is taken over by its id", async () => {
    const { next } = await killed({});
    const news = inputsWith({ name: undefined, lifecycle: { ...list.lifecycle, adopt: "i-1" } });
    const { state } = await create(next.ctx, news);
    expect(state).toMatchObject({ productId: "a100", placement: { productId: "a100" } });
    const capped = inputsWith({
      name: undefined,
      lifecycle: { adopt: "i-1", alternatives: [{ productId: "a100", maxHourlyPrice: 1 }] },
    });
    expect(((await thrown(create(next.restart().ctx, capped))) as Error).message).toContain(
      "lifecycle.maxHourlyPrice is $1.00, but the instance costs $1.60 an hour now",
    );
  });
});

describe("a replacement", () => {
  async function planned(it: ReturnType<typeof market>, news: Inputs) {
    const { id, state } = await create(it.ctx, inputsWith({ productId: "h100" }));
    it.account.clear();
    announce(it.ctx, id, { ...state }, { ...news });
    confirm(it.ctx, declaration, { ...news });
    return { id, state };
  }

  test("comes if any choice can be had", async () => {
    const it = market();
    const { id, state } = await planned(it, list);
    it.out.add("4090");
    await remove(it.ctx, id, state);
    expect(it.account.ids()).toEqual([]);
    const { state: next } = await create(it.ctx, list);
    expect(next.productId).toBe("a100");
  });

  test("of which no choice can be had deletes nothing, and says why", async () => {
    const it = market();
    const none = or({ productId: "a100" }, { productId: "typo" });
    const { id, state } = await planned(it, none);
    it.out.add("4090").add("a100");
    expect(await thrown(remove(it.ctx, id, state))).toEqual(
      new NovitaError(
        `${LABEL} (${id}) was not deleted, because its replacement is not available: none of the 3 choices can be had: product "4090" is out of stock now; product "a100" is out of stock now; product "typo" is not listed by Novita now. ${AGAIN}`,
      ),
    );
    expect(it.account.ids()).toEqual([id]);
  });
});

describe("a preview", () => {
  const fresh = { ...list, name: undefined };
  const said = async (it: Bed, olds: Properties, news: Properties) => {
    const { failures } = await check(it.ctx, olds, news);
    return [...it.lines, ...failures.map(({ reason }) => reason)];
  };
  const FIRST = "trainer, choice 1 of 4: 4090 × 1, $0.35 an hour (about $255.50 a month), stock:";
  const REST = [
    'trainer, choice 3 of 4: H100 × 1, $2.40 an hour (about $1752.00 a month), stock: normal; not taken: product "h100" costs $2.40 an hour, above its maxHourlyPrice of $2.00',
  ];

  test("says price and stock of each, and which one would be taken", async () => {
    expect(await said(market(["4090"]), {}, fresh)).toEqual([
      `${FIRST} none`,
      "trainer, choice 2 of 4: A100 × 1, $1.60 an hour (about $1168.00 a month), stock: normal; this one would be taken now",
      ...REST,
      "trainer, choice 4 of 4: 4090 × 1, $0.175 an hour (about $127.75 a month), stock: none".replace(
        "$0.175",
        "$0.1750",
      ),
    ]);
  });

  test("fails if none can be had, and says how long the run waits if it does", async () => {
    const none = market(["4090", "a100"]);
    const two = { ...or({ productId: "a100" }), name: undefined };
    expect((await said(none, {}, two)).slice(2)).toEqual([
      'lifecycle.alternatives leaves nothing that can be had now: product "4090" is out of stock; product "a100" is out of stock. Add another choice, or try again later; lifecycle.waitForStock waits for what is out of stock.',
    ]);
    const waits = { ...two, lifecycle: { ...two.lifecycle, waitForStock: "2h" } };
    expect((await said(market(["4090", "a100"]), {}, waits)).slice(2)).toEqual([
      "warning: trainer: none of the 2 choices can be had now. `pulumi up` waits up to 2h for one (lifecycle.waitForStock), and deletes nothing before.",
    ]);
    const dear = {
      ...or({ productId: "a100" }),
      name: undefined,
      lifecycle: { ...waits.lifecycle, maxHourlyPrice: 0.1 },
    };
    expect((await said(market(), {}, dear)).slice(2)).toEqual([
      'lifecycle.alternatives leaves nothing that can be had now: product "4090" costs $0.35 an hour, above its maxHourlyPrice of $0.10; product "a100" costs $1.60 an hour, above its maxHourlyPrice of $0.10. Add another choice, or try again later; lifecycle.waitForStock waits for what is out of stock.',
    ]);
  });

  test("of a replacement counts what the old instance sets free", async () => {
    const it = market(["4090", "a100"]);
    const news = { ...or({ productId: "a100" }), imageUrl: "debian:12" };
    announce(it.ctx, "i-1", { ...inputs, productId: "a100" }, news);
    confirm(it.ctx, declaration, news);
    expect((await said(it, {}, news))[1]).toContain("this one would be taken now");
  });

  test("of a replacement with no other choice any more is that of any replacement", async () => {
    const it = market(["4090"]);
    announce(it.ctx, "i-1", { ...inputs, ...list, productId: "a100" }, { ...inputs });
    confirm(it.ctx, declaration, { ...inputs });
    expect(await said(it, {}, { ...inputs })).toEqual([
      'productId is "4090", which is out of stock now: replacing now would delete the current instance with no replacement available. Choose another one, or try again later.',
    ]);
  });

  test.each<[string[], string[]]>([
    [[], []],
    [
      ["a100"],
      [
        "if it is choice 2 of 3, its GPUs are out of stock now, so its start may be refused; nothing is lost then.",
      ],
    ],
    [
      ["4090", "a100"],
      [
        "if it is choice 1 or 2 of 3, its GPUs are out of stock now, so its start may be refused; nothing is lost then.",
      ],
    ],
    [
      ["4090", "a100", "h100"],
      ["its GPUs are out of stock now, so its start may be refused; nothing is lost then."],
    ],
  ])("of a start says which choices are out of stock: %j", async (out, expected) => {
    const { lifecycle } = or({ productId: "a100" }, { productId: "h100" });
    const [olds, news] = [
      { ...inputs, lifecycle: { ...lifecycle, power: "off" } },
      { ...inputs, lifecycle },
    ];
    const lines = await said(market(out), olds, news);
    expect(lines.slice(3)).toEqual(expected.map((line) => `warning: trainer: ${line}`));
  });

  test("of what is replaced says nothing of its stop: what is made is another one", async () => {
    const olds = { ...inputs, productId: "h100" };
    const it = market();
    expect(await said(it, { ...olds }, { ...inputs, lifecycle: { power: "off" } })).toEqual([]);
    expect((await said(it, {}, { ...inputs, lifecycle: { power: "off" } })).slice(1)).toEqual([
      `warning: trainer: it is created first: it is stopped once it runs, and costs as much as while on until then.`,
    ]);
  });

  test("names what a choice would need and the account has not", async () => {
    const it = market(["4090"]);
    it.account.places["s-1"] = "us-ca-6";
    const news = {
      ...or({ productId: "a100", clusterId: "8" }, { productId: "h100" }),
      name: undefined,
      networkStorages: [{ id: "s-1" }],
    };
    const lines = await said(it, {}, news);
    expect(lines[1]).toContain(
      'not taken: networkStorages[0].id is in cluster "us-ca-6", but clusterId is "8": a network storage serves its own cluster only',
    );
    expect(lines[2]).toContain("this one would be taken now");
  });

  test("shows nothing of what is marked as secret", async () => {
    const secret = ["lifecycle.alternatives[0].productId"];
    const news = { ...fresh, __declaration: { ...declaration, secret } };
    const it = market(["4090"]);
    const lines = (await said(it, {}, news)).map((line) => it.ctx.redactor.redact(line)).join();
    expect(lines).toContain("choice 2 of 4: [secret] × 1");
    expect(lines).not.toContain("a100");
  });

  test("asks nothing of what is not known yet", async () => {
    expect(
      await said(market(), {}, { ...fresh, lifecycle: { alternatives: [{ productId: UNKNOWN }] } }),
    ).toEqual([]);
  });

  test("refuses a key that the service refuses, and warns if it cannot be asked", async () => {
    const it = market();
    it.account.rule("listProducts", failing(fault("listProducts")));
    const lines = await said(it, {}, fresh);
    expect(lines[0]).toContain('choice 1 of 4: the stock of product "4090" is not known');
    it.account.rule("listProducts", failing(refusal("listProducts", 401, "", "no")));
    expect(await thrown(check(it.restart().ctx, {}, fresh))).toBeInstanceOf(AuthenticationError);
  });
});

test.each<[string, Alternatives, Partial<Inputs>, string[]]>([
  [
    "nothing",
    [{}],
    {},
    [
      "lifecycle.alternatives[0] is the same as what is declared. Change its productId, clusterId, billingMode, gpuNum, or remove it.",
    ],
  ],
  [
    "only a cap",
    [{ maxHourlyPrice: 1 }],
    {},
    [
      "lifecycle.alternatives[0] is the same as what is declared. Change its productId, clusterId, billingMode, gpuNum, or remove it.",
    ],
  ],
  [
    "one that is there already",
    [{ productId: "a" }, { gpuNum: 2 }, { productId: "a", gpuNum: 1 }],
    {},
    [
      "lifecycle.alternatives[2] is the same as lifecycle.alternatives[0]. Change its productId, clusterId, billingMode, gpuNum, or remove it.",
    ],
  ],
  [
    "another way to pay beside months",
    [{ productId: "a" }, { billingMode: "spot" }],
    { billingMode: "monthly", month: 3 },
    [
      'lifecycle.alternatives[1].billingMode is "spot", but the instance is paid by the month. Remove it: what is taken instead is paid by the month too.',
    ],
  ],
  [
    "GPUs of a CPU instance",
    [{ productId: "a", gpuNum: 2 }],
    { kind: "cpu" },
    ['lifecycle.alternatives[0].gpuNum is for kind "gpu" only, but kind is "cpu". Remove it.'],
  ],
  [
    "what is not known yet",
    [{ productId: UNKNOWN }, { productId: UNKNOWN }, UNKNOWN as never, UNKNOWN as never],
    {},
    [],
  ],
  [
    "what is different",
    [{ productId: "a" }, { clusterId: "b" }, { billingMode: "spot" }, { gpuNum: 2 }],
    {},
    [],
  ],
])("a rule about alternatives: %s", (_what, alternatives, more, reasons) => {
  const { gpuNum, billingMode, rootfsSize, ...common } = inputs;
  const base = more.kind === "cpu" ? common : { ...common, gpuNum, billingMode, rootfsSize };
  const failures = ruleFailures({ ...base, ...more, lifecycle: { alternatives } });
  expect(failures.map(({ reason }) => reason)).toEqual(reasons);
  expect(hasUnknown(failures)).toBe(false);
});

test("two resources that race for the last one get one each, or an error", async () => {
  const it = market(["4090"]);
  let left = 1;
  it.account.rule("createInstance", async (real, { productId = "", name }) => {
    if (productId !== "h100" && left-- <= 0)
      throw refusal("createInstance", 400, "GPU_SPEC_USED", "used", name);
    return real();
  });
  const made = await Promise.all(
    ["one", "two"].map((name) =>
      create(
        it.ctx,
        inputsWith({
          name,
          productId: "a100",
          lifecycle: { alternatives: [{ productId: "h100" }] },
          __declaration: { ...declaration, name },
        }),
      ),
    ),
  );
  expect(made.map(({ state }) => state.productId).sort()).toEqual(["a100", "h100"]);
  expect(it.account.ids()).toHaveLength(2);
});

describe("a service that does not show how an on-demand instance is paid", () => {
  const spotFirst = inputsWith({
    billingMode: "spot",
    lifecycle: { alternatives: [{ billingMode: "onDemand" }] },
  });
  const silent = (): ReturnType<typeof market> => {
    const it = market();
    it.account.normalize = ({ billingMode, ...made }) =>
      billingMode === "spot" ? { ...made, billingMode, spotStatus: "running" } : made;
    return it;
  };

  test("is told what is had all the same", async () => {
    const it = silent();
    it.account.script(
      "createInstance",
      failing(refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "none")),
    );
    const { id, state } = await create(it.ctx, spotFirst);
    expect(state).toMatchObject({ billingMode: "onDemand", placement: { billingMode: "onDemand" } });
    const found = await read(it.ctx, id, state);
    expect([found?.state, found?.inputs.billingMode]).toEqual([state, "spot"]);
  });

  test("and an orphan of it is the choice that it is", async () => {
    const it = silent();
    it.account.script(
      "createInstance",
      failing(refusal("createInstance", 400, "INSUFFICIENT_RESOURCE", "none")),
    );
    await create(it.ctx, inputsWith({ name: undefined }, spotFirst));
    const { ctx } = it.restart();
    const { message } = (await thrown(create(ctx, inputsWith({ name: undefined }, spotFirst)))) as Error;
    expect(message).not.toContain("not what is declared");
  });
});
