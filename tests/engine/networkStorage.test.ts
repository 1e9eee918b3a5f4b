import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const image = {
  name: "image",
  type: "ImagePrewarm",
  args: { imageUrl: basics.imageUrl, clusterId: "us-ca-6", note: "for the trainer" },
} as const;
const trainer = {
  name: "trainer",
  args: {
    ...{ ...basics, imageUrl: "{{image.imageUrl}}" },
    networkStorages: [{ id: "{{datasets.id}}", mountPoint: "/data" }],
  },
};
const datasets = (size: number) =>
  ({ name: "datasets", type: "NetworkStorage", args: { clusterId: "us-ca-6", size } }) as const;

story("a network storage and a prewarmed image with an instance that has both", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(datasets(100), image, trainer);
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const changes = (): Promise<readonly string[]> => scene.emulator.changes();

  test("up says what the storage costs; a task that fails is kept, and no instance starts without its image", async () => {
    await scene.emulator.arm({ on: "prewarmCreate", do: { kind: "fail", message: "no space left" } });
    const { exitCode, output } = await scene.stack.up();
    expect(exitCode).toBe(1);
    expect(output).toContain("datasets: 100 GB of network storage, $0.0083 an hour (about $6.08 a month)");
    expect([...(await changes())].sort()).toEqual(["image/prewarm", "networkstorage/create"]);
    expect(scene.kept().image).toMatchObject({
      outputs: { status: "Failed", statusMessage: "no space left", note: image.args.note },
      initErrors: [expect.stringContaining("has failed: no space left. Novita does not try it again.")],
    });
  });

  test("the next up replaces the task, and creates the instance, which mounts the storage", async () => {
    const { image: failed, datasets: id } = scene.ids();
    const { output } = await scene.up();
    expect(output).toContain("has failed, and Novita does not try it again: a new task replaces it.");
    expect(await changes()).toEqual(["image/prewarm", "create", "image/prewarm/delete"]);
    const { image: task } = scene.kept();
    expect([task?.id === failed, task?.outputs.status]).toEqual([false, "Succeeded"]);
    expect(await scene.emulator.live("trainer")).toMatchObject({ mounts: [{ id, mountPath: "/data" }] });
  });

  test("then nothing is left to do; the storage grows in place, and the instance goes on running", async () => {
    expect(await scene.plans()).toEqual({});
    await scene.emulator.calls();
    const before = scene.ids();
    scene.declare(datasets(240), image, trainer);
    await scene.up();
    expect(await changes()).toEqual(["networkstorage/update"]);
    expect(scene.ids()).toEqual(before);
    expect(scene.kept().datasets?.outputs).toMatchObject({ size: 240, hourlyPrice: 0.02 });
  });

  test("to shrink, the storage is replaced: a new one, the instance reset to it, and then the old one is deleted", async () => {
    const { datasets: before, trainer: mounted } = scene.ids();
    scene.declare(datasets(50), image, trainer);
    const { output } = await scene.up();
    expect(output).toContain("and everything on it is lost: a storage cannot shrink.");
    expect(await changes()).toEqual(["networkstorage/create", "upgrade", "networkstorage/delete"]);
    const { datasets: after, trainer: kept } = scene.ids();
    expect([after === before, kept]).toEqual([false, mounted]);
  });

  test("destroy deletes the instance first", async () => {
    await scene.destroy();
    const [first, ...others] = await changes();
    expect([first, others.sort()]).toEqual(["delete", ["image/prewarm/delete", "networkstorage/delete"]]);
  });
});
