import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const trainer = {
  name: "trainer",
  args: { ...basics, imageAuthId: "{{registry.id}}", networkId: "{{lan.id}}" },
};
const lan = (clusterId: string) => ({ name: "lan", type: "Network", args: { clusterId } }) as const;
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

story(
  "a registry credential with an instance and a template that name it, and a network that the instance joins",
  () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await Scene.open();
      scene.declare(registry("canary-password-1"), lan("us-ca-6"), trainer, template);
    }, ENGINE_TIMEOUT_MS);
    afterAll(() => scene?.close());

    /** What was done to the credential, to what names it in any order, and to the credential again. */
    const changes = async (...to: readonly [number, number?]): Promise<unknown> => {
      const all = await scene.emulator.changes();
      return [
        all.slice(0, to[0]),
        all.slice(...to).sort(),
        to[1] === undefined ? [] : all.slice(to[1]),
      ].flat();
    };

    test("up makes both first; the state has neither password nor variable in clear", async () => {
      await scene.up();
      const made = await scene.emulator.changes();
      expect([...made].sort()).toEqual([
        "create",
        "network/create",
        "repository/auth/save",
        "template/create",
      ]);
      const places = ["network/create", "repository/auth/save", "create"].map((each) => made.indexOf(each));
      expect(Math.max(...places)).toBe(places[2]);
      const { registry: stored, lan: joined } = scene.ids();
      expect(scene.kept().trainer?.outputs).toMatchObject({ networkId: joined });
      expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: stored });
      expect(scene.stateText()).not.toContain("canary");
    });

    test("a new password is a new credential, to which the instance is reset and the template changed before the old one is deleted", async () => {
      const { registry: before, ...naming } = scene.ids();
      scene.declare(registry("canary-password-2"), lan("us-ca-6"), trainer, template);
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

    test("a network in another cluster is a new one, with a new instance in it before the old network is deleted", async () => {
      const before = scene.ids();
      scene.declare(registry("canary-password-2"), lan("us-dallas-nas-2"), trainer, template);
      expect(await scene.plans()).toMatchObject({
        lan: { op: "replace", replaces: ["clusterId"] },
        trainer: { op: "replace", replaces: ["networkId"] },
      });
      await scene.up();
      expect(await scene.emulator.changes()).toEqual([
        "network/create",
        "delete",
        "create",
        "network/delete",
      ]);
      const { lan: network, trainer: replaced } = scene.ids();
      expect([network === before.lan, replaced === before.trainer]).toEqual([false, false]);
    });

    test("a refresh finds no drift, though no list tells the password; destroy deletes both last", async () => {
      await scene.refresh(["--expect-no-changes"]);
      const { lan: network, trainer: joined } = scene.kept();
      expect(network?.outputs.addresses).toMatchObject([{ instanceId: joined?.id }]);
      await scene.emulator.calls();
      await scene.destroy();
      const gone = await scene.emulator.changes();
      expect([...gone].sort()).toEqual([
        "delete",
        "network/delete",
        "repository/auth/delete",
        "template/delete",
      ]);
      const places = ["network/delete", "repository/auth/delete", "delete"].map((each) => gone.indexOf(each));
      expect(Math.min(...places)).toBe(places[2]);
    });
  },
);
