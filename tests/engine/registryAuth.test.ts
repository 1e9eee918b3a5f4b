import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const trainer = { name: "trainer", args: { ...basics, imageAuthId: "{{registry.id}}" } };
const registry = (password: string) =>
  ({ name: "registry", type: "RegistryAuth", args: { username: "robot", password } }) as const;

story("a registry credential with an instance that pulls its image with it", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(registry("canary-password-1"), trainer);
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("up stores it first; the state has no password in clear", async () => {
    await scene.up();
    expect(await scene.emulator.changes()).toEqual(["repository/auth/save", "create"]);
    const { registry: stored } = scene.ids();
    expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: stored });
    expect(scene.stateText()).not.toContain("canary");
  });

  test("a new password is a new credential, to which the instance is reset before the old one is deleted", async () => {
    const { registry: before, trainer: mounted } = scene.ids();
    scene.declare(registry("canary-password-2"), trainer);
    const { output } = await scene.up();
    expect(output).not.toMatch(/canary|warning:/);
    expect(await scene.emulator.changes()).toEqual([
      "repository/auth/save",
      "upgrade",
      "repository/auth/delete",
    ]);
    const { registry: after, trainer: kept } = scene.ids();
    expect([after === before, kept]).toEqual([false, mounted]);
    expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: after });
  });

  test("a refresh finds no drift, though no list tells the password; destroy deletes the instance first", async () => {
    await scene.refresh(["--expect-no-changes"]);
    await scene.emulator.calls();
    await scene.destroy();
    expect(await scene.emulator.changes()).toEqual(["delete", "repository/auth/delete"]);
  });
});
