import { MiniEngine } from "../faults/miniEngine.testkit";
import { test } from "../profiles.testkit";
import { basics, Scene } from "../scars/scene.testkit";

/*
 * Every state of the stock with every option about it: what a preview says, what `up` says and sends, and what there is in
 * the end. The first choice costs $0.35 an hour, the second one $0.55.
 */
const [FIRST, SECOND] = ["4090.16c62g.os", "l40s.16c62g.os"];
const OPTIONS = {
  "nothing declared": {},
  waits: { waitForStock: "2m" },
  alternatives: { alternatives: [{ productId: SECOND }] },
  "alternatives, capped": { alternatives: [{ productId: SECOND }], maxHourlyPrice: 0.4 },
  "alternatives, waits": { alternatives: [{ productId: SECOND }], waitForStock: "2m" },
} as const;
const STOCKS = {
  both: { [FIRST]: 8, [SECOND]: 8 },
  "second only": { [FIRST]: 0, [SECOND]: 8 },
  none: { [FIRST]: 0, [SECOND]: 0 },
  "none, the second comes": { [FIRST]: 0, [SECOND]: 0 },
} as const;

type Option = keyof typeof OPTIONS;
type Stock = keyof typeof STOCKS;

const CREATED = ["create 200"];
const REFUSED = "create 400";
const ADD =
  "Add another one to lifecycle.alternatives, or run `pulumi up` again later; lifecycle.waitForStock waits for what is out of stock.";
const none = (second: string): string =>
  `lifecycle.alternatives leaves nothing that can be had now: product "${FIRST}" is out of stock; product "${SECOND}" ${second}. Add another choice, or try again later; lifecycle.waitForStock waits for what is out of stock.`;
const BEYOND = "costs $0.55 an hour, above its maxHourlyPrice of $0.40";
const WAITED = "It has waited for 2m (lifecycle.waitForStock).";
const OTHER = "Choose another productId or clusterId, fewer GPUs, or run `pulumi up` again later.";
const OUT = `product "${FIRST}" is out of stock`;
const BOTH_OUT = `none of its 2 choices can be had now: ${OUT}; product "${SECOND}" is out of stock.`;

/** Whether the preview passes, what `up` sends, and what there is then, or the end of the error. */
const rows: readonly [Stock, Option, preview: true | string, sent: string[], outcome: string][] = [
  ["both", "nothing declared", true, CREATED, FIRST],
  ["both", "waits", true, CREATED, FIRST],
  ["both", "alternatives", true, CREATED, FIRST],
  ["both", "alternatives, capped", true, CREATED, FIRST],
  ["both", "alternatives, waits", true, CREATED, FIRST],
  ["second only", "nothing declared", true, [REFUSED], "(INSUFFICIENT_RESOURCE, HTTP 400)."],
  ["second only", "waits", true, [], `${OUT}. ${WAITED} ${OTHER}`],
  ["second only", "alternatives", true, [REFUSED, ...CREATED], SECOND],
  ["second only", "alternatives, capped", none(BEYOND), [], none(BEYOND)],
  ["second only", "alternatives, waits", true, CREATED, SECOND],
  ["none", "nothing declared", true, [REFUSED], "(INSUFFICIENT_RESOURCE, HTTP 400)."],
  ["none", "waits", true, [], `${OUT}. ${WAITED} ${OTHER}`],
  ["none", "alternatives", none("is out of stock"), [], none("is out of stock")],
  ["none", "alternatives, capped", none(BEYOND), [], none(BEYOND)],
  ["none", "alternatives, waits", true, [], `${BOTH_OUT} ${WAITED} ${ADD}`],
  ["none, the second comes", "nothing declared", true, [REFUSED], "(INSUFFICIENT_RESOURCE, HTTP 400)."],
  ["none, the second comes", "waits", true, [], `${OUT}. ${WAITED} ${OTHER}`],
  ["none, the second comes", "alternatives", none("is out of stock"), [], none("is out of stock")],
  ["none, the second comes", "alternatives, waits", true, CREATED, SECOND],
];

for (const [stock, option, preview, sent, outcome] of rows) {
  test(`${stock} in stock, ${option}`, async ({ hard }) => {
    const scene = new Scene({ hard });
    const comes = stock === "none, the second comes" ? [{ atMs: 60_000, productId: SECOND, stock: 8 }] : [];
    scene.emulator.setOptions({ stock: STOCKS[stock], stockSchedule: comes });
    const args = { ...basics, lifecycle: OPTIONS[option] };
    const planned = await scene.run(() =>
      new MiniEngine(() => scene.provider).after(scene.engine).preview({ trainer: args }),
    );
    expect(planned.ok ? true : planned.errors.join()).toEqual(preview);
    expect(scene.changes()).toEqual([]);
    const { ok, errors } = await scene.up(args);
    expect(scene.changes()).toEqual(sent);
    if (!ok) expect(errors.join()).toContain(outcome);
    else expect([scene.kept?.outputs.productId, scene.live().length]).toEqual([outcome, 1]);
    if (ok !== true) expect([scene.kept, scene.live()]).toEqual([undefined, []]);
    // Nothing is left to do, and nothing moves.
    if (ok) {
      scene.emulator.setOptions({ stock: STOCKS.both });
      expect((await scene.up(args)).errors).toEqual([]);
      expect(scene.changes()).toEqual([]);
    }
  });
}

const another = { ...basics, productId: "a100.16c120g.os" };

