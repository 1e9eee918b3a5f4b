import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const repository = join(__dirname, "../..");

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
  cpSync(join(repository, "examples/gitops/ci/install.sh"), join(folder, "ci/install.sh"));
  mkdirSync(join(folder, "local"));
  const scripts = { install: "echo ran > ran" };
  writeFileSync(
    join(folder, "local/package.json"),
    JSON.stringify({ name: "local", version: "1.0.0", scripts }),
  );
  const dependencies = { local: "file:local.tgz" };
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "fleet", version: "0.0.0", dependencies }),
  );
});

/** Runs a command in the project; npm asks no registry. */
function run(command: string, args: readonly string[], path = process.env.PATH): Promise<RunResult> {
  const env = { PATH: path, HOME: folder, npm_config_offline: "true", npm_config_update_notifier: "false" };
  return startProcess(command, args, { cwd: folder, env }).done;
}

test("what the lock file says is installed, and no script of a package runs", async () => {
  await run("npm", ["pack", "--silent", "./local"]);
  cpSync(join(folder, "local-1.0.0.tgz"), join(folder, "local.tgz"));
  await run("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund"]);
  expect((await run("sh", ["ci/install.sh"])).exitCode).toBe(0);
  const installed = join(folder, "node_modules/local");
  expect(["package.json", "ran"].map((name) => existsSync(join(installed, name)))).toEqual([true, false]);
});

test("nothing is done if the cache has brought exactly that, and everything if it has not", async () => {
  writeFileSync(join(folder, "npm"), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
  const path = [folder, process.env.PATH].join(delimiter);
  expect((await run("sh", ["ci/install.sh"], path)).output).toBe("");
  const lock = join(folder, "package-lock.json");
  writeFileSync(lock, `${readFileSync(lock, "utf8")}\n`);
  expect((await run("sh", ["ci/install.sh"], path)).output).toBe(
    "npm ci --ignore-scripts --no-audit --no-fund\n",
  );
});

test("the policy pack is packed with what the pipelines start it by", async () => {
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts", join(repository, "policy")];
  const [{ files }] = JSON.parse((await run("npm", args)).stdout) as [
    { readonly files: readonly { readonly path: string; readonly mode: number }[] },
  ];
  const packed = new Map(files.map(({ path, mode }) => [path, mode.toString(8)]));
  expect(
    ["pulumi-analyzer-novita", "PulumiPolicy.yaml", "dist/index.js"].map((name) => packed.get(name)),
  ).toEqual([...["755", "644", "644"]]);
});
