import { announce, drop, withDefaults } from "../../resources/gpuInstance/bound.testkit";
import fc from "fast-check";
import { validInputs, wildInputs } from "../../resources/gpuInstance/arbitraries.testkit";
import {
  checkContext,
  type CheckContext,
  type CheckContextOptions,
} from "../../resources/gpuInstance/checkContext.testkit";
import { blocked, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import { full, minimal, minimalCpu, withAt } from "../../resources/gpuInstance/sampleInputs.testkit";
import { ConnectionError, type Product } from "../../api";
import { DECLARATION_KEY, type Properties, UNKNOWN } from "../declaration";
import { namePrefix } from "../exactlyOnce";
import { check } from "./check";

const declaration = { project: "shop", stack: "dev", name: "trainer" };
const prefix = namePrefix(declaration, "", 255);
const own = { [DECLARATION_KEY]: declaration };

const checked = async (news: Properties, olds: Properties = {}): Promise<Record<string, unknown>> =>
  (await check(checkContext(), olds, news)).inputs;
const refused = async (news: Properties, olds: Properties = {}) =>
  (await check(checkContext(), olds, news)).failures;

describe("defaults", () => {
  it("are filled in for a GPU instance", async () => {
    expect(await checked(minimal)).toEqual({
      ...minimal,
      kind: "gpu",
      billingMode: "onDemand",
      autoRenew: false,
    });
  });

  it("are those of a CPU instance for one", async () => {
    expect(await checked(minimalCpu)).toEqual({ ...minimalCpu, localStorageMountPoint: "/workspace" });
  });

  it("make an instance with months monthly", async () => {
    expect(await checked({ ...minimal, month: 3 })).toEqual({
      ...minimal,
      month: 3,
      kind: "gpu",
      billingMode: "monthly",
      autoRenew: false,
    });
    expect((await checked({ ...minimal, month: 0 })).billingMode).toBe("onDemand");
    expect((await checked({ ...minimal, month: UNKNOWN })).billingMode).toBe("onDemand");
  });

  it("give a storage its mount point", async () => {
    const networkStorages = [
      { id: "a" },
      { id: "b", mountPoint: "/b" },
      UNKNOWN,
      { id: "c", mountPoint: UNKNOWN },
    ];
    expect((await checked({ ...minimal, networkStorages })).networkStorages).toEqual([
      { id: "a", mountPoint: "/network" },
      { id: "b", mountPoint: "/b" },
      UNKNOWN,
      { id: "c", mountPoint: UNKNOWN },
    ]);
  });

  it("wait for a kind that is not known", async () => {
    expect(await checked({ ...minimal, kind: UNKNOWN })).toEqual({ ...minimal, kind: UNKNOWN });
  });

  it("show the second storage that falls on the default mount point", async () => {
    expect(
      await refused({ ...minimal, networkStorages: [{ id: "a" }, { id: "b", mountPoint: "/network/" }] }),
    ).toEqual([
      {
        property: "networkStorages[1].mountPoint",
        reason:
          'networkStorages[1].mountPoint repeats "/network/" of networkStorages[0].mountPoint; mount each storage at a path of its own.',
      },
    ]);
  });

  it("blame a CPU instance for nothing that was not written", async () => {
    expect(await refused({ ...minimalCpu, month: 3 })).toEqual([
      { property: "month", reason: 'month is for kind "gpu" only, but kind is "cpu". Remove it.' },
    ]);
  });
});

describe("what the user wrote", () => {
  it("stays as it was written", async () => {
    const written = {
      ...full,
      ports: " 80/http ,22/tcp",
      networkStorages: [{ id: "s", mountPoint: "/data/" }],
      lifecycle: { timeouts: { create: "0h90m" }, maxHourlyPrice: 5 },
    };
    expect(await checked(written)).toEqual(written);
  });

  it("is not changed where it stands", async () => {
    const written = structuredClone({ ...full, networkStorages: [{ id: "s" }] });
    const before = structuredClone(written);
    await checked(written);
    expect(written).toEqual(before);
  });

  it("is not there if it is null or undefined", async () => {
    const nothing = {
      name: null,
      month: undefined,
      lifecycle: { adopt: null, timeouts: { create: undefined } },
      envs: null,
    };
    const inputs = await checked({ ...minimal, ...nothing });
    expect(inputs).toEqual({
      ...minimal,
      kind: "gpu",
      billingMode: "onDemand",
      autoRenew: false,
      lifecycle: { timeouts: {} },
    });
    expect(await refused({ ...minimal, imageUrl: null })).toEqual([
      {
        property: "imageUrl",
        reason: "imageUrl is required: a string of 1 to 500 characters. Container image to run.",
      },
    ]);
    expect(await refused({ ...minimal, envs: [null, undefined] })).toMatchObject([
      { property: "envs[0]" },
      { property: "envs[1]" },
    ]);
  });

  it("keeps the keys of Pulumi and of the face beside it", async () => {
    const keys = { ...own, __provider: "text", __defaults: [] };
    const { inputs, failures } = await check(checkContext(), {}, { ...full, ...keys });
    expect(inputs).toEqual({ ...full, ...keys });
    expect(failures).toEqual([]);
  });
});

describe("the name", () => {
  it("is none before the instance is created: a preview and the run after it say the same", async () => {
    const ctx = checkContext();
    const [first, second] = [
      await check(ctx, {}, { ...minimal, ...own }),
      await check(ctx, {}, { ...minimal, ...own }),
    ];
    expect(first).toStrictEqual(second);
    expect(first.inputs).not.toHaveProperty("name");
  });

  it("is none after it was created, as long as nobody declares one", async () => {
    expect(await checked({ ...minimal, ...own }, { ...minimal, ...own })).not.toHaveProperty("name");
  });

  it("stays what it was in the inputs of an older release, and of somebody who has fixed it", async () => {
    const olds = { ...minimal, ...own, name: `${prefix}abcdef` };
    expect((await checked({ ...minimal, ...own }, olds)).name).toBe(`${prefix}abcdef`);
    expect((await checked({ ...minimal, ...own, name: "" }, olds)).name).toBe(`${prefix}abcdef`);
    expect((await checked({ ...minimal, ...own }, { ...olds, name: "fixed" })).name).toBe("fixed");
  });

  it("is remembered as that of a resource of the state", async () => {
    const ctx = checkContext();
    await check(ctx, { ...minimal, name: "trainer-old" }, { ...minimal, name: "trainer-new" });
    expect(ctx.deployment.knows({ id: "", name: "trainer-old" })).toBe(true);
    expect(ctx.deployment.knows({ id: "", name: "trainer-new" })).toBe(false);
  });

  it("is the user's if there is one", async () => {
    expect((await checked({ ...minimal, ...own, name: "mine" })).name).toBe("mine");
    expect((await checked({ ...minimal, ...own, name: "mine" }, { ...minimal, name: "other" })).name).toBe(
      "mine",
    );
    expect((await checked({ ...minimal, ...own, name: UNKNOWN })).name).toBe(UNKNOWN);
  });

  it.each(["8097f1658f3e6ad1", UNKNOWN])("is none for an instance that is taken over: %s", async (adopt) => {
    const inputs = { ...minimal, ...own, lifecycle: { adopt } };
    expect(await checked(inputs)).not.toHaveProperty("name");
    expect(await checked({ ...minimal, ...own }, inputs)).not.toHaveProperty("name");
  });
});

describe("failures", () => {
  it("name a text that no such field can be, before a price is asked for", async () => {
    const ctx = checkContext();
    const { failures } = await check(ctx, {}, { ...minimal, imageUrl: "nginx:1.27\n", clusterId: " 7" });
    expect(failures.map(({ property }) => property)).toEqual(["imageUrl", "clusterId"]);
    expect(ctx.asked).toEqual([]);
  });

  it("leave a text alone that a read has found, if `ignoreChanges` carries it over", async () => {
    const found = { ...minimal, imageUrl: `sha256:${"0a".repeat(32)}`, clusterId: "EU 01" };
    expect(await refused({ ...found, gpuNum: 2 }, found)).toEqual([]);
    expect((await refused({ ...found, imageUrl: `sha256:${"1b".repeat(32)}` }, found))[0]?.property).toBe(
      "imageUrl",
    );
  });

  it("come all at once, from the schema and from the rules", async () => {
    const failures = await refused({
      ...full,
      gpuNum: 9,
      ports: "2222/tcp",
      imageURL: "a",
      imageAuthId: "a",
    });
    expect(failures.map(({ property }) => property)).toEqual(["imageURL", "gpuNum", "ports", "imageAuth"]);
  });

  it("show no secret, and every secret is hidden from everything else that is printed", async () => {
    const ctx = checkContext();
    const envs = [
      { key: "A", value: "canary-1" },
      { key: "A", value: "canary-2" },
      null,
      { key: "B" },
      "C=canary-3",
    ];
    const { failures } = await check(
      ctx,
      {},
      { ...minimal, envs, imageAuth: "robot:canary-4", imageAuthId: "id" },
    );
    expect(JSON.stringify(failures)).not.toContain("canary");
    expect(ctx.redactor.redactSentence("robot:canary-4 canary-1 canary-2 canary-4")).toBe(
      "[redacted] [redacted] [redacted] [redacted]",
    );
  });

  it.each([
    ["gpuNum", { gpuNum: UNKNOWN }],
    ["lists", { envs: UNKNOWN, tools: UNKNOWN, networkStorages: UNKNOWN }],
    [
      "inside of lists",
      {
        envs: [UNKNOWN, { key: UNKNOWN, value: UNKNOWN }],
        tools: [{ name: UNKNOWN, port: UNKNOWN, type: UNKNOWN }],
      },
    ],
    ["lifecycle", { lifecycle: UNKNOWN }],
    ["inside of lifecycle", { lifecycle: { adopt: UNKNOWN, timeouts: UNKNOWN, maxHourlyPrice: UNKNOWN } }],
    ["a credential", { imageAuth: UNKNOWN, imageAuthId: UNKNOWN }],
    ["billing", { month: UNKNOWN, billingMode: UNKNOWN, autoRenew: UNKNOWN, autoRenewMonth: UNKNOWN }],
    ["the kind, and what it requires", { kind: UNKNOWN, gpuNum: undefined, rootfsSize: undefined }],
  ])("do not come of what a preview does not know: %s", async (_, unknown) => {
    expect(await refused({ ...minimal, ...own, ...unknown })).toEqual([]);
    expect(
      (await refused({ ...minimal, ...own, ...unknown, imageUrl: "" })).map(({ property }) => property),
    ).toEqual(["imageUrl"]);
  });
});

describe("an adopted instance", () => {
  const lifecycle = { adopt: "8097f1658f3e6ad1" };
  const olds = { ...minimal, ...own, lifecycle };
  const live = {
    ...minimal,
    ...{ name: "theirs", status: "running", kind: "gpu", clusterId: "7", billingMode: "onDemand" },
    ...{ ports: [], envs: [], command: "", entrypoint: "" },
  };
  const taken =
    'trainer: takes over GPU instance "theirs" (8097f1658f3e6ad1) [running], $0.67 an hour; nothing is bought';
  const cannot = (why: string): string =>
    `lifecycle.adopt cannot take over GPU instance 8097f1658f3e6ad1: ${why}`;
  const AS_IT_IS =
    "Declare it as it is; once it is taken over, a change of the program is shown by `pulumi preview` and made by `pulumi up`.";

  it("is refused if another provider of the stack has it, whose process would delete it", async () => {
    const ctx = checkContext({ instance: live as object, heldApart: "old" });
    const { failures } = await check(ctx, {}, { ...minimal, ...own, lifecycle });
    expect(failures).toEqual([
      {
        property: "lifecycle.adopt",
        reason: cannot(
          '"old" of this stack has it by way of another provider, which would delete it. In place of lifecycle.adopt, give this resource the option aliases with the name "old"; or give it the same provider.',
        ),
      },
    ]);
    expect(ctx.lines).toEqual({ info: [], warn: [] });
  });

  it.each<[string, Properties, object | undefined, object]>([
    ["as declared", {}, live, { info: [taken] }],
    ["within its cap", { lifecycle: { ...lifecycle, maxHourlyPrice: 1 } }, live, { info: [taken] }],
    ["as far as a preview knows it", { imageUrl: UNKNOWN, gpuNum: UNKNOWN }, live, { info: [taken] }],
    [
      "one of several choices",
      { productId: "a", lifecycle: { ...lifecycle, alternatives: [{ productId: minimal.productId }] } },
      live,
      { info: [taken] },
    ],
    [
      "another",
      { gpuNum: 2 },
      live,
      { reasons: [cannot(`it is not what is declared: gpuNum is 1, declared is 2. ${AS_IT_IS}`)] },
    ],
    [
      "about to go",
      {},
      { ...live, status: "removing" },
      {
        reasons: [
          cannot("it does not exist, or is being deleted. Remove lifecycle.adopt to create a new one."),
        ],
      },
    ],
    [
      "not to be read",
      {},
      undefined,
      {
        warn: [
          "trainer: whether GPU instance 8097f1658f3e6ad1 can be taken over is not known. Reading it failed: refused.",
        ],
      },
    ],
    ["not known yet", { lifecycle: { adopt: UNKNOWN } }, undefined, {}],
  ])("is told before it is taken over: %s", async (_, more, instance, told) => {
    const ctx = checkContext({ instance });
    const { failures } = await check(ctx, {}, { ...olds, ...more });
    expect({ ...ctx.lines, reasons: failures.map(({ reason }) => reason) }).toEqual({
      ...{ info: [], warn: [], reasons: [] },
      ...told,
    });
  });

  it("is not asked for once the state has it", async () => {
    const ctx = checkContext();
    await check(ctx, olds, { ...olds, ports: "22/tcp" });
    expect(ctx.lines).toEqual({ info: [], warn: [] });
  });

  it("is not replaced as long as it is still asked for", async () => {
    expect(await refused({ ...olds, productId: "h100.24c128g.os", gpuNum: 2 }, olds)).toEqual([
      {
        property: "lifecycle.adopt",
        reason:
          "lifecycle.adopt still asks to take over GPU instance 8097f1658f3e6ad1, which a change of productId, gpuNum would delete and replace. Remove lifecycle.adopt first: it has done its work.",
      },
    ]);
  });

  it.each([
    ["nothing changes", olds],
    ["it can be changed in place", { ...olds, ports: "22/tcp", rootfsSize: 100 }],
    ["it may be replaced", { ...minimal, ...own, productId: "h100.24c128g.os" }],
    ["a preview does not know yet", { ...olds, productId: UNKNOWN }],
  ])("passes if %s", async (_, news) => {
    expect(await refused(news, olds)).toEqual([]);
  });
});

it("changes nothing when its own result is checked again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(validInputs, wildInputs), fc.boolean(), async (news, declared) => {
      const once = await check(checkContext(), {}, declared ? { ...news, ...own } : news);
      expect(await check(checkContext(), {}, once.inputs)).toEqual(once);
      const again = await check(checkContext(), once.inputs, once.inputs);
      expect(again.inputs).toEqual(once.inputs);
    }),
    { numRuns: 300 },
  );
});

