import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const stub = readFileSync(join(__dirname, "../dynamic/stub.golden.txt"), "utf8");
const declaration = {
  organization: "organization",
  project: "engine-tests",
  stack: "dev",
  type: "GpuInstance",
  name: "trainer",
};
const args = {
  ...basics,
  ports: "22/tcp, 8888/http",
  imageAuth: "robot:canary-password",
  envs: [{ key: "TOKEN", value: "canary-env" }],
  lifecycle: { maxHourlyPrice: 1 },
};
/** What the engine writes where a value is encrypted. */
const secret = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: expect.any(String),
};
const price = "RTX 4090 24GB × 1, $0.35 an hour (about $255.50 a month), stock: high";

story("the life of an instance", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare({ name: "trainer", args });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("the preview of a create says what it costs, and only reads", async () => {
    const { output } = await scene.stack.preview([], { check: true });
    expect(output).toMatch(/^ \+ {2}pulumi-nodejs:dynamic\/novita:GpuInstance trainer create $/m);
    expect(output).toMatch(new RegExp(`^    trainer: ${price.replace(/[$().]/g, "\\$&")}$`, "m"));
    expect((await scene.emulator.calls()).map(({ operation }) => operation)).toEqual(["products"]);
  });

  test("up creates it once, and waits until it runs", async () => {
    await scene.up();
    const calls = (await scene.emulator.calls()).map(({ operation }) => operation);
    expect(calls).toEqual(["products", "list", "create", "list", "get"]);
  });

  test("the state holds every output, with the secrets encrypted", async () => {
    const { id, status, clusterId } = await scene.emulator.live("trainer");
    const shown = scene.resource("trainer");
    const inputs = {
      __declaration: declaration,
      __provider: stub,
      ...args,
      imageAuth: secret,
      envs: secret,
      kind: "gpu",
      billingMode: "onDemand",
      autoRenew: false,
    };
    expect({ status, clusterId }).toEqual({ status: "running", clusterId: "us-ca-6" });
    expect(shown?.id).toBe(id);
    expect(shown?.inputs).toEqual(inputs);
    expect(shown?.outputs).toEqual({
      ...inputs,
      name: expect.stringMatching(/^trainer-[0-9a-f]{14}$/),
      clusterId,
      __remembered: {
        chosen: ["name", "clusterId"],
        // What the service has made of the inline credential.
        imageAuthId: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      status: "running",
      endpoints: [
        {
          port: 22,
          type: "tcp",
          url: expect.stringMatching(/^proxy\.us-ca-6\.gpu-instance\.novita\.ai:\d+$/),
        },
        { port: 8888, type: "http", url: `https://${id}-8888.us-ca-6.gpu-instance.novita.ai` },
      ],
      sshCommand: secret,
      sshPassword: secret,
      clusterName: "US-CA-06 (California)",
      productName: "RTX 4090 24GB",
      hourlyPrice: 0.35,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  test("a refresh without drift changes nothing", async () => {
    const before = await scene.held();
    const { output } = await scene.refresh(["--expect-no-changes"]);
    expect(output).toContain("Resources:\n    2 unchanged\n");
    expect((await scene.emulator.calls()).map(({ operation }) => operation)).toEqual(["get", "products"]);
    expect(await scene.held()).toEqual(before);
  });

  test("nor does a second up, even after an export and an import; it asks nothing", async () => {
    await scene.stack.import(await scene.stack.export());
    expect((await scene.up(["--expect-no-changes"])).output).toContain("Resources:\n    2 unchanged\n");
    expect(scene.resource("trainer")?.id).toBe((await scene.emulator.live("trainer")).id);
    expect(await scene.emulator.calls()).toEqual([]);
  });

  test("destroy ends the bill", async () => {
    await scene.destroy();
    expect(await scene.emulator.changes()).toEqual(["delete"]);
    const instances = await scene.emulator.instances();
    expect(instances.map(({ status, billable }) => ({ status, billable }))).toEqual([
      { status: "removed", billable: false },
    ]);
    expect(scene.resource("trainer")).toBeUndefined();
  });
});
