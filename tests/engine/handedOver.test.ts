import { diagnosticsIn } from "./printed.testkit";
import { basics, Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

story("an instance that is handed from one resource to another", () => {
  let scene: Scene;
  let id: string;
  beforeAll(async () => {
    scene = await Scene.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());
  beforeEach(async () => {
    scene.declare({ name: "former", args: basics });
    await scene.up();
    id = (await scene.held()).former?.id ?? "";
    await scene.emulator.calls();
  });
  afterEach(async () => {
    await scene.destroy();
    const live = (await scene.emulator.instances()).filter((each) => each.live);
    expect(live).toEqual([]);
  });

  const adopts = (more: object = {}) => ({ ...basics, ...more, lifecycle: { adopt: id } });
  const holders = async (): Promise<object> =>
    Object.fromEntries(Object.entries(await scene.held()).map(([name, held]) => [name, held.id]));
  const run = (...args: readonly string[]) => scene.stack.up(args);

  test("over two runs is deleted by neither", async () => {
    scene.declare({ name: "heir", args: adopts() });
    const heir = scene.resource("former")?.urn.replace(/former$/, "heir") ?? "";
    await scene.up(["--target", heir]);
    expect(await holders()).toEqual({ former: id, heir: id });
    const { output } = await scene.up();
    expect(output).toContain("is not deleted: another resource of the program has it.");
    expect(await scene.emulator.changes()).toEqual([]);
    expect(await holders()).toEqual({ heir: id });
  });

  test("is handed over even if the run refreshes first", async () => {
    scene.declare({ name: "heir", args: adopts() });
    await scene.up(["--refresh"]);
    expect(await scene.emulator.changes()).toEqual([]);
    expect(await holders()).toEqual({ heir: id });
  });

  test("is not deleted if the heir could not take it over, whatever else goes on", async () => {
    scene.declare({ name: "heir", args: adopts({ imageUrl: "nginx:1.99" }) });
    const { exitCode, output } = await run("--continue-on-error");
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).former).toContain(
      `(${id}) was not deleted: "heir" asks to take over this very instance (lifecycle.adopt), and has not. Correct what it declares, or remove its lifecycle.adopt; then run \`pulumi up\` again.`,
    );
    expect(await scene.emulator.changes()).toEqual([]);
    expect(await holders()).toEqual({ former: id });
  });

  test("and that two resources have in the end is an error that names both, until one is taken out", async () => {
    const heir = { name: "heir", args: adopts() };
    scene.declare(heir, { name: "former", args: { ...basics, command: "{{heir.id}}" } });
    const { exitCode, output } = await run();
    expect(exitCode).toBe(1);
    const both = `(${id}) is held by two resources of this stack, "heir" and "former". Remove one of them from the program: the instance stays with the other one.`;
    expect(diagnosticsIn(output).former).toContain(both);
    expect(await holders()).toEqual({ former: id, heir: id });
    scene.declare({ name: "former", args: basics });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect(await holders()).toEqual({ former: id });
  });

  test.each([
    ["after its former resource", false, {}],
    ["before it, with diffs side by side", true, { PULUMI_PARALLEL_DIFF: "true" }],
  ])("goes to the heir in the run that replaces it: declared %s", async (_what, heirFirst, env) => {
    const heir = { name: "heir", args: adopts() };
    const former = { name: "former", args: { ...basics, gpuNum: 2 } };
    scene.declare(...(heirFirst ? [heir, former] : [former, heir]));
    const { exitCode, output } = await scene.stack.up([], { env });
    expect([exitCode, output]).toEqual([
      0,
      expect.stringContaining("another resource of the program has it."),
    ]);
    expect(await scene.emulator.changes()).toEqual(["create"]);
    const live = (await scene.emulator.instances()).filter((each) => each.live);
    const fresh = live.find((each) => each.id !== id)?.id;
    expect([await holders(), live.length]).toEqual([{ former: fresh, heir: id }, 2]);
    expect(await scene.plans()).toEqual({});
  });

  test("renamed by an alias and wanted no more by its old name is not found there", async () => {
    const older = { name: "older", args: basics, options: { aliases: [{ name: "former" }] } };
    scene.declare(older);
    await scene.up();
    const { urn = "" } = scene.resource("older") ?? {};
    // What depends on the new one is compared, and so met, only after it was created.
    scene.declare(
      { name: "former", args: basics },
      { ...older, args: { ...basics, command: "{{former.id}}" } },
    );
    await scene.up(["--target", urn.replace(/older$/, "former")]);
    expect(await scene.emulator.changes()).toEqual(["create"]);
    const { former } = (await scene.held()) as Record<string, { id?: string }>;
    expect(former?.id).not.toBe(id);
    expect(await holders()).toEqual({ older: id, former: former?.id });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual(["upgrade"]);
  });

  test("renamed by an alias is the same resource's: its replacement deletes it", async () => {
    const options = { aliases: [{ name: "former" }], deleteBeforeReplace: false };
    scene.declare({ name: "renamed", args: { ...basics, gpuNum: 2 }, options });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
    const live = (await scene.emulator.instances()).filter((each) => each.live);
    expect(await holders()).toEqual({ renamed: live[0]?.id });
    expect(live.map(({ gpuNum }) => gpuNum)).toEqual([2]);
  });

  test("ends with its stack, even if the program runs for that", async () => {
    scene.declare({ name: "heir", args: adopts() });
    await scene.up();
    await scene.stack.destroy(["--run-program"], { check: true });
    expect(await scene.emulator.changes()).toEqual(["delete"]);
    expect(await holders()).toEqual({});
  });
});

