import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const trainer = {
  name: "trainer",
  args: { ...basics, networkStorages: [{ id: "{{datasets.id}}", mountPoint: "/data" }] },
};
const datasets = (size: number) =>
  ({ name: "datasets", type: "NetworkStorage", args: { clusterId: "us-ca-6", size } }) as const;

story("a network storage with an instance that mounts it", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(datasets(100), trainer);
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const reads = ["list", "get", "products", "clusters", "networkstorages/list"];
  const changes = async (): Promise<string[]> =>
    (await scene.emulator.calls()).map(({ operation }) => operation).filter((each) => !reads.includes(each));

  test("up says what it costs, creates it first, and mounts it", async () => {
    const { output } = await scene.up();
    expect(output).toContain("datasets: 100 GB of network storage, $0.0083 an hour (about $6.08 a month)");
    expect(output).not.toContain("warning:");
    expect(await changes()).toEqual(["networkstorage/create", "create"]);
    const { id } = scene.kept().datasets ?? {};
    expect(await scene.emulator.live("trainer")).toMatchObject({ mounts: [{ id, mountPath: "/data" }] });
  });

  test("then nothing is left to do; it grows in place, and the instance goes on running", async () => {
    expect(await scene.plans()).toEqual({});
    await scene.emulator.calls();
    const { datasets: before, trainer: mounted } = scene.ids();
    scene.declare(datasets(240), trainer);
    await scene.up();
    expect(await changes()).toEqual(["networkstorage/update"]);
    expect(scene.ids()).toEqual({ datasets: before, trainer: mounted });
    expect(scene.kept().datasets?.outputs).toMatchObject({ size: 240, hourlyPrice: 0.02 });
  });

  test("to shrink it is replaced: a new one, the instance reset to it, and then the old one is deleted", async () => {
    const { datasets: before, trainer: mounted } = scene.ids();
    scene.declare(datasets(50), trainer);
    const { output } = await scene.up();
    expect(output).toContain("and everything on it is lost: a storage cannot shrink.");
    expect(await changes()).toEqual(["networkstorage/create", "upgrade", "networkstorage/delete"]);
    const { datasets: after, trainer: kept } = scene.ids();
    expect([after === before, kept]).toEqual([false, mounted]);
  });

  test("destroy deletes the instance first", async () => {
    await scene.destroy();
    expect(await changes()).toEqual(["delete", "networkstorage/delete"]);
  });
});
