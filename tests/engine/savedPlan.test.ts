import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretsIn } from "./canaries.testkit";
import { API_KEY, basics, Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const larger = { name: "trainer", args: { ...basics, gpuNum: 2 } };
const secrets = { key: API_KEY, env: "canary-env-5d21" };

story("a plan that was saved by a preview", () => {
  let scene: Scene;
  let file: string;
  beforeAll(async () => {
    scene = await Scene.open();
    file = join(scene.stack.workFolder, "plan.json");
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const saved = (): Promise<unknown> => scene.stack.preview(["--save-plan", file], { check: true });
  const apply = () => scene.stack.up(["--plan", file]);

  test("creates what it has shown, though each run draws another name", async () => {
    scene.declare({ name: "trainer", args: { ...basics, envs: [{ key: "TOKEN", value: secrets.env }] } });
    const { stdout } = await scene.stack.preview(["--json", "--save-plan", file], { check: true });
    expect(secretsIn(stdout + readFileSync(file, "utf8"), secrets)).toEqual([]);
    expect((await apply()).exitCode).toBe(0);
    expect(await scene.emulator.changes()).toEqual(["create"]);
    expect((await scene.emulator.live("trainer")).name).toMatch(/^trainer-[0-9a-f]{14}$/);
  });

  test("holds after a refresh, which makes no input of that name", async () => {
    await saved();
    await scene.refresh();
    expect((await apply()).exitCode).toBe(0);
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test("replaces one instance and creates another", async () => {
    scene.declare(larger, { name: "other", args: basics });
    await saved();
    expect((await apply()).exitCode).toBe(0);
    expect([...(await scene.emulator.changes())].sort()).toEqual(["create", "create", "delete"]);
  });

  test("buys nothing that it has not shown", async () => {
    scene.declare(larger, { name: "other", args: basics });
    await saved();
    scene.declare(larger, { name: "other", args: basics }, { name: "extra", args: basics });
    const { exitCode, output } = await apply();
    expect([exitCode, output.includes("create is not allowed by the plan: no steps were expected")]).toEqual([
      1,
      true,
    ]);
    expect(await scene.emulator.changes()).toEqual([]);
  });

  test("holds if a value turns out to be secret, and the arguments are one as a whole", async () => {
    const command = "serve {{first.sshPassword}}";
    scene.declare(
      { name: "first", args: basics },
      { name: "second", args: { ...basics, command } },
      { name: "third", args: { $secret: { ...basics, entrypoint: "canary-entry-4711" } } },
    );
    await saved();
    const { exitCode, output } = await apply();
    expect([exitCode, output.includes("canary-entry")]).toEqual([0, false]);
    expect([...(await scene.emulator.changes())].sort()).toEqual([
      ...["create", "create", "create", "delete", "delete"],
    ]);
    const state = scene.stateText();
    const { sshPassword } = (await scene.held()).first?.outputs ?? {};
    expect(secretsIn(state, { password: String(sshPassword), entry: "canary-entry-4711" })).toEqual([]);
    expect(await scene.plans()).toEqual({});
  });
});
