import { jsonPlan } from "./jsonPlan";
import { markdownPlan } from "./markdownPlan";
import { type Plan, planOf } from "./plan";
import { DYNAMIC_TYPE, previewText, type StepParts } from "./preview.testkit";
import { readPreview } from "./previewFile";
import { NovitaError } from "../../provider/api";
import { UNKNOWN } from "../../provider/core";

function planned(steps: readonly StepParts[], options?: Parameters<typeof previewText>[1]): Promise<Plan> {
  return planOf(readPreview(previewText(steps, options), "p"), {
    prices: () => ({
      quote: async ({ gpuNum = 1, productId, billingMode, month = 1 }) =>
        productId === "no-price"
          ? { stock: "low" }
          : {
              hourlyUsd: 0.35 * gpuNum,
              stock: "high",
              productName: "RTX 4090 | 24GB",
              ...(billingMode === "monthly" && { termUsd: 226.8 * month }),
            },
    }),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 59),
  });
}

const everything: readonly StepParts[] = [
  { op: "create", name: "fresh", after: { gpuNum: 2, billingMode: "spot" } },
  { op: "create", name: "cpu", after: { kind: "cpu", gpuNum: undefined } },
  {
    op: "update",
    name: "edited",
    before: { ports: "80/http" },
    after: { rootfsSize: 100, ports: undefined },
    differs: ["rootfsSize", "ports", "lifecycle"],
  },
  { op: "update", name: "slow", before: {}, after: {}, initErrors: ["It took longer than 20m."] },
  {
    op: "update",
    name: "paid",
    before: { billingMode: "monthly", month: 1 },
    after: { billingMode: "monthly", month: 2 },
    differs: ["month"],
  },
  {
    op: "update",
    name: "reset",
    before: { envs: "[secret]" },
    after: { envs: "[secret]", imageUrl: "nginx:1.28", command: UNKNOWN },
    differs: ["envs[0].value", "imageUrl", "command"],
  },
  {
    op: "replace",
    name: "larger",
    before: {},
    after: { gpuNum: 2, productId: "no-price", lifecycle: { waitUntil: "created" } },
    differs: ["gpuNum", "lifecycle", "productId"],
    replaces: ["gpuNum", "productId"],
  },
  { op: "delete", name: "old`one", before: { imageUrl: "" } },
  { op: "same", name: "kept", before: {}, after: {} },
  { op: "create", name: "pet", type: "random:index:RandomPet", after: {} },
];

test("the whole of a comment", async () => {
  expect(markdownPlan(await planned(everything))).toBe(
    `### GPU plan for \`shop/dev\`

**9 GPU instances**: 1 destroyed, 1 replaced (data lost), 1 reset (data lost), 3 changed in place, 2 created, 1 unchanged. Other resources: 1 create.

| USD | before | after | difference |
| --- | ---: | ---: | ---: |
| an hour | $2.45 | at least $2.80 | unknown |
| a month (730 hours) | $1788.50 | at least $2044.00 | unknown |
| paid at once, for months |  | $226.80 |  |

| Instance | What happens | Details | USD an hour | Stock |
| --- | --- | --- | ---: | --- |
| \`\` old\`one \`\` (\`\` id-old\`one \`\`) | **destroyed** | \`1\` × \`4090\`, \`""\` | $0.35 → none |  |
| \`larger\` (\`id-larger\`) | **replaced**: the old one is deleted first, **its disks are lost** | \`gpuNum\`: \`1\` → \`2\` (replaces)<br>\`lifecycle\`: \`{"waitUntil":"created"}\` (new)<br>\`productId\`: \`4090\` → \`no-price\` (replaces) | $0.35 → unknown | low |
| \`reset\` (\`id-reset\`) | **reset**: **its system disk starts empty** | \`command\`: *known during up* (new)<br>\`envs\` (secret)<br>\`imageUrl\`: \`nginx:1.27\` → \`nginx:1.28\` | $0.35 |  |
| \`edited\` (\`id-edited\`) | changed in place | \`lifecycle\`: nothing (new)<br>\`ports\`: \`80/http\` (taken out)<br>\`rootfsSize\`: \`60\` → \`100\` | $0.35 |  |
| \`paid\` (\`id-paid\`) | changed in place | \`month\`: \`1\` → \`2\` | $0.35 |  |
| \`slow\` (\`id-slow\`) | changed in place | waited for until it is ready | $0.35 |  |
| \`cpu\` | created | \`RTX 4090 \\| 24GB\`, \`nginx:1.27\` | $0.35 | high |
| \`fresh\` | created | \`2\` × \`RTX 4090 \\| 24GB\`, \`nginx:1.27\`, \`spot\` | $0.70 | high |

#### Warnings

- "larger" may be out of stock when this is applied: the stock of product "no-price" is low.
- The price of "larger" is not known: Novita names none for product "no-price" with this billing mode now.
- "slow" was not ready when the last run ended: It took longer than 20m.
- "fresh" is a spot instance: Novita may take it back at any time.

<sub>Prices and stock as Novita named them at 2026-01-02 03:04 UTC, for instances that run; a monthly price is spread over its hours.</sub>
`,
  );
});

