import { summaryIn } from "./printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, type Declaration, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const image: Declaration = {
  name: "image",
  type: "ImagePrewarm",
  args: { imageUrl: basics.imageUrl, clusterId: "us-ca-6", note: "for the trainer" },
};
const trainer: Declaration = {
  name: "trainer",
  args: {
    ...{ ...basics, imageUrl: "{{image.imageUrl}}", imageAuthId: "{{registry.id}}", networkId: "{{lan.id}}" },
    networkStorages: [{ id: "{{datasets.id}}", mountPoint: "/data" }],
  },
};
/** What the instance runs, for people who start it in the console. */
const starter: Declaration = {
  name: "starter",
  type: "Template",
  args: {
    ...{ imageUrl: basics.imageUrl, rootfsSize: basics.rootfsSize, imageAuthId: "{{registry.id}}" },
    envs: [{ key: "HF_TOKEN", value: "canary-token" }],
  },
};
const program = ({ size = 240, clusterId = "us-ca-6", password = "canary-password-1" }) => [
  { name: "datasets", type: "NetworkStorage", args: { clusterId, size } } as const,
  { name: "lan", type: "Network", args: { clusterId } } as const,
  { name: "registry", type: "RegistryAuth", args: { username: "robot", password } } as const,
  ...[image, trainer, starter],
];

story(
  "an instance with a storage, a prewarmed image, a credential and a network, and a template beside it",
  () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await Scene.open();
      scene.declare(...program({ size: 100 }));
    }, ENGINE_TIMEOUT_MS);
    afterAll(() => scene?.close());

    const changes = (): Promise<readonly string[]> => scene.emulator.changes();
    /** The changes in stages, each in any order: those up to a place, and so on. */
    const inStages = (all: readonly string[], ...ends: readonly number[]): readonly string[][] =>
      [...ends, all.length].map((end, at) => all.slice(ends[at - 1] ?? 0, end).sort());

    test("up says what the storage costs; a task that fails is kept, and no instance starts without its image", async () => {
      await scene.emulator.arm({ on: "prewarmCreate", do: { kind: "fail", message: "no space left" } });
      const { exitCode, output } = await scene.stack.up(["--continue-on-error"]);
      expect(exitCode).toBe(1);
      expect(output).toContain("datasets: 100 GB of network storage, $0.0083 an hour (about $6.08 a month)");
      expect(inStages(await changes())).toEqual([
        [
          "image/prewarm",
          "network/create",
          "networkstorage/create",
          "repository/auth/save",
          "template/create",
        ],
      ]);
      expect(scene.kept().image).toMatchObject({
        outputs: { status: "Failed", statusMessage: "no space left", note: "for the trainer" },
        initErrors: [expect.stringContaining("has failed: no space left. Novita does not try it again.")],
      });
    });

    test("the next up replaces the task, and creates the instance with all that it names; the state has no secret in clear", async () => {
      const { image: failed, datasets, registry, lan } = scene.ids();
      const { output } = await scene.up();
      expect(output).toContain("has failed, and Novita does not try it again: a new task replaces it.");
      expect(await changes()).toEqual(["image/prewarm", "create", "image/prewarm/delete"]);
      const { image: task, trainer: made } = scene.kept();
      expect([task?.id === failed, task?.outputs.status]).toEqual([false, "Succeeded"]);
      expect(made?.outputs).toMatchObject({ networkId: lan });
      expect(await scene.emulator.live("trainer")).toMatchObject({
        mounts: [{ id: datasets, mountPath: "/data" }],
        imageAuthId: registry,
      });
      expect(scene.stateText()).not.toContain("canary");
    });

    test("then nothing else is left to do: the storage grows in place, and the instance goes on running", async () => {
      const before = scene.ids();
      scene.declare(...program({}));
      const { output } = await scene.up();
      expect(summaryIn(output)).toEqual(["~ 1 updated", "6 unchanged"]);
      expect(await changes()).toEqual(["networkstorage/update"]);
      expect(scene.ids()).toEqual(before);
      expect(scene.kept().datasets?.outputs).toMatchObject({ size: 240, hourlyPrice: 0.02 });
    });

    test("a new password is a new credential, and a smaller storage a new one: the instance is reset to both before the old ones go", async () => {
      const { datasets, registry, ...naming } = scene.ids();
      scene.declare(...program({ size: 50, password: "canary-password-2" }));
      const { output } = await scene.up();
      const expected = [
        "and everything on it is lost: a storage cannot shrink.",
        "is reset: its system disk starts empty (imageAuthId, networkStorages).",
      ];
      for (const words of expected) expect(output).toContain(words);
      const warnings = output.split("\n").filter((line) => line.includes("warning:"));
      expect(warnings.filter((line) => !expected.some((words) => line.includes(words)))).toEqual([]);
      expect(output).not.toContain("canary");
      const made = await changes();
      expect(made.indexOf("template/update")).toBeGreaterThan(made.indexOf("repository/auth/save"));
      const others = made.filter((each) => each !== "template/update");
      expect(inStages(others, 2, 3)).toEqual([
        ["networkstorage/create", "repository/auth/save"],
        ["upgrade"],
        ["networkstorage/delete", "repository/auth/delete"],
      ]);
      const { datasets: smaller, registry: renewed, ...kept } = scene.ids();
      expect([smaller === datasets, renewed === registry, kept]).toEqual([false, false, naming]);
      expect(scene.kept().starter?.outputs).toMatchObject({ imageAuthId: renewed });
      expect(await scene.emulator.live("trainer")).toMatchObject({ imageAuthId: renewed });
    });

    test("in another cluster network and storage are new ones, with a new instance in it before the old ones go", async () => {
      const before = scene.ids();
      scene.declare(...program({ size: 50, password: "canary-password-2", clusterId: "us-dallas-nas-2" }));
      await scene.up();
      expect(inStages(await changes(), 2, 3, 4)).toEqual([
        ["network/create", "networkstorage/create"],
        ["delete"],
        ["create"],
        ["network/delete", "networkstorage/delete"],
      ]);
      const { lan, datasets, trainer: replaced, ...others } = scene.ids();
      expect(before).toMatchObject(others);
      expect([lan === before.lan, datasets === before.datasets, replaced === before.trainer]).toEqual([
        ...[false, false, false],
      ]);
    });

    test("a refresh finds no drift, though no list tells the password; destroy deletes the instance before what it names", async () => {
      await scene.refresh(["--expect-no-changes"]);
      const { lan, trainer: joined } = scene.kept();
      expect(lan?.outputs.addresses).toMatchObject([{ instanceId: joined?.id }]);
      await changes();
      await scene.destroy();
      const gone = (await changes()).filter((each) => each !== "template/delete");
      expect(inStages(gone, 1)).toEqual([
        ["delete"],
        ["image/prewarm/delete", "network/delete", "networkstorage/delete", "repository/auth/delete"],
      ]);
    });
  },
);