it("has nothing against any valid inputs, and begins every reason with the path", async () => {
  await fc.assert(
    fc.asyncProperty(validInputs, async (news) => {
      // Any product, so no price list says what it costs.
      const { failures } = await check(checkContext({ list: unreachable }), {}, news);
      expect(failures).toEqual([]);
    }),
  );
  await fc.assert(
    fc.asyncProperty(wildInputs, async (news) => {
      for (const { property, reason } of await refused(news)) {
        expect(reason.startsWith(`${property} `)).toBe(true);
        expect(reason).toMatch(/[.?]$/);
        expect(reason).not.toContain(UNKNOWN);
      }
    }),
    { numRuns: 300 },
  );
});

const LACKING =
  'trainer: product "h100.24c128g.os" is out of stock now, so `pulumi up` may be refused. lifecycle.waitForStock waits for it, and lifecycle.alternatives names other choices.';

describe("the price", () => {
  const named = { ...minimal, name: "trainer" };

  it.each<[string, object, string]>([
    ["on demand", {}, "trainer: RTX 4090 24GB × 1, $0.67 an hour (about $489.10 a month), stock: high"],
    [
      "two GPUs and a larger disk",
      { gpuNum: 2, rootfsSize: 300 },
      "trainer: RTX 4090 24GB × 2, $1.39 an hour (about $1014.70 a month), stock: high",
    ],
    [
      "spot",
      { billingMode: "spot" },
      "trainer: RTX 4090 24GB × 1, $0.3350 an hour (about $244.55 a month), stock: high",
    ],
    [
      "monthly",
      { month: 3 },
      "trainer: RTX 4090 24GB × 1, $3540.00 for 3 months ($1.6164 an hour), stock: high",
    ],
    [
      "no price",
      { productId: "h100.24c128g.os", billingMode: "spot" },
      "trainer: H100 SXM 80GB × 1, price unknown, stock: none",
    ],
    [
      "out of stock",
      { productId: "h100.24c128g.os" },
      "trainer: H100 SXM 80GB × 1, $2.39 an hour (about $1744.70 a month), stock: none",
    ],
    [
      "without a name",
      { name: undefined },
      "4090.16c62g.os: RTX 4090 24GB × 1, $0.67 an hour (about $489.10 a month), stock: high",
    ],
  ])("is printed with the stock: %s", async (_, more, line) => {
    const ctx = checkContext();
    expect((await check(ctx, {}, { ...named, ...more })).failures).toEqual([]);
    expect(ctx.lines).toEqual({ info: [line], warn: line.endsWith("none") ? [LACKING] : [] });
  });

  it.each<[string, object, CheckContextOptions, object]>([
    [
      "price",
      {},
      {},
      {
        info: ["trainer: RTX 4090 24GB × 1, $0.67 an hour (about $489.10 a month), stock: high"],
        warn: [],
      },
    ],
    [
      "product that is not listed",
      { productId: "typo" },
      {},
      {
        info: [],
        warn: [
          'trainer: Novita does not list the gpu product "typo" for billingMode "onDemand" now, so its price and stock are unknown. Check the productId.',
        ],
      },
    ],
    [
      "service that cannot be asked",
      {},
      { list: unreachable },
      {
        info: [],
        warn: [
          "trainer: going on without its price and stock. Listing GPU products failed: connection refused.",
        ],
      },
    ],
    [
      "service that something in front of it hides",
      {},
      { list: throwing(blocked("listProducts")) },
      {
        info: [],
        warn: [`trainer: going on without its price and stock. ${blocked("listProducts").message}`],
      },
    ],
  ])("goes by the logical name if there is one: %s", async (_, more, options, lines) => {
    const ctx = checkContext(options);
    expect((await check(ctx, {}, { ...minimal, ...own, name: "physical", ...more })).failures).toEqual([]);
    expect(ctx.lines).toEqual(lines);
  });

  it("is that of a CPU instance", async () => {
    const ctx = checkContext();
    await check(ctx, {}, { ...minimalCpu, name: "box" });
    expect(ctx.lines).toEqual({
      info: ["box: CPU 4 vCPU 8GB, $0.09 an hour (about $65.70 a month), stock: unknown"],
      warn: [],
    });
    expect(ctx.asked).toEqual(["cpu"]);
  });

  it.each<[string, object, string]>([
    [
      "GPU",
      { ...named, productId: "typo" },
      'trainer: Novita does not list the gpu product "typo" for billingMode "onDemand" now, so its price and stock are unknown. Check the productId.',
    ],
    [
      "CPU",
      { ...minimalCpu, name: "box", productId: "typo" },
      'box: Novita does not list the cpu product "typo" now, so its price and stock are unknown. Check the productId.',
    ],
  ])("is unknown for a %s product that is not listed, and the preview goes on", async (_, news, line) => {
    const ctx = checkContext();
    expect((await check(ctx, {}, { ...news })).failures).toEqual([]);
    expect(ctx.lines).toEqual({ info: [], warn: [line] });
  });

  it("may be as high as the cap, and not higher", async () => {
    const capped = (maxHourlyPrice: number, more: object = {}) =>
      refused({ ...named, ...more, lifecycle: { maxHourlyPrice } });
    expect(await capped(0.67)).toEqual([]);
    expect(await capped(1.34, { gpuNum: 2 })).toEqual([]);
    expect(await capped(0.66)).toEqual([
      {
        property: "lifecycle.maxHourlyPrice",
        reason:
          "lifecycle.maxHourlyPrice is $0.66, but the instance costs $0.67 an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.",
      },
    ]);
  });

  it.each<[string, object, string]>([
    [
      "is not offered",
      { productId: "h100.24c128g.os", billingMode: "spot" },
      'the price of product "h100.24c128g.os" is not known: Novita names no price for it with this billing mode.',
    ],
    [
      "is not listed",
      { productId: "typo" },
      'the price of product "typo" is not known: Novita does not list it for this billing mode.',
    ],
  ])("that %s is over any cap", async (_, more, why) => {
    expect(await refused({ ...named, ...more, lifecycle: { maxHourlyPrice: 100 } })).toEqual([
      {
        property: "lifecycle.maxHourlyPrice",
        reason: `lifecycle.maxHourlyPrice is $100.00, but ${why} Choose another productId or billingMode, or remove maxHourlyPrice.`,
      },
    ]);
  });

  it("is asked for once for twenty resources", async () => {
    const ctx = checkContext();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => check(ctx, {}, { ...named, name: `trainer-${at}` })),
    );
    expect(ctx.asked).toEqual(["gpu/onDemand"]);
    expect(ctx.lines.info).toHaveLength(20);
  });

  it("is a warning if the service cannot be asked, also with a cap", async () => {
    const ctx = checkContext({ list: unreachable });
    const { inputs, failures } = await check(ctx, {}, { ...named, lifecycle: { maxHourlyPrice: 0.01 } });
    expect(failures).toEqual([]);
    expect(inputs.name).toBe("trainer");
    expect(ctx.lines).toEqual({
      info: [],
      warn: [
        "trainer: going on without its price and stock. Listing GPU products failed: connection refused.",
      ],
    });
  });

  it("does not hide a defect of our own behind a warning", async () => {
    const ctx = checkContext({
      list: () => {
        throw new TypeError("defect");
      },
    });
    await expect(check(ctx, {}, named)).rejects.toThrow("defect");
  });

  it.each<[string, object]>([
    ["productId", { productId: UNKNOWN }],
    ["gpuNum", { gpuNum: UNKNOWN }],
    ["rootfsSize", { rootfsSize: UNKNOWN }],
    ["kind", { kind: UNKNOWN }],
    ["billingMode", { billingMode: UNKNOWN }],
    ["month", { month: UNKNOWN }],
    ["the cap", { lifecycle: { maxHourlyPrice: UNKNOWN } }],
    ["lifecycle", { lifecycle: UNKNOWN }],
    ["anything, if the inputs are wrong", { imageUrl: "" }],
  ])("is not asked for as long as a preview does not know %s", async (_, more) => {
    const ctx = checkContext();
    await check(ctx, {}, { ...named, ...more });
    expect([ctx.asked, ctx.lines]).toEqual([[], { info: [], warn: [] }]);
  });

  it.each<[string, object, boolean]>([
    ["nothing", {}, false],
    ["ports", { ports: "22/tcp" }, false],
    ["image", { imageUrl: "other" }, false],
    ["order of defaults", { billingMode: "onDemand", month: 0 }, false],
    ["timeouts", { lifecycle: { timeouts: { create: "1h" } } }, false],
    // Replaces: the engine checks once more, without olds.
    ["productId", { productId: "h100.24c128g.os" }, false],
    ["disk", { rootfsSize: 100 }, true],
    ["billing", { month: 1 }, true],
    ["cap", { lifecycle: { maxHourlyPrice: 5 } }, true],
  ])("is asked for again only if an instance comes to cost more in place: %s", async (_, change, asks) => {
    const ctx = checkContext();
    const olds = await checked(named);
    await check(ctx, olds, { ...named, ...change });
    expect(ctx.asked).toHaveLength(asks ? 1 : 0);
  });
});

