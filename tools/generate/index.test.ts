import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../process/temporaryFolder.testkit";

const root = join(__dirname, "../..");
const generated = [
  "schema.json",
  "provider/api/generated/wire.ts",
  "provider/resources/gpuInstance/generated/inputs.ts",
  "provider/resources/gpuInstance/generated/fields.ts",
  "sdk/dynamic/generated/args.ts",
  "sdk/dynamic/generated/outputs.ts",
  "docs/reference/gpu-instance.md",
];
const sources = [
  "provider/api/novita.openapi.yaml",
  "provider/resources/gpuInstance/lifecycle.schema.yaml",
  "provider/resources/gpuInstance/outputs.schema.yaml",
];

describe("npm run generate", () => {
  let copy: string;
  beforeEach(() => {
    copy = temporaryFolder();
    for (const path of [...sources, ...generated]) cpSync(join(root, path), join(copy, path));
  });

  it("finds what is committed up to date", () => {
    expect(run(copy, "--check")).toEqual({
      status: 0,
      stdout: "generated files are up to date\n",
      stderr: "",
    });
  });

  it("--check names every file that a changed source changes, and writes none; without it they are written", () => {
    edit(copy, sources[0], (text) =>
      text.replace("maximum: 8\n          description: Number", "maximum: 9\n          description: Number"),
    );
    const outdated = ["schema.json", generated[2], generated[4], generated[5], generated[6]];
    const before = texts(copy);
    expect(run(copy, "--check")).toEqual({
      status: 1,
      stdout: "",
      stderr: `generated files differ from their sources; run \`npm run generate\`:\n${outdated.map((path) => `  ${path}\n`).join("")}`,
    });
    expect(texts(copy)).toEqual(before);

    expect(run(copy).stdout).toBe(outdated.map((path) => `wrote ${path}\n`).join(""));
    expect(run(copy, "--check").status).toBe(0);
  });

  it("--check finds a file edited by hand and a missing one", () => {
    edit(copy, generated[3], (text) => text.replace("echoed: true", "echoed: false"));
    rmSync(join(copy, "sdk"), { recursive: true });
    expect(run(copy, "--check").stderr).toBe(
      `generated files differ from their sources; run \`npm run generate\`:\n  ${generated[3]}\n  ${generated[4]}\n  ${generated[5]}\n`,
    );
  });

  it("refuses an option it does not have, and a folder that is not the project", () => {
    expect(run(copy, "--chek")).toEqual({
      status: 1,
      stdout: "",
      stderr: "unknown option --chek; there is only --check\n",
    });
    expect(run(dirname(copy))).toEqual({
      status: 1,
      stdout: "",
      stderr: `${sources[0]} is missing: run the generator in the project's root\n`,
    });
  });
});

describe("generated files", () => {
  it.each(generated)("%s says so at its very beginning", (path) => {
    const begin = readFileSync(join(root, path), "utf8").slice(0, 400);
    expect(begin).toMatch(
      /^(\/\/ |<!-- |\{\n {2}"\$comment": ")Generated from provider\/api\/novita\.openapi\.yaml.* by `npm run generate`; do not edit\./,
    );
  });
});

function run(
  cwd: string,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const command = [require.resolve("tsx/cli"), join(__dirname, "index.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}

function edit(folder: string, path: string | undefined, change: (text: string) => string): void {
  if (path === undefined) throw new Error("no path");
  const file = join(folder, path);
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${path} was to be changed and was not`);
  writeFileSync(file, changed);
}

function texts(folder: string): readonly string[] {
  return generated.map((path) => readFileSync(join(folder, path), "utf8"));
}
