import { SECRET } from "./instanceChanges";
import { type Plan, planOf } from "./plan";
import { previewText, type StepParts } from "./preview.testkit";
import { readPreview } from "./previewFile";
import { NovitaError } from "../../provider/api";
import { UNKNOWN } from "../../provider/core";
import type { Priced, Quote } from "../../provider/pricing";

const AT = Date.UTC(2026, 0, 2, 3, 4);

/** $0.50 a GPU and hour, half of it for spot, $100 a month paid at once; nothing is known of other products. */
function quote({ productId, gpuNum = 1, billingMode, month = 1 }: Priced): Quote | undefined {
  if (productId === "unheard-of") return undefined;
  if (productId === "no-price") return { stock: "high" };
  const stock = productId === "rare" ? "low" : productId === "sold-out" ? "none" : "high";
  if (billingMode === "monthly") return { hourlyUsd: 0.2 * gpuNum, termUsd: 100 * month * gpuNum, stock };
  return { hourlyUsd: (billingMode === "spot" ? 0.25 : 0.5) * gpuNum, stock, productName: "RTX 4090" };
}

type Options = Parameters<typeof previewText>[1];

function planned(steps: readonly StepParts[], options?: Options): Promise<Plan> {
  return planOf(readPreview(previewText(steps, options), "p"), {
    prices: () => ({ quote: async (priced) => quote(priced) }),
    now: () => AT,
  });
}

const costsOf = async (step: StepParts): Promise<unknown> => (await planned([step])).instances[0]?.cost;
const warningsOf = async (...steps: StepParts[]): Promise<readonly string[]> =>
  (await planned(steps)).warnings;
const takenBack = { spotStatus: "terminated", spotReclaimTime: "2026-01-02T03:00:00Z" };
const halted = (outputs: object): Omit<StepParts, "op"> => ({
  before: { status: "exited", billingMode: "spot" },
  outputs: { ...outputs },
  after: { billingMode: "spot" },
  differs: ["status"],
});
const monthly = (month: unknown): Record<string, unknown> => ({ billingMode: "monthly", month });

test("the whole of a plan", async () => {
  const plan = await planned([
    { op: "delete", name: "old", before: {} },
    { op: "create", name: "new", after: { gpuNum: 2 } },
    { op: "same", name: "kept", before: {}, after: {} },
    { op: "create", name: "pet", type: "random:index:RandomPet", after: {} },
  ]);
  expect(plan).toEqual({
    project: "shop",
    stack: "dev",
    at: AT,
    instances: [
      { change: expect.objectContaining({ name: "old" }), cost: { before: { hourlyUsd: 0.5 } } },
      {
        change: expect.objectContaining({ name: "new" }),
        cost: { after: { hourlyUsd: 1, stock: "high", productName: "RTX 4090" } },
      },
      {
        change: expect.objectContaining({ name: "kept" }),
        cost: {
          before: { hourlyUsd: 0.5 },
          after: { hourlyUsd: 0.5, stock: "high", productName: "RTX 4090" },
        },
      },
    ],
    counts: {
      destroy: 1,
      replace: 0,
      reset: 0,
      stop: 0,
      release: 0,
      change: 0,
      adopt: 0,
      create: 1,
      keep: 1,
    },
    hourly: { before: { usd: 1, complete: true }, after: { usd: 1.5, complete: true } },
    hasStorages: false,
    upFront: { usd: 0, complete: true },
    others: { create: 1 },
    warnings: [],
    errors: [],
    policies: [],
  });
});

