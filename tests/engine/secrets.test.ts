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

  describe("that the program marks", () => {
    const secret = (value: unknown): object => ({ $secret: value });
    const said: string[] = [];
    const marked = {
      productId: secret("4090.16c62g.os"),
      gpuNum: secret(1),
      rootfsSize: 60,
      imageUrl: secret("registry.test/canary-team/canary-image:1"),
      ports: secret("47114/http"),
      name: secret("CANARYname"),
      command: secret("serve --api-key CANARYkey canary-word"),
      tools: [{ name: "Jupyter", port: secret("47115"), type: "http" }],
      lifecycle: { timeouts: { create: secret("2831s") } },
    };
    const CANARY = /canary-(team|image|word)|CANARY|4711[45]|2831s|47m 11s/g;

    beforeAll(async () => {
      await scene.destroy();
      const message =
        "cannot run serve --api-key CANARYkey: no canary-image for CANARYname on 47114/http, said canary-word";
      const wrong = { ...marked, command: secret(`CANARY ${"x".repeat(2100)}`), ports: secret("47114/htp") };
      scene.declare({
        name: "trainer",
        args: { ...wrong, gpuNum: secret(4711), minCudaVersion: secret("CANARY") },
      });
      said.push((await scene.stack.preview(["--diff"])).output);
      scene.declare({ name: "trainer", args: marked });
      said.push((await scene.stack.preview(["--diff"], { check: true })).output);
      await scene.emulator.arm({ on: "create", do: { kind: "fail", message } });
      said.push((await scene.stack.up(["--diff"])).output);
    }, ENGINE_TIMEOUT_MS);

    test("are in no message, in no diff and nowhere in the state, though the service repeats them", async () => {
      expect(said[0]).toContain(
        "command must be a string of at most 2047 characters, but is a string of 2107 characters.",
      );
      expect(said[2]).toContain(
        "cannot start: cannot run serve --api-key [redacted]: no [redacted] for [redacted] on [redacted], said [redacted] (",
      );
      const exported = JSON.stringify(await scene.stack.export());
      expect([...said, exported].map((text) => text.match(CANARY))).toEqual([null, null, null, null]);
    });

    test("show as [secret] in the diff of a change, and go with it into the state of what works", async () => {
      const command = secret("serve --api-key CANARYother");
      const args = { ...marked, imageUrl: secret("nginx:1.27"), command };
      scene.declare({ name: "trainer", args });
      const { output } = await scene.stack.up(["--diff"], { check: true });
      expect(output).toContain("[secret]");
      scene.declare({ name: "trainer", args: { ...args, command: secret("serve --api-key CANARYnew") } });
      const preview = await scene.stack.preview(["--diff"], { check: true });
      expect(preview.output).toContain("~ command: [secret] => [secret]");
      const refreshed = await scene.refresh(["--diff"]);
      const exported = JSON.stringify(await scene.stack.export());
      const texts = [output, preview.output, refreshed.output, exported];
      expect(texts.map((text) => text.match(CANARY))).toEqual([null, null, null, null]);
      expect((await scene.held()).trainer?.outputs).toMatchObject({
        command: "serve --api-key CANARYother",
        endpoints: [{ port: 47114 }, { port: 47115 }],
      });
      scene.declare({ name: "trainer", args });
      expect(await scene.plans()).toEqual({});
    });
  });
});
