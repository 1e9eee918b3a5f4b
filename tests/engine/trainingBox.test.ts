import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

story("the example with a private image, a storage and the cheapest product", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({
      project: join(__dirname, "../../examples/training-box"),
      // `npm run types` checks the examples.
      env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
      config: {
        "novita-training-box:registryUser": "robot",
        "novita-training-box:imageUrl": "private.example.com/team/train:1",
      },
    });
    await scene.stack.setConfig("registryPassword", "canary-password", { secret: true });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("up makes what the box needs first; the state has no password in clear", async () => {
    await scene.up();
    const made = await scene.emulator.changes();
    expect([made.slice(0, 2).sort(), made.slice(2)]).toEqual([
      ["networkstorage/create", "repository/auth/save"],
      ["create"],
    ]);
    const { registry, data } = scene.ids();
    expect(await scene.emulator.live("box")).toMatchObject({
      productId: "4090.16c62g",
      status: "running",
      imageAuthId: registry,
      mounts: [{ id: data, mountPath: "/data" }],
    });
    expect(scene.stateText()).not.toContain("canary");
  });

  test("without the box its storage stays, until the stack is destroyed", async () => {
    await scene.stack.setConfig("running", "false");
    await scene.up();
    expect(await scene.emulator.changes()).toEqual(["delete"]);
    await scene.destroy();
    expect([...(await scene.emulator.changes())].sort()).toEqual([
      "networkstorage/delete",
      "repository/auth/delete",
    ]);
  });
});