story("a replacement that no diff announces", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("of an instance that its own declaration asks for deletes nothing", async () => {
    const order = { ...basics, kind: "gpu", name: "made-by-hand" };
    const id = String((await scene.emulator.asSomebodyElse("create", order)).id);
    scene.declare({ name: "trainer", args: { ...basics, lifecycle: { adopt: id } } });
    await scene.up();
    await scene.emulator.calls();
    const { urn = "" } = scene.resource("trainer") ?? {};
    const { exitCode, output } = await scene.stack.up(["--replace", urn]);
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).trainer).toContain(
      `GPU instance "made-by-hand" (${id}) was not deleted: "trainer" asks to take over this very instance (lifecycle.adopt), and has not.`,
    );
    expect(await scene.emulator.changes()).toEqual([]);
    await scene.destroy();
  });

  test("by something that is out of stock deletes nothing", async () => {
    scene.declare({ name: "trainer", args: basics });
    await scene.up();
    await scene.emulator.options({ stock: { "l40s.16c62g.os": 0 } });
    await scene.emulator.calls();
    scene.declare({ name: "trainer", args: { ...basics, productId: "l40s.16c62g.os" } });
    const { urn = "" } = scene.resource("trainer") ?? {};
    const { exitCode, output } = await scene.stack.up(["--replace", urn]);
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).trainer).toContain(
      'was not deleted, because its replacement is not available: product "l40s.16c62g.os" is out of stock now.',
    );
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test.each([
    ["clusterId", "99", 'clusterId is "99", which is no cluster of Novita\'s. Write one of "'],
    ["networkId", "vpc-typo", 'networkId is "vpc-typo", which is no VPC network of this account.'],
  ])(
    "for a mistyped %s fails the preview and deletes nothing, even if no diff announces it",
    async (field, typo, why) => {
      scene.declare({ name: "trainer", args: { ...basics, [field]: typo } });
      const preview = await scene.stack.preview();
      expect([preview.exitCode, preview.output]).toEqual([1, expect.stringContaining(why)]);
      const { urn = "" } = scene.resource("trainer") ?? {};
      for (const args of [[], ["--replace", urn]]) {
        const { exitCode, output } = await scene.stack.up([...args, "--skip-preview"]);
        expect([exitCode !== 0, output]).toEqual([true, expect.stringContaining(why)]);
      }
      expect(await scene.emulator.changes()).toEqual([]);
    },
  );

  test("a destroy ends what was kept", async () => {
    await scene.destroy();
    expect((await scene.emulator.instances()).filter((each) => each.live)).toEqual([]);
  });
});