const changing = (after: Record<string, unknown>): StepParts[] => [
  { op: "update", before: { gpuNum: 2 }, after: { gpuNum: 2, ...after }, differs: ["ports"] },
];

test.each([
  ["more", { gpuNum: 3 }, "| an hour | $0.70 | $1.05 | **+$0.35** |"],
  ["less", { gpuNum: 1 }, "| an hour | $0.70 | $0.35 | **-$0.35** |"],
  ["the same", {}, "| an hour | $0.70 | $0.70 | none |"],
])("a bill that is %s", async (_, after, line) => {
  expect(markdownPlan(await planned(changing(after))).split("\n")).toContain(line);
});

test("a stack that stays as it is has its price, and no table of changes", async () => {
  expect(markdownPlan(await planned([{ op: "same", before: {}, after: {} }]))).toBe(
    `### GPU plan for \`shop/dev\`

**1 GPU instance**: 1 unchanged.

| USD | before | after | difference |
| --- | ---: | ---: | ---: |
| an hour | $0.35 | $0.35 | none |
| a month (730 hours) | $255.50 | $255.50 | none |

<sub>Prices and stock as Novita named them at 2026-01-02 03:04 UTC, for instances that run; a monthly price is spread over its hours.</sub>
`,
  );
});

test("an empty program", async () => {
  expect(markdownPlan(await planned([]))).toBe("### GPU plan\n\nNo GPU instances in this preview.\n");
});

test("a preview that failed says so before anything else", async () => {
  const diagnostics = [{ severity: "error", message: "error: no key\nfor <you>" }];
  const stack: StepParts = {
    op: "same",
    name: "shop-dev",
    type: "pulumi:pulumi:Stack",
    before: {},
    after: {},
  };
  expect(markdownPlan(await planned([stack], { diagnostics, same: 1 }))).toBe(
    `### GPU plan for \`shop/dev\`

**The preview failed: this plan is not complete, and must not be applied.**

#### Errors

- no key for &lt;you&gt;
`,
  );
});

test("what policies found stands above the bill, and stops the change if it is mandatory", async () => {
  const diagnostics = [{ severity: "error", message: "error: preview failed" }];
  const preview = readPreview(previewText([], { diagnostics }), "p");
  const source = { prices: () => ({ quote: async () => undefined }), now: () => 0 };
  const finding = { pack: "novita", resource: "trainer" };
  const plan = await planOf(preview, source, [
    { ...finding, level: "mandatory", policy: "cap", message: "Be modest.\n  trainer: <$9>" },
    { ...finding, level: "advisory", policy: "tags", message: "Pin it." },
  ]);
  expect(markdownPlan(plan)).toBe(
    `### GPU plan

**The preview failed: this plan is not complete, and must not be applied.**

#### Errors

- 1 policy is violated.

#### Policies

- **mandatory** \`cap\`, \`trainer\`: Be modest.<br>trainer: &lt;$9&gt;
- **advisory** \`tags\`, \`trainer\`: Pin it.
`,
  );
});

test("without prices nothing is claimed about them", async () => {
  const steps: StepParts[] = [{ op: "create", after: { billingMode: "monthly", month: 2 } }];
  const plan = await planOf(readPreview(previewText(steps), "p"), {
    prices: () => {
      throw new NovitaError("No Novita API key.");
    },
    now: () => 0,
  });
  expect(markdownPlan(plan)).toBe(
    `### GPU plan for \`shop/dev\`

**1 GPU instance**: 1 created.

| USD | before | after | difference |
| --- | ---: | ---: | ---: |
| an hour | $0.00 | unknown | unknown |
| a month (730 hours) | $0.00 | unknown | unknown |
| paid at once, for months |  | unknown |  |

| Instance | What happens | Details | USD an hour | Stock |
| --- | --- | --- | ---: | --- |
| \`trainer\` | created | \`1\` × \`4090\`, \`nginx:1.27\`, \`monthly\` | unknown | unknown |

#### Warnings

- Prices and stock are not known: No Novita API key.
`,
  );
});