describe("prices", () => {
  test("are those of now, and of the state if the list has none any more", async () => {
    const outputs = { hourlyPrice: 0.7 };
    expect(await costsOf({ op: "delete", before: {}, outputs })).toEqual({ before: { hourlyUsd: 0.5 } });
    expect(await costsOf({ op: "delete", before: { productId: "unheard-of" }, outputs })).toEqual({
      before: { hourlyUsd: 0.7 },
    });
  });

  test("of one that is off are those of its disk, unless it is paid in advance", async () => {
    const off = { lifecycle: { power: "off" }, rootfsSize: 96 };
    expect(await costsOf({ op: "update", before: {}, after: off })).toMatchObject({
      before: { hourlyUsd: 0.5 },
      after: { hourlyUsd: 0.02 },
    });
    const stopped = { op: "update", before: { rootfsSize: 96 }, outputs: { status: "exited" } };
    expect(await costsOf({ ...stopped, after: {} })).toMatchObject({
      before: { hourlyUsd: 0.02 },
      after: { hourlyUsd: 0.5 },
    });
    const prepaid = await costsOf({ op: "update", before: monthly(2), after: { ...monthly(2), ...off } });
    expect(prepaid).toEqual(await costsOf({ op: "update", before: monthly(2), after: monthly(2) }));
  });

  test("of drifted fields are those of the inputs, as a refresh has found them", async () => {
    const step = { op: "update", before: { gpuNum: 4 }, outputs: { gpuNum: 1 }, after: { gpuNum: 4 } };
    expect(await costsOf(step)).toMatchObject({ before: { hourlyUsd: 2 }, after: { hourlyUsd: 2 } });
  });

  test("of several choices are those of the first that is in stock, and of what is there those of its own", async () => {
    const lifecycle = { alternatives: [{ productId: "rare" }, { billingMode: "spot" }] };
    const sold = { productId: "sold-out", lifecycle };
    expect(await costsOf({ op: "create", after: sold })).toMatchObject({ after: { stock: "low" } });
    const placement = { productId: "sold-out", billingMode: "spot", gpuNum: 1 };
    const kept: StepParts = {
      op: "update",
      before: sold,
      after: sold,
      outputs: { placement },
      differs: ["ports"],
    };
    expect(await costsOf(kept)).toMatchObject({ before: { hourlyUsd: 0.25 }, after: { hourlyUsd: 0.25 } });
    const open = { ...sold, lifecycle: { alternatives: UNKNOWN } };
    expect(await costsOf({ ...kept, after: open })).toMatchObject({ after: { hourlyUsd: 0.25 } });
    expect(await costsOf({ ...kept, op: "replace", replaces: ["rootfsSize"] })).toMatchObject({
      before: { hourlyUsd: 0.25 },
      after: { hourlyUsd: 0.5, stock: "low" },
    });
  });

  test.each<[string, StepParts, object]>([
    ["a new monthly instance pays for its term", { op: "create", after: monthly(3) }, { upFrontUsd: 300 }],
    [
      "so does one that replaces another",
      { op: "replace", before: monthly(2), after: monthly(1), replaces: ["month"] },
      { upFrontUsd: 100 },
    ],
    [
      "and one that was on demand",
      { op: "update", before: {}, after: monthly(2), differs: ["billingMode"] },
      { upFrontUsd: 200 },
    ],
    [
      "a longer term pays for what it grows by",
      { op: "update", before: monthly(2), after: monthly(5), differs: ["month"] },
      { upFrontUsd: 300 },
    ],
    [
      "of a product without a price the sum is not known",
      { op: "create", after: { ...monthly(1), productId: "no-price" } },
      { upFrontUnknown: true },
    ],
  ])("%s", async (_, step, expected) => {
    expect(await costsOf(step)).toMatchObject(expected);
  });

  test.each<[string, StepParts]>([
    ["one that stays as it is", { op: "same", before: monthly(2), after: monthly(2) }],
    [
      "one whose other fields change",
      { op: "update", before: monthly(2), after: monthly(2), differs: ["ports"] },
    ],
    ["one on demand", { op: "create", after: {} }],
  ])("nothing is paid at once for %s", async (_, step) => {
    expect((await planned([step])).upFront).toEqual({ usd: 0, complete: true });
    expect(await costsOf(step)).not.toHaveProperty("upFrontUsd");
  });

  test.each<[string, Record<string, unknown>]>([
    ["number of GPUs", { gpuNum: SECRET }],
    ["size of the disk", { rootfsSize: SECRET }],
    ["product", { productId: SECRET }],
  ])("that depend on a secret %s are not known, and those of others are", async (_, secret) => {
    const plan = await planned([
      { op: "create", name: "a", after: {} },
      { op: "create", name: "b", after: secret },
    ]);
    expect(plan.hourly.after).toEqual({ usd: 0.5, complete: false });
    expect(plan.warnings).toEqual([
      'The price of "b" is not known: it depends on values that are secret, or known only during `pulumi up`.',
    ]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["month", monthly(SECRET)],
    ["month that is known only later", monthly(UNKNOWN)],
    ["billing mode", { billingMode: SECRET, month: 2 }],
  ])("of a term with a hidden %s leave open what is paid at once", async (_, after) => {
    expect((await planned([{ op: "create", after }])).upFront).toEqual({ usd: 0, complete: false });
    const differs = { op: "update", before: monthly(1), after, differs: Object.keys(after) };
    expect((await planned([differs])).upFront.complete).toBe(false);
    expect((await planned([{ ...differs, differs: ["ports"] }])).upFront.complete).toBe(true);
  });

  test("depend on no cluster", async () => {
    expect(await costsOf({ op: "create", after: { clusterId: UNKNOWN } })).toMatchObject({
      after: { hourlyUsd: 0.5 },
    });
  });

  test("that are not known leave the sums incomplete", async () => {
    const plan = await planned([
      { op: "create", name: "a", after: {} },
      { op: "create", name: "b", after: { productId: "no-price" } },
      { op: "create", name: "c", after: { ...monthly(1), productId: "no-price" } },
    ]);
    expect([plan.hourly, plan.upFront]).toEqual([
      { before: { usd: 0, complete: true }, after: { usd: 0.5, complete: false } },
      { usd: 0, complete: false },
    ]);
  });
});

describe("if the service cannot be asked", () => {
  const steps: StepParts[] = [
    { op: "delete", name: "old", before: {}, outputs: { hourlyPrice: 0.4 } },
    { op: "create", name: "new", after: monthly(1) },
  ];
  const refusing = (thrown: unknown) =>
    planOf(readPreview(previewText(steps), "p"), {
      prices: () => {
        throw thrown;
      },
      now: () => AT,
    });

  test("the plan is there all the same, says why, and has the prices of the state", async () => {
    const plan = await refusing(new NovitaError("No Novita API key."));
    expect([plan.warnings, plan.hourly, plan.upFront, "at" in plan]).toEqual([
      ["Prices and stock are not known: No Novita API key."],
      { before: { usd: 0.4, complete: true }, after: { usd: 0, complete: false } },
      { usd: 0, complete: false },
      false,
    ]);
  });

  test("a defect of our own is no missing price", async () => {
    await expect(refusing(new TypeError("boom"))).rejects.toThrow("boom");
  });

  test("nobody is asked for a plan without instances", async () => {
    const plan = await planOf(readPreview(previewText([]), "p"), {
      prices: () => {
        throw new Error("asked");
      },
      now: () => AT,
    });
    expect([plan.instances, plan.warnings, "stack" in plan]).toEqual([[], [], false]);
  });
});

test("of a violated policy the plan says how many there are, and not that the preview has failed", async () => {
  const policies = ["mandatory", "mandatory", "advisory"].map((level) => ({
    ...{ level, policy: "cap", pack: "novita", resource: "trainer", message: "No." },
  }));
  const diagnostics = [{ severity: "error", message: "error: preview failed\n" }];
  const preview = readPreview(previewText([], { diagnostics }), "p");
  const source = { prices: () => ({ quote: async () => undefined }), now: () => AT };
  const errorsOf = async (count: number) => (await planOf(preview, source, policies.slice(count))).errors;
  expect([await errorsOf(0), await errorsOf(1), await errorsOf(2)]).toEqual([
    ["2 policies are violated."],
    ["1 policy is violated."],
    ["preview failed"],
  ]);
});

describe("warnings", () => {
  test.each<[string, StepParts, string]>([
    [
      "a monthly instance cannot be destroyed",
      {
        op: "delete",
        before: monthly(1),
        outputs: { __remembered: { termEndsAt: Date.UTC(2026, 1, 1) / 1000 } },
      },
      '"trainer" is monthly: Novita refuses to delete it before its term ends, on 2026-02-01, and `pulumi up` fails.',
    ],
    [
      "whose term has renewed itself since the last change",
      { op: "delete", before: monthly(1), outputs: { __remembered: { termEndsAt: AT / 1000 - 1 } } },
      '"trainer" is monthly: Novita refuses to delete it before its term ends, and `pulumi up` fails.',
    ],
    [
      "nor replaced",
      { op: "replace", before: monthly(1), after: {}, replaces: ["billingMode"] },
      '"trainer" is monthly: Novita refuses to delete it before its term ends, and `pulumi up` fails.',
    ],
    [
      "stock that is out",
      { op: "create", after: { productId: "sold-out" } },
      '"trainer" cannot be created now: product "sold-out" is out of stock.',
    ],
    [
      "stock that is low",
      { op: "replace", before: {}, after: { productId: "rare" }, replaces: ["productId"] },
      '"trainer" may be out of stock when this is applied: the stock of product "rare" is low.',
    ],
    [
      "a product that is not listed",
      { op: "create", after: { productId: "unheard-of" } },
      'The price of "trainer" is not known: Novita names none for product "unheard-of" with this billing mode now.',
    ],
    [
      "a price that depends on what is not known yet",
      { op: "create", after: { gpuNum: UNKNOWN } },
      'The price of "trainer" is not known: it depends on values that are secret, or known only during `pulumi up`.',
    ],
    [
      "spot",
      { op: "create", after: { billingMode: "spot" } },
      '"trainer" is a spot instance: Novita may take it back at any time.',
    ],
    [
      "one that stands still",
      { op: "update", before: { status: "exited" }, after: {}, differs: ["status"] },
      '"trainer" does not run (exited): it is started.',
    ],
    [
      "one that runs though it is off",
      {
        op: "update",
        before: { status: "running" },
        after: { lifecycle: { power: "off" } },
        differs: ["status"],
      },
      '"trainer" runs though it is off (running): it is stopped.',
    ],
    [
      "a spot instance that somebody has stopped",
      { ...halted({ spotStatus: "running" }), op: "update" },
      '"trainer" does not run (exited): it is started.',
    ],
    [
      "a spot instance that was taken back",
      { ...halted(takenBack), op: "update" },
      '"trainer" has lost its spot capacity (2026-01-02T03:00:00Z): `pulumi up` has it moved to another machine. What was on its disks is lost; network storages keep theirs.',
    ],
    [
      "one that is to be taken back",
      { op: "same", before: {}, outputs: { spotStatus: "notified" }, after: { billingMode: "spot" } },
      '"trainer": its spot capacity is about to be taken back. Save what is on its disks: to run again it moves to another machine.',
    ],
    [
      "one that has expired",
      {
        ...{ op: "same", before: {}, outputs: { createdAt: "2026-01-01T00:00:00Z" } },
        after: { lifecycle: { expires: "24h" } },
      },
      '"trainer" expired 3h 4m ago (2026-01-02T00:00:00Z), and is still billed: lifecycle.expires is "24h". Remove it from the program to delete it, or give it a later lifecycle.expires.',
    ],
    [
      "one that is deleted soon",
      {
        ...{ op: "same", before: {}, outputs: { status: "exited", releaseDataAt: "2026-01-03T00:00:00Z" } },
        after: { lifecycle: { power: "off" } },
      },
      '"trainer": Novita deletes it with its data, because it is stopped (2026-01-03T00:00:00Z). Start it before then to keep it, or save its data: `pulumi up` starts it if lifecycle.power is "on".',
    ],
    [
      "one that was not ready",
      { op: "update", before: {}, after: {}, initErrors: ["It took longer than 20m."] },
      '"trainer" was not ready when the last run ended: It took longer than 20m.',
    ],
  ])("%s", async (_, step, sentence) => {
    expect(await warningsOf(step)).toEqual([sentence]);
  });

  test("of one that was taken back, and is replaced for it", async () => {
    const { after } = halted(takenBack);
    const step = { ...halted(takenBack), op: "replace", replaces: ["status"] };
    expect(await warningsOf({ ...step, after: { ...after, lifecycle: { onReclaim: "replace" } } })).toEqual([
      '"trainer" is a spot instance: Novita may take it back at any time.',
      '"trainer" has lost its spot capacity (2026-01-02T03:00:00Z) and is replaced: lifecycle.onReclaim is "replace". What was on its disks is lost; network storages keep theirs.',
    ]);
  });

  test("of one that was taken back none if the preview itself warns of it", async () => {
    const message =
      'warning: GPU instance "trainer-1a2b" (id-trainer) has lost its spot capacity (2026-01-02T03:00:00Z): `pulumi up` has it moved to another machine. What was on its disks is lost; network storages keep theirs.';
    const { warnings } = await planned([{ ...halted(takenBack), op: "update" }], {
      diagnostics: [{ severity: "warning", message }],
    });
    expect(warnings).toEqual([message.replace("warning: ", "")]);
  });

  test("of one that has expired none if the preview itself warns of it, and none of one that is new", async () => {
    const after = { lifecycle: { expires: "2026-01-02T00:00:00Z" } };
    const message = 'warning: GPU instance "trainer-1a2b" (id-trainer) expired 3h 4m ago';
    const { warnings } = await planned([{ op: "same", before: {}, after }], {
      diagnostics: [{ severity: "warning", message }],
    });
    expect(warnings).toEqual([message.slice("warning: ".length)]);
    expect(await warningsOf({ op: "create", after })).toEqual([]);
  });

  test("there are none for what is not bought again", async () => {
    const rare = { productId: "rare", billingMode: "spot" };
    expect(await warningsOf({ op: "same", before: rare, after: rare })).toEqual([]);
    expect(await warningsOf({ op: "delete", before: { productId: "sold-out" } })).toEqual([]);
  });

  test.each([
    [1, "1 unchanged resource is"],
    [3, "3 unchanged resources are"],
  ])("%d unchanged resources that the preview hides", async (same, words) => {
    const { warnings } = await planned([{ op: "create", after: {} }], { same });
    expect(warnings).toEqual([
      `${words} not in this preview, and not in its prices. Run \`pulumi preview\` with --show-sames.`,
    ]);
  });

  test("those of the preview itself stand last, and its errors by themselves", async () => {
    const diagnostics = [
      { severity: "warning", message: "warning: old CLI\n" },
      { severity: "error", message: "error: preview failed\n" },
      { severity: "info", message: "trainer: $0.50 an hour" },
    ];
    const plan = await planned([{ op: "create", after: { billingMode: "spot" } }], { diagnostics });
    expect([plan.warnings, plan.errors]).toEqual([
      ['"trainer" is a spot instance: Novita may take it back at any time.', "old CLI"],
      ["preview failed"],
    ]);
  });
});

describe("network storages", () => {
  const storage = { name: "data", type: "pulumi-nodejs:dynamic/novita:NetworkStorage" };

  test("are in the sums, by their sizes", async () => {
    const { hourly, hasStorages } = await planned([
      { op: "create", name: "new", after: {} },
      { op: "update", ...storage, before: { size: 120 }, after: { size: 240 } },
    ]);
    expect({ hourly, hasStorages }).toEqual({
      hourly: { before: { usd: 0.01, complete: true }, after: { usd: 0.52, complete: true } },
      hasStorages: true,
    });
  });

  test("of a size that is not known leave a sum open", async () => {
    const { hourly } = await planned([{ op: "create", ...storage, after: { size: UNKNOWN } }]);
    expect(hourly).toEqual({ before: { usd: 0, complete: true }, after: { usd: 0, complete: false } });
  });
});
