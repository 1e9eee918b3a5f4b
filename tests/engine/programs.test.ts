import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { summaryIn } from "./printed.testkit";
import { Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const stub = readFileSync(join(__dirname, "../dynamic/stub.golden.txt"), "utf8");

story("a program in ES-module form", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ project: join(__dirname, "programEsm") });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("is brought up, previewed and destroyed like any other, whatever its component hands on", async () => {
    await scene.up();
    const { id } = await scene.emulator.live("trainer");
    expect(await scene.stack.outputs()).toEqual({ id, status: "running", isOne: true });
    const trainer = scene.resource("trainer");
    expect(trainer?.outputs?.__provider).toBe(stub);
    expect(JSON.stringify(trainer)).not.toMatch(/canary-env|deletedWith/);
    expect(scene.kept().trainer?.inputs).toMatchObject({
      lifecycle: { timeouts: { create: "19m" } },
    });
    expect(await scene.plans()).toEqual({});
    expect(summaryIn((await scene.destroy()).output)).toEqual(["- 4 deleted"]);
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
  });
});