test("what is given up, taken over, and replaced in other ways", async () => {
  const plan = await planned([
    { op: "delete", name: "retained", before: {}, flags: ["retainOnDelete"] },
    {
      op: "create",
      name: "taken",
      after: { billingMode: "monthly", month: 2, lifecycle: { adopt: "i-1" } },
    },
    {
      op: "replace",
      name: "beside",
      before: {},
      after: { gpuNum: 2 },
      differs: ["gpuNum"],
      replaces: ["gpuNum"],
      flags: ["delete"],
    },
    { op: "replace", name: "forced", before: {}, after: {}, replaces: ["id"] },
    { op: "replace", name: "begun", before: {}, after: {} },
  ]);
  expect(markdownPlan(plan).split("\n").slice(2, 21)).toEqual([
    "**5 GPU instances**: 3 replaced (data lost), 1 given up (goes on costing), 1 taken over.",
    "",
    "| USD | before | after | difference |",
    "| --- | ---: | ---: | ---: |",
    "| an hour | $1.75 | $2.10 | **+$0.35** |",
    "| a month (730 hours) | $1277.50 | $1533.00 | **+$255.50** |",
    "",
    "| Instance | What happens | Details | USD an hour | Stock |",
    "| --- | --- | --- | ---: | --- |",
    "| `begun` (`id-begun`) | **replaced**: the old one is deleted first, **its disks are lost** | follows the replacement of what it depends on, or goes on with one that a failed run has started | $0.35 | high |",
    "| `beside` (`id-beside`) | **replaced**: the new one is created first, then the old one is deleted, **its disks are lost** | `gpuNum`: `1` → `2` (replaces) | $0.35 → $0.70 | high |",
    "| `forced` (`id-forced`) | **replaced**: the old one is deleted first, **its disks are lost** | asked for with `--replace`, or marked for it in the state | $0.35 | high |",
    "| `retained` (`id-retained`) | **given up**: it goes on running and costing | `1` × `4090`, `nginx:1.27` | $0.35 |  |",
    "| `taken` | taken over: nothing is bought | `1` × `RTX 4090 \\| 24GB`, `nginx:1.27`, `monthly` | $0.35 |  |",
    "",
    "#### Warnings",
    "",
    '- "retained" is not deleted, and this stack forgets it: instance id-retained goes on running and costing until somebody deletes it.',
    "",
  ]);
});

test("which option of a resource replaces it", async () => {
  const urn = `urn:pulumi:dev::shop::${DYNAMIC_TYPE}::a`;
  const plan = await planned([
    { op: "replace", name: "a", before: {}, after: {}, trigger: ["week-1", "week-2"] },
    { op: "replace", name: "b", before: {}, after: {}, trigger: ["same", "same"], replaceWith: [urn] },
    { op: "replace", name: "c", before: {}, after: {}, trigger: [undefined, { week: 2 }] },
    {
      op: "replace",
      name: "d",
      before: {},
      after: { gpuNum: 2, command: "x" },
      differs: ["gpuNum", "command"],
      replaces: ["gpuNum"],
      replaceWith: [urn],
    },
    {
      op: "replace",
      name: "e",
      before: {},
      after: { command: "x" },
      differs: ["command"],
      replaceWith: [urn],
    },
  ]);
  const rows = markdownPlan(plan)
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(rows.map((row) => row.split(" | ")[2])).toEqual([
    "its `replacementTrigger` has changed (replaces)",
    "replaced with `a` (`replaceWith`)",
    "its `replacementTrigger` has changed (replaces)",
    "`command`: `x` (new)<br>`gpuNum`: `1` → `2` (replaces)",
    "`command`: `x` (new)<br>replaced with `a` (`replaceWith`)",
  ]);
});

