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

  const run = (
    command: string,
    args: readonly string[],
    extra: Record<string, string> = {},
  ): Promise<RunResult> => startProcess(command, args, { cwd: folder, env: { ...env, ...extra } }).done;
  const config = async (key: string): Promise<string> => (await run("pulumi", ["config", "get", key])).stdout;

  test("makes no stack with an empty token if none could be drawn", async () => {
    const broken = mkdtempSync(join(folder, "bin-"));
    writeFileSync(join(broken, "node"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    const { exitCode, output } = await run("sh", ["ci/init.sh"], {
      PATH: [broken, env.PATH].join(delimiter),
    });
    expect({ exitCode, output }).toEqual({ exitCode: 3, output: "Created stack 'dev'\n" });
    await run("pulumi", ["stack", "rm", "dev", "--yes", "--preserve-config"]);
  });

  test("draws a token and an owner, and keeps them if the stack is made again", async () => {
    expect((await run("sh", ["ci/init.sh"])).exitCode).toBe(0);
    const drawn = [await config("notebookToken"), await config("novita:owner")];
    expect(drawn).toEqual([
      expect.stringMatching(/^[\w-]{24}\n$/),
      expect.stringMatching(/^[0-9a-f-]{36}\n$/),
    ]);
    await run("pulumi", ["stack", "rm", "dev", "--yes", "--preserve-config"]);
    expect((await run("sh", ["ci/init.sh"])).exitCode).toBe(0);
    expect([await config("notebookToken"), await config("novita:owner")]).toEqual(drawn);
    await run("pulumi", ["stack", "rm", "dev", "--yes", "--preserve-config"]);
  });

  test("takes a stack's whole name, and a passphrase in a file", async () => {
    const file = join(folder, "passphrase");
    writeFileSync(file, "ours");
    const { PULUMI_CONFIG_PASSPHRASE: _passphrase, ...rest } = env;
    const made = await startProcess("sh", ["ci/init.sh"], {
      cwd: folder,
      env: { ...rest, PULUMI_CONFIG_PASSPHRASE_FILE: file, STACK: "organization/novita-gitops/dev" },
    }).done;
    expect({ exitCode: made.exitCode, output: made.output }).toEqual({
      exitCode: 0,
      output:
        "Created stack 'dev'\nMade the stack organization/novita-gitops/dev. Commit Pulumi.dev.yaml: its secrets are encrypted.\n",
    });
  });
});