for (const [stock, option, sent, outcome] of [
  [
    "second only",
    "nothing declared",
    [],
    "which is out of stock now: replacing now would delete the current instance",
  ],
  ["second only", "alternatives", ["delete 200", REFUSED, ...CREATED], SECOND],
  ["none, the second comes", "alternatives, waits", ["delete 200", ...CREATED], SECOND],
  ["none", "alternatives, waits", [], "none of the 2 choices can be had"],
  ["none", "alternatives", [], "leaves nothing that can be had now"],
] as const) {
  test(`a replacement: ${stock} in stock, ${option}`, async ({ hard }) => {
    const scene = new Scene({ hard });
    await scene.up(another);
    scene.changes();
    const old = scene.only.id;
    const comes = stock === "none, the second comes" ? [{ atMs: 60_000, productId: SECOND, stock: 8 }] : [];
    scene.emulator.setOptions({ stock: STOCKS[stock], stockSchedule: comes });
    const { ok, errors } = await scene.up({ ...basics, lifecycle: OPTIONS[option] });
    expect(scene.changes()).toEqual(sent);
    if (ok) expect(scene.kept?.outputs.productId).toBe(outcome);
    else {
      expect([scene.only.id, scene.kept?.id]).toEqual([old, old]);
      expect(errors.join()).toContain(outcome);
    }
  });
}

test("a replacement by what the old one frees, which takes no such disk: the preview refuses it", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  scene.emulator.setOptions({ stock: { [FIRST]: 0, [SECOND]: 1 } });
  await scene.up({ ...basics, productId: SECOND });
  scene.changes();
  const lifecycle = { alternatives: [{ productId: SECOND, billingMode: "spot" }] };
  const { errors } = await scene.up({ ...basics, rootfsSize: 3000, lifecycle });
  expect(errors.join()).toMatch(/^lifecycle\.alternatives leaves nothing that can be had now: .*rootfsSize/);
  expect(scene.changes()).toEqual([]);
});

const alternatives = [{ productId: SECOND }];

/** A stack whose instance is the second choice, with both in stock by now. */
async function onSecond(hard: boolean): Promise<Scene> {
  const scene = new Scene({ hard });
  scene.emulator.setOptions({ stock: STOCKS["second only"] });
  await scene.up({ ...basics, lifecycle: { alternatives } });
  scene.emulator.setOptions({ stock: STOCKS.both });
  scene.changes();
  return scene;
}

test("the second choice, paid by the month from now on: it stays, and is not created anew", async ({
  hard,
}) => {
  const scene = await onSecond(hard);
  const { id } = scene.only;
  const monthly = { ...basics, billingMode: "monthly", month: 1, lifecycle: { alternatives } };
  for (const sent of [["transToMonthlyInstance 200"], []]) {
    expect([(await scene.up(monthly)).errors, scene.changes()]).toEqual([[], sent]);
    expect(scene.kept).toMatchObject({
      id,
      outputs: { productId: SECOND, billingMode: "monthly", month: 1 },
    });
  }
});

test("the same after a failure on the way, and a refresh: it is paid by the month only once it is", async ({
  hard,
}) => {
  const scene = await onSecond(hard);
  const monthly = { ...basics, billingMode: "monthly", month: 1, lifecycle: { alternatives } };
  scene.emulator.arm({ on: "upgrade", do: { kind: "status", status: 500 } });
  const planned = { ...monthly, imageUrl: "nginx:1.28" };
  expect([(await scene.up(planned)).ok, scene.changes()]).toEqual([false, ["upgrade 500"]]);
  await scene.refresh();
  expect(scene.kept).toMatchObject({
    inputs: { productId: FIRST, billingMode: "onDemand" },
    outputs: { productId: SECOND, billingMode: "onDemand" },
  });
  for (const sent of [["upgrade 200", "transToMonthlyInstance 200"], []])
    expect([(await scene.up(planned)).errors, scene.changes()]).toEqual([[], sent]);
  expect(scene.kept).toMatchObject({ outputs: { productId: SECOND, billingMode: "monthly", month: 1 } });
});

test("an instance that is the second choice is taken over, whatever the first one costs and is in stock", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  await scene.up({ ...basics, name: "theirs" });
  const { id } = scene.only;
  scene.engine = new MiniEngine(() => scene.provider);
  scene.changes();
  scene.emulator.setOptions({ stock: STOCKS.none });
  const lifecycle = { adopt: id, maxHourlyPrice: 0.4, alternatives: [{ productId: FIRST }] };
  expect((await scene.up({ ...basics, productId: SECOND, lifecycle })).errors).toEqual([]);
  expect([scene.changes(), scene.kept]).toMatchObject([[], { id, outputs: { productId: FIRST } }]);
});

test("a replacement that would expire by the time that one is in stock: nothing is deleted", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  await scene.up(another);
  scene.changes();
  const { id } = scene.only;
  const stockSchedule = [{ atMs: 3_600_000, productId: FIRST, stock: 8 }];
  scene.emulator.setOptions({ stock: { [FIRST]: 0 }, stockSchedule });
  const expires = new Date(scene.time.now() + 600_000).toISOString();
  const { errors } = await scene.up({ ...basics, lifecycle: { waitForStock: "3h", expires } });
  expect(errors.join()).toMatch(/ was not deleted: lifecycle\.expires is ".*", which is over: /);
  expect([scene.changes(), scene.only.id, scene.kept?.id]).toEqual([[], id, id]);
});

test("a new instance that would expire while it waits for stock: the waiting ends then", async ({ hard }) => {
  const scene = new Scene({ hard });
  scene.emulator.setOptions({ stock: STOCKS.none });
  const expires = new Date(scene.time.now() + 600_000).toISOString();
  const lifecycle = { waitForStock: "5h", expires };
  const seconds = await scene.seconds(() => scene.up({ ...basics, lifecycle }));
  expect(scene.printed.at(-1)).toMatch(/ was not created: lifecycle\.expires is ".*", which is over: /);
  expect([seconds < 900, scene.changes()]).toEqual([true, []]);
});