describe("what the inputs name", () => {
  const named = {
    clusterId: "99",
    networkId: "none",
    networkStorages: [{ id: "none" }],
    imageAuthId: "none",
  };
  const TYPO =
    'clusterId is "99", which is no cluster of Novita\'s. Write one of "us-dallas-nas-2", "7", or leave it out for any.';

  it("and is not there is a warning for a new instance", async () => {
    const ctx = checkContext({ lacks: ["none"] });
    const { failures } = await check(ctx, {}, { ...minimal, ...named, ...own });
    expect([failures, ctx.lines.warn]).toEqual([
      [],
      [
        `trainer: ${TYPO}`,
        'trainer: imageAuthId is "none", which is no registry credential of this account. Correct the id, or declare a RegistryAuth and give its id.',
      ],
    ]);
  });

  it("and cannot be asked for is a warning", async () => {
    const ctx = checkContext({ clusters: undefined as never });
    ctx.catalogue.clusters = () => Promise.reject(new ConnectionError("Listing clusters failed: refused."));
    const { failures } = await check(ctx, {}, { ...minimal, clusterId: "5", ...own });
    expect([failures, ctx.lines.warn]).toEqual([
      [],
      ["trainer: whether all that it names exists is not known. Listing clusters failed: refused."],
    ]);
  });

  it("and a reset needs is a failure if it is not there, and not asked for if it is as it was", async () => {
    const olds = { ...withDefaults(minimal), name: "x" };
    const { networkStorages, imageAuthId } = named;
    const news = { ...minimal, networkStorages, imageAuthId, ...own };
    const failing = await check(checkContext({ lacks: ["none"] }), olds, news);
    expect(failing.failures.map(({ property }) => property)).toEqual([
      "networkStorages[0].id",
      "imageAuthId",
    ]);
    const same = await check(
      checkContext({ lacks: ["none"] }),
      withDefaults({ ...olds, networkStorages, imageAuthId }),
      news,
    );
    expect(same.failures).toEqual([]);
  });

  it("a root disk that the product does not take is a failure, unless an instance has it already", async () => {
    const failures = async (olds: Properties, more: object): Promise<unknown> =>
      (
        await check(checkContext(), olds, {
          ...minimal,
          productId: "h100.24c128g.os",
          rootfsSize: 3000,
          ...own,
          ...more,
        })
      ).failures;
    const failed = [
      {
        property: "rootfsSize",
        reason: 'rootfsSize is 3000, but product "h100.24c128g.os" takes from 10 to 2048 GB.',
      },
    ];
    const olds = { ...withDefaults(minimal), productId: "h100.24c128g.os", name: "x" };
    expect(await failures({}, {})).toEqual(failed);
    expect(await failures(olds, {})).toEqual(failed);
    expect(await failures({ ...olds, rootfsSize: 3000 }, { lifecycle: { maxHourlyPrice: 99 } })).toEqual([]);
    expect(await failures({}, { lifecycle: { adopt: "i-1" } })).toEqual([]);
  });
});

