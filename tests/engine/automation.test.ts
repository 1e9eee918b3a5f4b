import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { hermeticEnvironment } from "../../tools/pulumi/environment";
import { EmulatorSide } from "./emulatorSide.testkit";
import { theEngine } from "./engine.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

story("the Automation API", () => {
  let emulator: EmulatorSide;
  let folder: string;
  let binDir: string;
  beforeAll(async () => {
    ({ binDir } = await theEngine());
    emulator = await EmulatorSide.start();
    folder = temporaryFolder();
    mkdirSync(join(folder, "work"));
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => emulator.close());

  test(
    "brings an inline program through preview, up, refresh and destroy",
    async () => {
      const extra = { NOVITA_API_KEY: "any-key", NOVITA_BASE_URL: emulator.url };
      const { done } = startProcess(
        process.execPath,
        [join(__dirname, "automationProgram.js"), join(folder, "work")],
        {
          cwd: __dirname,
          env: hermeticEnvironment({ binDir, workFolder: folder, extra }),
        },
      );
      const { stdout, stderr, exitCode } = await done;
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
      const [instance] = await emulator.instances();
      expect(JSON.parse(stdout)).toEqual({
        preview: { create: 2 },
        up: { create: 2 },
        outputs: { id: instance?.id, status: "running" },
        refresh: { same: 2 },
        destroy: { delete: 2 },
      });
      expect(await emulator.changes()).toEqual(["create", "delete"]);
    },
    STORY_TIMEOUT_MS,
  );
});
