import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureActionlint } from "../../tools/actionlint/actionlint";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { findIn, pathFolders } from "../../tools/pulumi/toolchain/binaries";

/** The linter is built once, in about ten seconds. */
const example = join(__dirname, "../../examples/gitops");
let folder: string;
let actionlint: string;
beforeAll(async () => {
  actionlint = await ensureActionlint();
  folder = temporaryFolder();
  cpSync(join(example, ".github"), join(folder, ".github"), { recursive: true });
  // By it the linter knows the root, and so the local action.
  mkdirSync(join(folder, ".git"));
});

const lint = (): Promise<RunResult> =>
  // If shellcheck is on PATH, actionlint has it look at the commands too.
  startProcess(actionlint, ["-oneline"], { cwd: folder, env: process.env }).done;

test("actionlint finds nothing in the workflows", async () => {
  const { exitCode, output } = await lint();
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});

test("actionlint finds nothing in this project's own", async () => {
  const own = join(__dirname, "../..");
  const files = ["ci", "release"].map((name) => join(own, `.github/workflows/${name}.yml`));
  const linted = startProcess(actionlint, ["-oneline", ...files], { cwd: own, env: process.env });
  const { exitCode, output } = await linted.done;
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});

test("actionlint sees what is wrong in them", async () => {
  const file = join(folder, ".github/workflows/up.yml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("matrix.stack }}", "matrix.stak }}"));
  const { exitCode, output } = await lint();
  writeFileSync(file, text);
  expect(exitCode).toBe(1);
  expect(output).toContain('property "stak" is not defined in object type {stack: string}');
});

// A Debian package, and in no registry of packages for Node: looked for, and reported as skipped if it is missing.
const checked = findIn(pathFolders(process), "shellcheck") === undefined ? test.skip : test;

checked("shellcheck finds nothing in the scripts", async () => {
  const scripts = readdirSync(join(example, "ci")).filter((name) => name.endsWith(".sh"));
  const { exitCode, output } = await startProcess("shellcheck", scripts, {
    cwd: join(example, "ci"),
    env: process.env,
  }).done;
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});
