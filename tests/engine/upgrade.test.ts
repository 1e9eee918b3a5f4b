import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceState, StateFile } from "../../tools/pulumi/stack";
import { summaryIn } from "./printed.testkit";
import { recordedArgs } from "./recorded/declaration";
import { Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const folder = join(__dirname, "recorded");
const files = readdirSync(folder).filter((file) => file.startsWith("state-"));

const instanceIn = ({ deployment }: StateFile): ResourceState | undefined =>
  deployment.resources?.find(({ type }) => type.endsWith(":GpuInstance"));

test("there is a recorded state, and nothing of a machine is in it", () => {
  expect(files).toContain("state-0.1.0.json");
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8"));
  expect(
    texts.flatMap((text) => text.match(/"(file:|[A-Za-z]:\\|\/)[^"]*"|recorded-(password|token)/g) ?? []),
  ).toEqual([]);
});

story.each(files)("a state of an earlier release: %s", (file) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    const text = readFileSync(join(folder, file), "utf8");
    const recorded = instanceIn(JSON.parse(text) as StateFile);
    const { name, kind, billingMode } = recorded?.inputs ?? {};
    const { lifecycle: _ours, ...args } = recordedArgs;
    const order = { ...args, name, kind, billingMode };
    const { id } = await scene.emulator.asSomebodyElse("create", order);
    await scene.stack.import(JSON.parse(text.replaceAll(String(recorded?.id), String(id))) as StateFile);
    scene.declare({ name: "trainer", args: recordedArgs });
    await scene.emulator.calls();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("is what the program declares: a preview changes nothing", async () => {
    expect(await scene.plans()).toEqual({});
  });

  test("is refreshed without a change", async () => {
    const { output } = await scene.refresh(["--expect-no-changes"]);
    expect(summaryIn(output)).toEqual(["2 unchanged"]);
  });

  test("is destroyed with what its own text calls", async () => {
    const { output } = await scene.destroy();
    expect(summaryIn(output)).toEqual(["- 2 deleted"]);
    expect(await scene.emulator.changes()).toEqual(["delete"]);
    expect((await scene.emulator.instances()).map(({ billable }) => billable)).toEqual([false]);
  });
});
