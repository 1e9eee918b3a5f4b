import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { summaryIn } from "./printed.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const names = Array.from({ length: 30 }, (_, at) => `node${at}`);

story("thirty instances in one program", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    scene.declare(...names.map((name) => ({ name, args: basics })));
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("are created once each, and share a list of prices and the looking", async () => {
    expect(summaryIn((await scene.up()).output)).toEqual(["+ 31 created"]);
    const calls = (await scene.emulator.calls()).map(({ operation }) => operation);
    const count = (name: string): number => calls.filter((each) => each === name).length;
    expect({ products: count("products"), create: count("create"), get: count("get") }).toEqual({
      products: 1,
      create: 30,
      get: 30,
    });
    // A look for orphans and one for readiness each would be twice as many.
    expect(count("list")).toBeLessThan(45);
    const instances = await scene.emulator.instances();
    expect(new Set(instances.map(({ name }) => name)).size).toBe(30);
    expect(instances.map(({ status }) => status)).toEqual(names.map(() => "running"));
  });

  test("are gone after a destroy, and nothing is billed", async () => {
    expect(summaryIn((await scene.destroy()).output)).toEqual(["- 31 deleted"]);
    const instances = await scene.emulator.instances();
    expect(instances.map(({ status, billable }) => `${status} ${billable}`)).toEqual(
      names.map(() => "removed false"),
    );
    expect(scene.ids()).toEqual({});
  });
});
