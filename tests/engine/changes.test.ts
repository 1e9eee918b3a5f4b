import {
  declarations,
  inPlace,
  nothing,
  replacing,
  replacingInPreview,
  type Row,
} from "./changeTable.testkit";
import type { Call, LiveInstance } from "./emulatorSide.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { type Plan, Scene } from "./scene.testkit";

const all: Readonly<Record<string, Row>> = { ...inPlace, ...replacing, ...replacingInPreview, ...nothing };
const rows = (some: Readonly<Record<string, Row>>): [string, Row][] => Object.entries(some);

/** One stack with an instance for each row: a few commands show what every row of the table does. */
story("what a change does", () => {
  let scene: Scene;
  let first: readonly Call[];
  let plans: Readonly<Record<string, Plan>>;
  let calls: readonly Call[];
  let before: readonly LiveInstance[];
  /** The name at Novita: the fixed one of the row, or one that begins with the row's. */
  const isOf = (name: string, row: object | undefined, found: unknown): boolean => {
    const fixed = (row as { name?: string } | undefined)?.name;
    return fixed === undefined ? new RegExp(`^${name}-[0-9a-f]{14}$`).test(String(found)) : found === fixed;
  };
  const idOf = (name: string): string | undefined =>
    before.find((each) => isOf(name, all[name]?.before, each.name))?.id;

  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(...declarations(all, {}));
    await scene.up();
    before = await scene.emulator.instances();
    scene.declare(...declarations(all, all));
    first = await scene.emulator.calls();
    plans = await scene.plans();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("dozens of instances are created once each, and share what is asked of prices and the looking", () => {
    const asked = (name: string): readonly Call[] => first.filter(({ operation }) => operation === name);
    const instances = rows(all).length;
    const prices = asked("products").map(({ query }) => JSON.stringify(query));
    expect(prices.length).toBe(new Set(prices).size);
    expect([asked("create").length, asked("get").length]).toEqual([instances, instances]);
    // A look for orphans and one for readiness each would be twice as many.
    expect(asked("list").length).toBeLessThan(1.5 * instances);
    expect(new Set(before.map(({ name }) => name)).size).toBe(instances);
    expect(before.map(({ status }) => status)).toEqual(Array(instances).fill("running"));
  });

  test.each(rows(inPlace))("preview: %s is changed in place", (name, { plan }) => {
    expect(plans[name]).toEqual(plan);
  });

  test.each(rows({ ...replacing, ...replacingInPreview }))("preview: %s replaces", (name, { plan }) => {
    expect(plans[name]).toEqual(plan);
  });

  test.each(rows(nothing))("preview: %s changes nothing", (name) => {
    expect(plans[name]).toBeUndefined();
  });

  test("the preview has asked for prices and for what is named, and for nothing else", async () => {
    const asked = (await scene.emulator.calls()).map(({ operation }) => operation);
    expect([...new Set(asked)].sort()).toEqual([
      "clusters",
      "cpu/products",
      "network",
      "networkstorages/list",
      "products",
      "repository/auths",
    ]);
  });

  test(
    "up makes them true",
    async () => {
      scene.declare(...declarations(all, { ...inPlace, ...replacing, ...nothing }));
      await scene.up();
      calls = (await scene.emulator.calls()).filter(({ method }) => method === "POST");
    },
    STORY_TIMEOUT_MS,
  );

  test.each(rows(inPlace))("up: %s takes one call", (name, row) => {
    const id = idOf(name);
    const own = calls.flatMap(({ operation, body }) => {
      const { instanceId, instanceIds, ...rest } = body ?? {};
      return instanceId === id || (instanceIds as string[] | undefined)?.[0] === id
        ? [{ operation, body: rest }]
        : [];
    });
    expect(own).toEqual(row.calls);
  });

  test.each(rows(replacing))("up: %s deletes first, then creates", (name, { after }) => {
    const own = calls.filter(({ body }) => body?.instanceId === idOf(name) || isOf(name, after, body?.name));
    expect(own.map(({ operation }) => operation)).toEqual(["delete", "create"]);
  });

  test("up: nothing else is called", () => {
    expect(calls.length).toBe(rows(inPlace).length + 2 * rows(replacing).length);
  });

  test(
    "a preview afterwards shows nothing",
    async () => {
      expect(await scene.plans()).toEqual({});
    },
    STORY_TIMEOUT_MS,
  );
});
