import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { API_KEY, basics, Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const command = join(__dirname, "../../dist/cli/index.js");
const monthly = { ...basics, billingMode: "monthly", month: 1 };
const envs = [{ key: "TOKEN", value: "canary-env-77aa" }];

story("a preview as its reviewer sees it", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  /** What the command makes of a preview; the ids and the minute are taken out, as they are other ones each time. */
  const comment = async (): Promise<string> => {
    const cwd = scene.stack.workFolder;
    const { stdout } = await scene.stack.preview(["--json", "--show-sames"]);
    writeFileSync(join(cwd, "preview.json"), stdout);
    const env = { PATH: process.env.PATH, NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: scene.emulator.url };
    const args = [command, "plan", "preview.json"];
    const {
      exitCode,
      stdout: markdown,
      stderr,
    } = await startProcess(process.execPath, args, { cwd, env }).done;
    expect([exitCode, stderr]).toEqual([0, ""]);
    return markdown.replace(/\b[0-9a-f]{16}\b/g, "<id>").replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, "<minute>");
  };

  test("every kind of change, with what it costs", async () => {
    scene.declare(
      ...["kept", "edited", "larger", "gone", "earlier"].map((name) => ({ name, args: basics })),
      { name: "reset", args: { ...basics, envs } },
      { name: "paid", args: monthly },
      { name: "theirs", args: basics, options: { retainOnDelete: true } },
    );
    await scene.up();
    scene.declare(
      { name: "kept", args: basics },
      { name: "renamed", args: basics, options: { aliases: [{ name: "earlier" }] } },
      { name: "edited", args: { ...basics, rootfsSize: 100 } },
      {
        name: "reset",
        args: { ...basics, imageUrl: "nginx:1.28", envs: [{ key: "TOKEN", value: "other" }] },
      },
      { name: "larger", args: { ...basics, gpuNum: 2 } },
      { name: "paid", args: { ...monthly, month: 2 } },
      { name: "fresh", args: { ...basics, billingMode: "spot", command: "{{larger.clusterName}}" } },
    );
    expect(await comment()).toBe(`### GPU plan for \`engine-tests/dev\`

**9 GPU instances**: 1 destroyed, 1 replaced (data lost), 1 reset (data lost), 1 given up (goes on costing), 2 changed in place, 1 created, 2 unchanged.

| USD | before | after | difference |
| --- | ---: | ---: | ---: |
| an hour | $2.7607 | $2.9490 | **+$0.1883** |
| a month (730 hours) | $2015.30 | $2152.78 | **+$137.48** |
| paid at once, for months |  | $226.80 |  |

| Instance | What happens | Details | USD an hour | Stock |
| --- | --- | --- | ---: | --- |
| \`gone\` (\`<id>\`) | **destroyed** | \`1\` × \`4090.16c62g.os\`, \`nginx:1.27\` | $0.35 → none |  |
| \`larger\` (\`<id>\`) | **replaced**: the old one is deleted first, **its disks are lost** | \`gpuNum\`: \`1\` → \`2\` (replaces) | $0.35 → $0.70 | high |
| \`reset\` (\`<id>\`) | **reset**: **its system disk starts empty** | \`envs\` (secret)<br>\`imageUrl\`: \`nginx:1.27\` → \`nginx:1.28\` | $0.35 |  |
| \`theirs\` (\`<id>\`) | **given up**: it goes on running and costing | \`1\` × \`4090.16c62g.os\`, \`nginx:1.27\` | $0.35 |  |
| \`edited\` (\`<id>\`) | changed in place | \`rootfsSize\`: \`60\` → \`100\` | $0.35 → $0.3583 |  |
| \`paid\` (\`<id>\`) | changed in place | \`month\`: \`1\` → \`2\` | $0.3107 |  |
| \`fresh\` | created | \`1\` × \`RTX 4090 24GB\`, \`nginx:1.27\`, \`spot\` | $0.18 | high |

#### Warnings

- "theirs" is not deleted, and this stack forgets it: instance <id> goes on running and costing until somebody deletes it.
- "fresh" is a spot instance: Novita may take it back at any time.

<sub>Prices and stock as Novita named them at <minute>, for instances that run; a monthly price is spread over its hours.</sub>
`);
  });

  test("a preview that fails", async () => {
    scene.declare({ name: "kept", args: { ...basics, gpuNum: 99 } });
    expect(await comment()).toBe(`### GPU plan for \`engine-tests/dev\`

**The preview failed: this plan is not complete, and must not be applied.**

#### Errors

- pulumi-nodejs:dynamic/novita:GpuInstance resource 'kept' has a problem: gpuNum must be a whole number from 1 to 8, but is 99.
`);
  });
});
