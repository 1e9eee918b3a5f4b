import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const trainer = { name: "trainer", args: { ...basics, imageAuthId: "{{registry.id}}" } };
const registry = (password: string) =>
  ({ name: "registry", type: "RegistryAuth", args: { username: "robot", password } }) as const;

/** What the instance runs, for people who start it in the console. */
const template = {
  name: "starter",
  type: "Template",
  args: {
    ...{ imageUrl: basics.imageUrl, rootfsSize: basics.rootfsSize, imageAuthId: "{{registry.id}}" },
    envs: [{ key: "HF_TOKEN", value: "canary-token" }],
  },
} as const;

story("a registry credential with an instance and a template that name it", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(registry("canary-password-1"), trainer, template);
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  /** What was done to the credential, to what names it in any order, and to the credential again. */
  const changes = async (...to: readonly [number, number?]): Promise<unknown> => {
    const all = await scene.emulator.changes();
    return [all.slice(0, to[0]), all.slice(...to).sort(), to[1] === undefined ? [] : all.slice(to[1])].flat();
  };

  test("up stores it first; the state has neither password nor variable in clear", async () => {
    await scene.up();
    expect(await changes(1)).toEqual(["repository/auth/save", "create", "template/create"]);
    const { registry: stored } = scene.ids();
    expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: stored });
    expect(scene.stateText()).not.toContain("canary");
  });

  test("a new password is a new credential, to which the instance is reset and the template changed before the old one is deleted", async () => {
    const { registry: before, ...naming } = scene.ids();
    scene.declare(registry("canary-password-2"), trainer, template);
    const { output } = await scene.up();
    expect(output).not.toMatch(/canary|warning:/);
    expect(await changes(1, -1)).toEqual([
      "repository/auth/save",
      ...["template/update", "upgrade"],
      "repository/auth/delete",
    ]);
    const { registry: after, ...kept } = scene.ids();
    expect([after === before, kept]).toEqual([false, naming]);
    expect(scene.kept().starter?.outputs).toMatchObject({ imageAuthId: after });
    expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: after });
  });

  test("a refresh finds no drift, though no list tells the password; destroy deletes it last", async () => {
    await scene.refresh(["--expect-no-changes"]);
    await scene.emulator.calls();
    await scene.destroy();
    expect(await changes(0, -1)).toEqual(["delete", "template/delete", "repository/auth/delete"]);
  });
});
