import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { diagnosticsIn, summaryIn } from "./printed.testkit";
import { basics, type Held, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const UNKNOWN = "8097f1658f3e6ad1";

/** One stack: each run plays a part of what is read, of what is taken over by its id, and of what no state has any more. */
story("an instance that exists already", () => {
  let scene: Scene;
  /** Made by somebody else. */
  let read: string;
  let adopted: string;
  /** Made by the stack, and in no state since the second run. */
  let left: string;
  let label: string;
  let first: Readonly<Record<string, Held>>;

  beforeAll(async () => {
    scene = await Scene.open({ config: { "novita:owner": "team-a" } });
    const order = async (name: string): Promise<string> =>
      String((await scene.emulator.asSomebodyElse("create", { ...basics, kind: "gpu", name })).id);
    [read, adopted] = [await order("only-read"), await order("made-by-hand")];
    await scene.emulator.calls();
    scene.declare(
      { name: "seen", get: read },
      { name: "adopted", args: { ...basics, lifecycle: { adopt: adopted } } },
      { name: "left", args: basics, options: { retainOnDelete: true } },
    );
    await scene.up();
    first = scene.kept();
    const live = await scene.emulator.live("left");
    left = live.id;
    label = `GPU instance "${live.name}" (${live.id}) [running], $0.35 an hour`;
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const live = async (): Promise<readonly string[]> =>
    (await scene.emulator.instances()).filter((each) => each.live).map(({ id }) => id);

  test("is read by GpuInstance.get", () => {
    expect(first.seen).toMatchObject({
      id: read,
      outputs: { name: "only-read", productId: basics.productId },
    });
  });

  test("is taken over by lifecycle.adopt, with the name that it has", async () => {
    expect(first.adopted).toMatchObject({
      id: adopted,
      outputs: { name: "made-by-hand", status: "running" },
    });
    expect(await scene.emulator.changes()).toEqual(["create"]);
  });

  test("stays as it is when it is read no more, and when the line that took it over is taken out again", async () => {
    scene.declare({ name: "adopted", args: basics });
    const { output } = await scene.up();
    expect(summaryIn(output)).toEqual(["- 1 deleted", "2 unchanged"]);
    expect(await scene.emulator.changes()).toEqual([]);
    expect(scene.ids()).toEqual({ adopted });
    expect(await live()).toEqual([read, adopted, left]);
  });

  describe("in a run that goes on over what fails", () => {
    let printed: Readonly<Record<string, string>>;
    beforeAll(async () => {
      scene.declare(
        { name: "adopted", args: basics },
        { name: "left", args: basics },
        { name: "unknown", get: UNKNOWN },
      );
      const { exitCode, output } = await scene.stack.up(["--continue-on-error"]);
      expect(exitCode).toBe(1);
      printed = diagnosticsIn(output);
    });

    test("is not found by GpuInstance.get under another id", () => {
      expect(printed.unknown).toBe(
        `error: There is no GPU instance ${UNKNOWN} in this account. Check the id, and that the API key belongs to the account that has it.`,
      );
    });

    test("is reported if no state has it, and nothing is created", async () => {
      expect(printed.left?.replace(/"left-[0-9a-f]{14}" was/, "it was")).toBe(
        `error: GPU instance it was not created: there is already an instance of this declaration that no stack of this project has: ${label}. Another backend, organization or team with the same project and stack name may own it; \`pulumi stack export | npx pulumi-novita orphans -\` tells of every state that you give to it. To keep yours apart, set the config novita:owner to a name of your own. If it was left by an interrupted run, or kept by retainOnDelete, take it over with lifecycle: { adopt: "${left}" }, delete it in Novita's console, or keep it beside a new one with lifecycle: { ignoreOrphans: ["${left}"] }.`,
      );
      expect(await scene.emulator.changes()).toEqual([]);
    });
  });

  test("is taken over without a line if the config says so", async () => {
    await scene.stack.setConfig("novita:orphans", "adopt");
    scene.declare({ name: "adopted", args: basics }, { name: "left", args: basics });
    await scene.up();
    expect(await scene.emulator.changes()).toEqual([]);
    expect(scene.kept().left).toMatchObject({ id: left, outputs: { status: "running" } });
  });

  test("is replaced like any other if that is asked for, as the state has it now; another owner changes nothing", async () => {
    await scene.stack.setConfig("novita:owner", "team-b");
    scene.declare(
      { name: "adopted", args: basics },
      { name: "left", args: basics, options: { deleteBeforeReplace: false } },
    );
    const { output } = await scene.up(["--replace", scene.resource("left")?.urn ?? ""]);
    expect(summaryIn(output)).toEqual(["+-1 replaced", "2 unchanged"]);
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
    const { left: replaced = "", ...others } = scene.ids();
    expect([others, replaced === left]).toEqual([{ adopted }, false]);
    expect(await live()).toEqual([read, adopted, replaced]);
  });
});