describe("the second check of a replacement", () => {
  const h100 = "h100.24c128g.os";
  const declared = (more: object = {}): Record<string, unknown> => ({
    ...withDefaults({ ...minimal, ...more }),
    ...own,
    name: `${prefix}000000`,
  });
  /** Checks once more without olds, as the engine does after a diff that replaces. */
  const second = async (olds: Properties, news: Properties, options: CheckContextOptions = {}) => {
    const ctx = checkContext(options);
    announce(ctx, "i-1", olds, news);
    const { failures } = await check(ctx, {}, news);
    return { failures, ...ctx.lines };
  };
  const lost = (productId: string, why: string) => ({
    failures: [
      {
        property: "productId",
        reason: `productId is "${productId}", which ${why}: replacing now would delete the current instance with no replacement available. Choose another one, or try again later.`,
      },
    ],
    info: [],
    warn: [],
  });
  const found = (line: string) => ({ failures: [], info: [line], warn: [] });
  const OUT = "is out of stock now";

  it.each<[string, object, object, object]>([
    ["a product out of stock", {}, { productId: h100 }, lost(h100, OUT)],
    ["a product that is not listed", {}, { productId: "typo" }, lost("typo", "is not listed by Novita now")],
    [
      "more GPUs of a product out of stock",
      { productId: h100 },
      { productId: h100, gpuNum: 2 },
      lost(h100, OUT),
    ],
    [
      "a product out of stock and above the cap",
      {},
      { productId: h100, lifecycle: { maxHourlyPrice: 1 } },
      lost(h100, OUT),
    ],
  ])("fails for %s", async (_, olds, news, expected) => {
    expect(await second(declared(olds), declared(news))).toEqual(expected);
  });

  it.each<[string, object, object, object]>([
    [
      "a product in stock",
      {},
      { gpuNum: 2 },
      found("trainer: RTX 4090 24GB × 2, $1.34 an hour (about $978.20 a month), stock: high"),
    ],
    [
      "as many GPUs of its product out of stock",
      { productId: h100 },
      { productId: h100, networkId: "n" },
      found("trainer: H100 SXM 80GB × 1, $2.39 an hour (about $1744.70 a month), stock: none"),
    ],
    [
      "fewer GPUs of its product out of stock",
      { productId: h100, gpuNum: 2 },
      { productId: h100 },
      found("trainer: H100 SXM 80GB × 1, $2.39 an hour (about $1744.70 a month), stock: none"),
    ],
    ["a product that is not known yet", {}, { productId: UNKNOWN }, { failures: [], info: [], warn: [] }],
    [
      "a number of GPUs that is not known yet",
      {},
      { productId: h100, gpuNum: UNKNOWN },
      { failures: [], info: [], warn: [] },
    ],
  ])("passes for %s", async (_, olds, news, expected) => {
    expect(await second(declared(olds), declared(news))).toEqual(expected);
  });

  it("fails for a product out of stock, in the cluster of another network than the old instance is in", async () => {
    const olds = declared({ productId: h100, clusterId: "6" });
    const news = declared({ productId: h100, networkId: "n" });
    expect(await second(olds, news, { places: { n: "7" } })).toEqual(lost(h100, OUT));
    const { failures } = await second(olds, news, { places: { n: "6" } });
    expect(failures).toEqual([]);
  });

  it("fails if the service refuses the key, as the run would", async () => {
    const refused = refusal("listProducts", 403, "INVALID_API_KEY", "invalid api-key");
    const ctx = checkContext({ list: throwing(refused) });
    await expect(check(ctx, {}, { ...minimal, ...own })).rejects.toBe(refused);
    expect(ctx.lines).toEqual({ info: [], warn: [] });
  });

  it.each<[string, object, string]>([
    ["a cluster that is not listed", { clusterId: "99" }, "clusterId"],
    ["a network that is not there", { networkId: "none" }, "networkId"],
    ["a storage that is not there", { networkStorages: [{ id: "none" }] }, "networkStorages[0].id"],
    ["a credential that is not there", { imageAuthId: "none" }, "imageAuthId"],
    ["a root disk that its product does not take", { rootfsSize: 6000, productId: h100 }, "rootfsSize"],
  ])("fails for %s", async (_, news, property) => {
    const { failures } = await second(declared({ gpuNum: 2, productId: h100 }), declared(news), {
      lacks: ["none"],
    });
    expect(failures.map((each) => each.property)).toEqual([property]);
  });

  it("passes with a warning if the service cannot be asked", async () => {
    expect(await second(declared(), declared({ productId: h100 }), { list: unreachable })).toEqual({
      failures: [],
      info: [],
      warn: [
        "trainer: going on without its price and stock. Listing GPU products failed: connection refused.",
      ],
    });
  });

  it.each<[string, (ctx: CheckContext) => void, Properties]>([
    ["nothing was announced", () => undefined, {}],
    [
      "another declaration's was announced",
      (ctx) =>
        announce(ctx, "i-1", declared(), {
          ...declared({ productId: h100 }),
          [DECLARATION_KEY]: { ...declaration, name: "other" },
        }),
      {},
    ],
    [
      "it was dropped again",
      (ctx) => {
        announce(ctx, "i-1", declared(), declared({ productId: h100 }));
        drop(ctx, "i-1");
      },
      {},
    ],
    [
      "it is the first one, which has olds",
      (ctx) => announce(ctx, "i-1", declared(), declared({ productId: h100 })),
      declared({ productId: h100, lifecycle: { maxHourlyPrice: 5 } }),
    ],
  ])("is none if %s", async (_, prepare, olds) => {
    const ctx = checkContext();
    prepare(ctx);
    expect((await check(ctx, olds, declared({ productId: h100 }))).failures).toEqual([]);
    expect(ctx.lines).toEqual({
      info: ["trainer: H100 SXM 80GB × 1, $2.39 an hour (about $1744.70 a month), stock: none"],
      warn: "productId" in olds ? [] : [LACKING],
    });
  });
});

function throwing(error: Error): () => never {
  return () => {
    throw error;
  };
}

function unreachable(): readonly Product[] {
  throw new ConnectionError("Listing GPU products failed: connection refused.");
}

it("places an unknown anywhere without a failure", async () => {
  for (const path of [
    "name",
    "imageAuth",
    "ports",
    "networkStorages[0].id",
    "lifecycle.timeouts.create",
    "tools[0]",
    "envs[1]",
  ])
    expect(await refused({ ...withAt(full, path, UNKNOWN), ...own })).toEqual([]);
});