describe("a plan that is too long for a comment", () => {
  const fleet = Array.from({ length: 300 }, (_, at): StepParts => ({
    op: "create",
    name: `box-${at}`,
    after: {},
  }));
  const objection = (resource: string, message: string) => ({
    level: "mandatory",
    policy: "max-hourly-price",
    pack: "novita",
    resource,
    message,
  });

  test("keeps the head and the sums, and counts what it leaves out", async () => {
    const plan = await planned(fleet);
    const whole = markdownPlan(plan, 1_000_000);
    const cut = markdownPlan(plan, 5_000);
    expect([whole.length > 20_000, cut.length <= 5_000, cut.length > 3_500]).toEqual([true, true, true]);
    const head = whole.slice(0, whole.indexOf("| `box-0`"));
    expect(head).toContain("| an hour | $0.00 | $105.00 | **+$105.00** |");
    expect(cut.startsWith(head)).toBe(true);
    const shown = cut.split("\n").filter((line) => line.startsWith("| `box-"));
    expect(
      whole
        .split("\n")
        .filter((line) => line.startsWith("| `box-"))
        .slice(0, shown.length),
    ).toEqual(shown);
    expect(cut.split("\n").slice(-4, -1)).toEqual([
      `… and ${300 - shown.length} more instances that change, left out to keep the comment short; \`pulumi-novita plan --json\` has them all.`,
      "",
      "<sub>Prices and stock as Novita named them at 2026-01-02 03:04 UTC, for instances that run; a monthly price is spread over its hours.</sub>",
    ]);
  });

  test("fits a comment by itself, whatever it is long of", async () => {
    const words = "x".repeat(2_000);
    const objections = Array.from({ length: 100 }, (_, at) => objection(`box-${at}`, `${at} ${words}`));
    const errors = Array.from({ length: 60 }, (_, at) => `box-${at}: ${words}`);
    const plan: Plan = { ...(await planned(fleet)), policies: objections, errors, warnings: errors };
    const cut = markdownPlan(plan);
    expect(cut.length).toBeLessThan(60_000);
    expect(cut).toContain("| an hour | $0.00 | $105.00 | **+$105.00** |");
    for (const heading of ["Errors", "Policies", "Warnings"])
      expect(cut).toMatch(new RegExp(`#### ${heading}\n\n- [^]*\n- … and \\d+ more, left out`));
  });

  test("says once what a policy says of many in the same words", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `box-${at}`);
    const policies = [...names.map((name) => objection(name, "Too dear.")), objection("other", "Cheaper.")];
    const lines = markdownPlan({ ...(await planned(everything)), policies }).split("\n");
    expect(lines.slice(lines.indexOf("#### Policies"), lines.indexOf("#### Policies") + 5)).toEqual([
      "#### Policies",
      "",
      `- **mandatory** \`max-hourly-price\`, ${names
        .slice(0, 10)
        .map((name) => `\`${name}\``)
        .join(", ")} and 2 more: Too dear.`,
      "- **mandatory** `max-hourly-price`, `other`: Cheaper.",
      "",
    ]);
  });
});

test("the same for machines", async () => {
  const plan = await planned([
    { op: "replace", before: {}, after: { gpuNum: 2 }, differs: ["gpuNum"], replaces: ["gpuNum"] },
  ]);
  expect(JSON.parse(JSON.stringify(jsonPlan(plan)))).toEqual({
    project: "shop",
    stack: "dev",
    at: "2026-01-02T03:04:59.000Z",
    complete: true,
    counts: {
      destroy: 0,
      replace: 1,
      reset: 0,
      stop: 0,
      release: 0,
      change: 0,
      adopt: 0,
      create: 0,
      keep: 0,
    },
    hourlyUsd: { before: { usd: 0.35, complete: true }, after: { usd: 0.7, complete: true } },
    upFrontUsd: { usd: 0, complete: true },
    instances: [
      {
        name: "trainer",
        urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/novita:GpuInstance::trainer",
        id: "id-trainer",
        action: "replace",
        dataLost: true,
        changes: [{ field: "gpuNum", from: 1, to: 2 }],
        replacedFor: ["gpuNum"],
        before: { hourlyUsd: 0.35 },
        after: { hourlyUsd: 0.7, stock: "high", productName: "RTX 4090 | 24GB" },
      },
    ],
    otherResources: {},
    warnings: [],
    errors: [],
    policies: [],
  });
});

test("what is stopped may lose data, for people and for machines", async () => {
  const lifecycle = { power: "off" };
  const plan = await planned([{ op: "update", before: {}, after: { lifecycle }, differs: ["lifecycle"] }]);
  expect(markdownPlan(plan)).toContain("1 stopped (data may be lost).");
  expect(markdownPlan(plan)).toContain(
    '| `trainer` (`id-trainer`) | **stopped**: **what is on its own disks may be lost** | `lifecycle`: `{"power":"off"}` (new) |',
  );
  expect(jsonPlan(plan)).toMatchObject({ instances: [{ action: "stop", dataLost: true }] });
});

test("when an instance is meant to end, for people if it is new, for machines as far as it is known", async () => {
  const lifecycle = { expires: "8h" };
  const plan = await planned([
    { op: "create", name: "new", after: { lifecycle } },
    {
      ...{ op: "same", name: "old", before: {}, after: { lifecycle } },
      outputs: { createdAt: "2026-01-02T03:00:00Z" },
    },
  ]);
  expect(markdownPlan(plan)).toContain("`nginx:1.27`, expires `8h` |");
  const { instances } = jsonPlan(plan) as { instances: { expires?: string; expiresAt?: string }[] };
  expect(instances.map(({ expires, expiresAt }) => [expires, expiresAt])).toEqual([
    ["8h", undefined],
    ["8h", "2026-01-02T11:00:00Z"],
  ]);
});
