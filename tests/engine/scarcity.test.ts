import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, type Declaration, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

/*
 * GPUs that come and go, over both faces. One stack of several instances, so that one command proves several rows: who
 * has more to show adds an instance to `program` and lines to the tests, and no command.
 */
const [FIRST, SECOND, LATE, RARE] = ["4090.16c62g.os", "l40s.16c62g.os", "h200.24c240g.os", "3090.12c46g.os"];

/** What outlives a stop and a start. */
const used = { ports: "80/http,8888/http", envs: [{ key: "MODE", value: "slow" }] };

const spot = { productId: SECOND, billingMode: "spot" };

/** What is declared, with changes by logical name. */
const program = (changed: Readonly<Record<string, object>> = {}): Declaration[] => {
  const declared: Readonly<Record<string, object>> = {
    // Its first choice is out of stock.
    second: { productId: FIRST, lifecycle: { alternatives: [{ productId: SECOND, maxHourlyPrice: 1 }] } },
    // What it waits for comes after a while.
    patient: { productId: LATE, lifecycle: { waitForStock: "5m" } },
    // It is to become something that is not there.
    kept: { productId: SECOND },
    // It is off until it is switched on.
    asleep: { productId: SECOND, ...used, lifecycle: { power: "off" } },
    // Their capacity is taken back.
    moving: { ...spot, lifecycle: { onReclaim: "migrate" } },
    renewed: { ...spot, lifecycle: { onReclaim: "replace" } },
    left: { ...spot, lifecycle: { onReclaim: "fail" } },
  };
  return Object.entries(declared).map(([name, args]) => ({
    name,
    args: { ...basics, ...args, ...changed[name] },
  }));
};

story.each(["dynamic provider", "plugin"] as const)("GPUs that come and go: %s", (face) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ face });
    await scene.emulator.options({ stock: { [FIRST]: 0, [LATE]: 0, [RARE]: 0 } });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  /** What the state's instances are, in the order of the program. */
  const shown = async (field: string): Promise<unknown[]> => {
    const instances = await scene.emulator.instances();
    return program().map(({ name }) => instances.find(({ id }) => id === scene.ids()[name])?.[field]);
  };
  const SPOTS = [SECOND, SECOND, SECOND];
  const reclaim = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) await scene.emulator.meddle(scene.ids()[name] ?? "", { reclaimInMs: 0 });
  };

  const asleep = async (): Promise<unknown> =>
    (await scene.emulator.instances()).find(({ id }) => id === scene.ids().asleep);

  test("up takes the second choice where the first is out of stock, and waits for what comes", async () => {
    scene.declare(...program());
    const waiting: string[] = [];
    const { output } = await scene.stack.up([], {
      check: true,
      onLine: ({ text }) => {
        if (!text.includes("waits for stock")) return;
        waiting.push(text);
        void scene.emulator.options({ stock: { [LATE]: 8 } });
      },
    });
    expect(output).toContain("second, choice 2 of 2: L40S 48GB × 1, $0.55 an hour");
    expect(output).toContain("; this one would be taken now");
    expect(output).toContain(`product "${LATE}" is out of stock now. \`pulumi up\` waits up to 5m for it`);
    expect(waiting[0]).toContain(`waits for stock: product "${LATE}" is out of stock. Looking again in`);
    expect(await shown("productId")).toEqual([SECOND, LATE, SECOND, SECOND, ...SPOTS]);
    const { second } = scene.kept();
    expect(second?.inputs).toMatchObject({ productId: FIRST });
    expect(second?.outputs).toMatchObject({
      productId: SECOND,
      hourlyPrice: 0.55,
      placement: { productId: SECOND, billingMode: "onDemand", gpuNum: 1 },
    });
    expect((await scene.emulator.changes()).filter((call) => call === "create")).toHaveLength(8);
    expect(output).toContain("asleep: L40S 48GB × 1, $0.55 an hour while on, $0.0125 while off");
    expect(await asleep()).toMatchObject({ ...used, status: "exited" });
    expect(scene.kept().asleep?.outputs).toMatchObject({ status: "exited", hourlyPrice: 0.0125 });
  });

  test("what none of the choices can replace is not deleted, and what has another choice stays", async () => {
    await scene.emulator.options({ stock: { [FIRST]: 8 } });
    const none = { productId: RARE, lifecycle: { alternatives: [{ productId: RARE, gpuNum: 2 }] } };
    scene.declare(...program({ kept: none }));
    const before = scene.ids();
    const { exitCode, output } = await scene.stack.up();
    expect(exitCode).not.toBe(0);
    expect(output).toContain(
      `lifecycle.alternatives leaves nothing that can be had now: product "${RARE}" is out of stock; product "${RARE}" is out of stock. Replacing now would delete the current instance with no replacement available.`,
    );
    expect([scene.ids(), await shown("productId")]).toEqual([
      before,
      [SECOND, LATE, SECOND, SECOND, ...SPOTS],
    ]);
  });

  test("what was taken back and shall be left alone fails an up, whose refresh finds no drift in another choice", async () => {
    scene.declare(...program());
    await reclaim("left");
    const before = scene.kept();
    const { exitCode, output } = await scene.stack.up(["--refresh"]);
    const { left, second } = scene.kept();
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/has lost its spot capacity \(.*\), and nothing is done about it: .* is "fail"\./);
    expect(left?.outputs).toMatchObject({ status: "exited", spotStatus: "terminated" });
    expect(second?.inputs).toEqual(before.second?.inputs);
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test("up --replace goes to the best choice that can be had; what is switched on, or moves, stays the same one", async () => {
    await reclaim("moving", "renewed");
    const on = { ...used, lifecycle: { power: "on" } };
    scene.declare(...program({ asleep: on, left: { lifecycle: { onReclaim: "migrate" } } }));
    const { second, renewed, ...others } = scene.ids();
    await scene.up(["--refresh", "--replace", scene.resource("second")?.urn ?? ""]);
    const { second: best, renewed: other, ...same } = scene.ids();
    expect([same, await shown("productId")]).toEqual([others, [FIRST, LATE, SECOND, SECOND, ...SPOTS]]);
    expect(best).not.toBe(second);
    expect(other).not.toBe(renewed);
    expect(await shown("status")).toEqual(program().map(() => "running"));
    expect(await asleep()).toMatchObject(used);
    expect(scene.kept().asleep?.outputs).toMatchObject({ status: "running", hourlyPrice: 0.55 });
    const replaced = ["create", "delete"];
    expect([...(await scene.emulator.changes())].sort()).toEqual(
      [...replaced, ...replaced, "migrate", "migrate", "start"].sort(),
    );
  });

  test("destroy leaves nothing", async () => {
    await scene.destroy();
    expect((await scene.emulator.instances()).filter(({ live }) => live)).toEqual([]);
  });
});
