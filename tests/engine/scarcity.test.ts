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

  const products = (): Promise<unknown[]> =>
    Promise.all(
      program().map(async ({ name }) => {
        const id = scene.ids()[name];
        return (await scene.emulator.instances()).find((each) => each.id === id)?.productId;
      }),
    );

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
    expect(await products()).toEqual([SECOND, LATE, SECOND, SECOND]);
    const { second } = scene.kept();
    expect(second?.inputs).toMatchObject({ productId: FIRST });
    expect(second?.outputs).toMatchObject({
      productId: SECOND,
      hourlyPrice: 0.55,
      placement: { productId: SECOND, billingMode: "onDemand", gpuNum: 1 },
    });
    expect((await scene.emulator.changes()).filter((call) => call === "create")).toHaveLength(5);
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
    expect([scene.ids(), await products()]).toEqual([before, [SECOND, LATE, SECOND, SECOND]]);
  });

  test("a refresh finds no drift in another choice", async () => {
    scene.declare(...program());
    await scene.refresh(["--expect-no-changes"]);
  });

  test("up --replace goes to the best choice that can be had, and what is switched on starts in place", async () => {
    const { second, ...others } = scene.ids();
    scene.declare(...program({ asleep: { ...used, lifecycle: { power: "on" } } }));
    await scene.up(["--replace", scene.resource("second")?.urn ?? ""]);
    const { second: next, ...same } = scene.ids();
    expect([same, await products()]).toEqual([others, [FIRST, LATE, SECOND, SECOND]]);
    expect(next).not.toBe(second);
    expect(await asleep()).toMatchObject({ ...used, status: "running" });
    expect(scene.kept().asleep?.outputs).toMatchObject({ status: "running", hourlyPrice: 0.55 });
    expect(await scene.emulator.changes()).toContain("start");
  });

  test("destroy leaves nothing", async () => {
    await scene.destroy();
    expect((await scene.emulator.instances()).filter(({ live }) => live)).toEqual([]);
  });
});
