import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { diagnosticsIn } from "./printed.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

story("an instance that somebody else made", () => {
  let scene: Scene;
  let id: string;
  beforeAll(async () => {
    scene = await Scene.open();
    const order = { ...basics, kind: "gpu", name: "made-by-hand" };
    id = String((await scene.emulator.asSomebodyElse("create", order)).id);
    await scene.emulator.calls();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("is read by GpuInstance.get, and neither changed nor deleted", async () => {
    scene.declare({ name: "seen", get: id });
    await scene.up();
    expect((await scene.held()).seen).toMatchObject({
      id,
      outputs: { name: "made-by-hand", productId: basics.productId },
    });
    scene.declare();
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect(await scene.held()).toEqual({});
  });

  test("is not found by GpuInstance.get under another id", async () => {
    scene.declare({ name: "seen", get: "8097f1658f3e6ad1" });
    const { exitCode, output } = await scene.stack.preview();
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).seen).toBe(
      "error: Preview failed: There is no GPU instance 8097f1658f3e6ad1 in this account. Check the id, and that the API key belongs to the account that has it.",
    );
  });

  test("is taken over by lifecycle.adopt, with the name that it has", async () => {
    scene.declare({ name: "trainer", args: { ...basics, lifecycle: { adopt: id } } });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect((await scene.held()).trainer).toMatchObject({
      id,
      outputs: { name: "made-by-hand", status: "running" },
    });
  });

  test("stays as it is when the line is taken out again", async () => {
    scene.declare({ name: "trainer", args: basics });
    expect(await scene.plans()).toEqual({});
  });
});

story("an instance that an interrupted run left behind", () => {
  let scene: Scene;
  let label: string;
  let id: string;
  beforeAll(async () => {
    scene = await Scene.open({ config: { "novita:owner": "team-a" } });
    scene.declare({ name: "trainer", args: basics });
    const nothing = await scene.stack.export();
    await scene.up();
    await scene.stack.import(nothing);
    await scene.emulator.calls();
    const live = await scene.emulator.live("trainer");
    id = live.id;
    label = `GPU instance "${live.name}" (${live.id}) [running], $0.35 an hour`;
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("is reported, and nothing is created", async () => {
    const { exitCode, output } = await scene.stack.up();
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).trainer?.replace(/"trainer-[0-9a-f]{14}" was/, "it was")).toBe(
      `error: GPU instance it was not created: there is already an instance of this declaration that no stack of this project has: ${label}. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "${id}" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["${id}"] }.`,
    );
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test("is taken over if the config says so", async () => {
    await scene.stack.setConfig("novita:orphans", "adopt");
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect((await scene.held()).trainer).toMatchObject({ id, outputs: { status: "running" } });
    expect(await scene.plans()).toEqual({});
  });

  test("is not touched if the config names no owner, from the preview on; a refresh still works", async () => {
    await scene.stack.setConfig("novita:owner", " ");
    const { exitCode, output } = await scene.stack.preview();
    expect([exitCode, output]).toEqual([
      1,
      expect.stringContaining('The config novita:orphans is "adopt", and novita:owner is not set:'),
    ]);
    await scene.refresh();
    await scene.stack.setConfig("novita:owner", "team-b");
    expect(await scene.plans()).toEqual({});
    await scene.stack.setConfig("novita:owner", "team-a");
  });

  test("is replaced like any other if that is asked for, as the state has it now", async () => {
    scene.declare({ name: "trainer", args: basics, options: { deleteBeforeReplace: false } });
    const { urn = "" } = scene.resource("trainer") ?? {};
    await scene.up(["--replace", urn]);
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
    const replaced = (await scene.held()).trainer?.id ?? "";
    expect(replaced).not.toBe(id);
    id = replaced;
  });

  test("is taken over by another resource in the run that gives the first one up", async () => {
    scene.declare({ name: "renamed", args: { ...basics, lifecycle: { adopt: id } } });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect(Object.entries(await scene.held()).map(([name, held]) => [name, held.id])).toEqual([
      ["renamed", id],
    ]);
    expect((await scene.emulator.instances()).filter(({ live }) => live).map((each) => each.id)).toEqual([
      id,
    ]);
  });
});
