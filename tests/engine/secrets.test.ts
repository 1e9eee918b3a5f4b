import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { isTrace } from "./printed.testkit";
import { API_KEY, basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const LOUD = ["-v=9", "--logtostderr"];
const KEY_OF_CONFIG = "canary-config-key-77ab";
const args = {
  ...basics,
  imageAuth: "robot:canary-password-31d0",
  envs: [{ key: "TOKEN", value: "canary-env-c8e4" }],
};

/** Everything in the files of a folder. */
function textsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
}

story("secrets", () => {
  let scene: Scene;
  let password: string;
  const printed: string[] = [];
  const canaries = (): readonly string[] => [
    API_KEY,
    KEY_OF_CONFIG,
    "canary-password-31d0",
    "canary-env-c8e4",
    password,
  ];
  const leaksIn = (text: string): string[] => canaries().filter((canary) => text.includes(canary));

  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stack.setConfig("novita:apiKey", KEY_OF_CONFIG, { secret: true });
    scene.declare({ name: "trainer", args });
    printed.push((await scene.stack.preview(["--diff", ...LOUD], { check: true })).output);
    printed.push((await scene.up(["--diff", ...LOUD])).output);
    password = String((await scene.held()).trainer?.outputs.sshPassword);
    scene.declare({
      name: "trainer",
      args: { ...args, envs: [{ key: "TOKEN", value: "canary-env-c8e4-2" }] },
    });
    printed.push((await scene.stack.preview(["--diff", ...LOUD], { check: true })).output);
    printed.push((await scene.refresh(["--diff", ...LOUD])).output);
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("are nowhere in the state", async () => {
    expect(password).toMatch(/^[0-9a-f]{20}$/);
    const exported = JSON.stringify(await scene.stack.export());
    expect(leaksIn(exported)).toEqual([]);
  });

  test("are in no file that Pulumi keeps", () => {
    const texts = textsIn(scene.stack.workFolder);
    expect(texts.some((text) => text.includes("novita:GpuInstance"))).toBe(true);
    expect(texts.flatMap(leaksIn)).toEqual([]);
  });

  test("are in nothing that is printed, but for Pulumi's own trace of properties", () => {
    const lines = printed.flatMap((text) => text.split("\n"));
    const [traced, others] = [lines.filter(isTrace), lines.filter((line) => !isTrace(line))];
    expect(others.flatMap(leaksIn)).toEqual([]);
    // A key of the config is one of these properties, a key of the environment is none.
    expect(new Set(traced.flatMap(leaksIn))).toEqual(new Set(canaries().filter((each) => each !== API_KEY)));
  });

  test("reach the service where they belong, and nowhere else", async () => {
    const calls = await scene.emulator.calls();
    const creates = calls.filter(({ operation }) => operation === "create");
    expect(creates.map(({ body }) => [body?.imageAuth, body?.envs])).toEqual([[args.imageAuth, args.envs]]);
    const others = calls.filter((call) => !creates.includes(call));
    expect(leaksIn(JSON.stringify([others, creates.map(({ query }) => query)]))).toEqual([]);
    expect(JSON.stringify(calls)).not.toMatch(/canary-(api|config)-key/);
  });

  test("another key changes no instance", async () => {
    scene.declare({ name: "trainer", args });
    await scene.stack.setConfig("novita:apiKey", `${KEY_OF_CONFIG}-rotated`, { secret: true });
    expect(await scene.plans()).toEqual({});
  });
});
