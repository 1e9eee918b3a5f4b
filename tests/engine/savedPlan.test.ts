import { readFileSync } from "node:fs";
import { join } from "node:path";
import { secretsIn } from "./canaries.testkit";
import { API_KEY, basics, type Declaration, Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const secrets: Record<string, string> = {
  key: API_KEY,
  env: "canary-env-5d21",
  entrypoint: "canary-entry-4711",
};
const args = { ...basics, envs: [{ key: "TOKEN", value: secrets.env }] };
/** What hangs on another instance, whose values no preview knows. */
const later: readonly Declaration[] = [
  { name: "first", args: { ...basics, rootfsSize: 61 } },
  {
    name: "later",
    args: {
      ...basics,
      name: "after-{{first.id}}",
      rootfsSize: "{{first.rootfsSize}}",
      ports: "{{first.ports}},22/tcp",
      envs: [
        { key: "FIRST", value: "{{first.status}}" },
        { key: "{{first.id}}", value: "x" },
      ],
      command: "{{first.createdAt}}",
      clusterId: "us-dallas-nas-2",
    },
  },
  { name: "secretly", args: { ...basics, command: "serve {{first.sshPassword}}" } },
  { name: "whole", args: { $secret: { ...basics, entrypoint: secrets.entrypoint } } },
];

story("a plan that was saved by a preview", () => {
  let scene: Scene;
  let file: string;
  /** What the runs and the preview printed, and the plan. */
  const texts: string[] = [];
  beforeAll(async () => {
    scene = await Scene.open();
    file = join(scene.stack.workFolder, "plan.json");
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const apply = async () => {
    const result = await scene.stack.up(["--plan", file]);
    texts.push(result.output);
    return result;
  };

  test("takes values that are known only later through every check", async () => {
    scene.declare({ name: "trainer", args }, ...later);
    const preview = await scene.stack.previewJson(["--save-plan", file]);
    texts.push(JSON.stringify(preview), readFileSync(file, "utf8"));
    expect(preview.changeSummary).toEqual({ create: 6 });
  });

  test("creates what it has shown, though each run draws another name", async () => {
    expect((await apply()).exitCode).toBe(0);
    expect(await scene.emulator.changes()).toEqual(["create", "create", "create", "create", "create"]);
    expect((await scene.emulator.live("trainer")).name).toMatch(/^trainer-[0-9a-f]{14}$/);
  });

  test("fills in what it did not know", async () => {
    const { id } = await scene.emulator.live("first");
    expect(await scene.emulator.live("after")).toMatchObject({
      name: `after-${id}`,
      rootfsSize: 61,
      ports: "80/http,22/tcp",
      envs: [
        { key: "FIRST", value: "running" },
        { key: id, value: "x" },
      ],
    });
  });

  test("holds if a value turns out to be secret, and the arguments are one as a whole", async () => {
    const { first, secretly } = await scene.held();
    secrets.password = String(first?.outputs.sshPassword);
    expect(secretly?.outputs.command).toBe(`serve ${secrets.password}`);
    expect(secretsIn([...texts, scene.stateText()].join("\n"), secrets)).toEqual([]);
  });

  test("replaces one instance and creates another, after a refresh that makes no input of a name", async () => {
    scene.declare(
      { name: "trainer", args: { ...args, gpuNum: 2 } },
      { name: "other", args: basics },
      ...later,
    );
    expect(await scene.plans(["--save-plan", file])).toEqual({
      trainer: { op: "replace", changed: ["gpuNum"], replaces: ["gpuNum"] },
      other: { op: "create" },
    });
    await scene.refresh();
    expect((await apply()).exitCode).toBe(0);
    expect([...(await scene.emulator.changes())].sort()).toEqual(["create", "create", "delete"]);
  });
});
