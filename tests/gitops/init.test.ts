import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { hermeticEnvironment } from "../../tools/pulumi/environment";
import { theEngine } from "../engine/engine.testkit";
import { ENGINE_TIMEOUT_MS, story } from "../engine/story.testkit";

const example = join(__dirname, "../../examples/gitops");

story("ci/init.sh", () => {
  let folder: string;
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { binDir } = await theEngine();
    folder = temporaryFolder();
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "ci"])
      cpSync(join(example, name), join(folder, name), { recursive: true });
    const extra = { PULUMI_CONFIG_PASSPHRASE: "ours", STACK: "dev" };
    env = hermeticEnvironment({ binDir, workFolder: folder, extra });
  }, ENGINE_TIMEOUT_MS);

  const run = (command: string, args: readonly string[], PATH = env.PATH ?? ""): Promise<RunResult> =>
    startProcess(command, args, { cwd: folder, env: { ...env, PATH } }).done;
  const token = async (): Promise<string> => (await run("pulumi", ["config", "get", "notebookToken"])).stdout;

  test("makes no stack with an empty token where none could be drawn", async () => {
    const broken = mkdtempSync(join(folder, "bin-"));
    writeFileSync(join(broken, "node"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    const { exitCode, output } = await run("sh", ["ci/init.sh"], [broken, env.PATH].join(delimiter));
    expect({ exitCode, output }).toEqual({ exitCode: 3, output: "Created stack 'dev'\n" });
    await run("pulumi", ["stack", "rm", "dev", "--yes", "--preserve-config"]);
  });

  test("draws a token, and keeps it where the stack is made anew", async () => {
    expect((await run("sh", ["ci/init.sh"])).exitCode).toBe(0);
    const drawn = await token();
    expect(drawn).toMatch(/^[\w-]{24}\n$/);
    await run("pulumi", ["stack", "rm", "dev", "--yes", "--preserve-config"]);
    expect((await run("sh", ["ci/init.sh"])).exitCode).toBe(0);
    expect(await token()).toBe(drawn);
  });
});
