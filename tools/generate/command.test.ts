import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { command } from "./command";
import type { OutputFile } from "./output";
import { examplesPath } from "./package/paths";
import { resources } from "./resources";

const root = join(__dirname, "../..");
const generated = [
  "schema.json",
  "provider/api/generated/wire.ts",
  "cmd/pulumi-resource-novita/schema.json",
  "provider/resources/gpuInstance/generated/inputs.ts",
  "provider/resources/gpuInstance/generated/fields.ts",
  "sdk/dynamic/generated/gpuInstance/args.ts",
  "sdk/dynamic/generated/gpuInstance/outputs.ts",
  "docs/reference/gpu-instance.md",
  "provider/resources/networkStorage/generated/inputs.ts",
  "provider/resources/networkStorage/generated/fields.ts",
  "sdk/dynamic/generated/networkStorage/args.ts",
  "sdk/dynamic/generated/networkStorage/outputs.ts",
  "docs/reference/network-storage.md",
  "provider/resources/registryAuth/generated/inputs.ts",
  "provider/resources/registryAuth/generated/fields.ts",
  "sdk/dynamic/generated/registryAuth/args.ts",
  "sdk/dynamic/generated/registryAuth/outputs.ts",
  "docs/reference/registry-auth.md",
  "provider/resources/imagePrewarm/generated/inputs.ts",
  "provider/resources/imagePrewarm/generated/fields.ts",
  "sdk/dynamic/generated/imagePrewarm/args.ts",
  "sdk/dynamic/generated/imagePrewarm/outputs.ts",
  "docs/reference/image-prewarm.md",
  "provider/resources/template/generated/inputs.ts",
  "provider/resources/template/generated/fields.ts",
  "sdk/dynamic/generated/template/args.ts",
  "sdk/dynamic/generated/template/outputs.ts",
  "docs/reference/template.md",
  "provider/functions/generated/schemas.ts",
  "provider/functions/generated/types.ts",
  "sdk/dynamic/generated/functions.ts",
  "docs/reference/functions.md",
  "provider/resources/network/generated/inputs.ts",
  "provider/resources/network/generated/fields.ts",
  "sdk/dynamic/generated/network/args.ts",
  "sdk/dynamic/generated/network/outputs.ts",
  "docs/reference/network.md",
];
/** Those that change with the greatest number of GPUs: those of instances, and those of functions that ask for them. */
const changing = generated.filter((path, at) => [0, 2, 3, 5, 6, 7].includes(at) || /functions/.test(path));
const sources = [
  "provider/api/novita.openapi.yaml",
  "provider/resources/gpuInstance/lifecycle.schema.yaml",
  "provider/resources/gpuInstance/outputs.schema.yaml",
  "provider/resources/gpuInstance/methods.schema.yaml",
  "provider/resources/lifecycle.schema.yaml",
  "provider/resources/networkStorage/outputs.schema.yaml",
  "provider/resources/registryAuth/outputs.schema.yaml",
  "provider/resources/awaited.schema.yaml",
  "provider/resources/imagePrewarm/lifecycle.schema.yaml",
  "provider/resources/imagePrewarm/outputs.schema.yaml",
  "provider/resources/template/outputs.schema.yaml",
  "provider/functions/functions.schema.yaml",
  "provider/resources/network/outputs.schema.yaml",
  "provider/account/settings.schema.yaml",
  ...resources.map(({ folder }) => `sdk/dynamic/${folder}.ts`),
  ...resources.map(({ type }) => examplesPath(type)).filter((path) => existsSync(join(root, path))),
];

describe("npm run generate", () => {
  let copy: string;
  beforeEach(() => {
    copy = temporaryFolder();
    for (const path of [...sources, ...generated]) cpSync(join(root, path), join(copy, path));
  });

  it("writes what a changed source changes, and finds everything else that is committed up to date", () => {
    edit(copy, sources[0], (text) =>
      text.replace("maximum: 8\n          description: Number", "maximum: 9\n          description: Number"),
    );
    const before = texts(copy).map((text) => text.split("\n"));
    expect(run(copy)).toEqual({
      status: 0,
      stdout: changing.map((path) => `wrote ${path}\n`).join(""),
      stderr: "",
    });
    const changed = texts(copy).flatMap((text, at) =>
      text.split("\n").flatMap((line, number) => {
        const old = before[at]?.[number] ?? "";
        return line === old ? [] : [{ path: generated[at], line, asItWas: old.replace("8", "9") }];
      }),
    );
    // In each of them one line, and in it one figure; the package schema has an input, an output and an argument.
    const lines = changing.flatMap((path) => (path.startsWith("cmd/") ? [path, path, path] : [path]));
    expect(changed.map(({ path }) => path)).toEqual(lines);
    expect(changed.map(({ line }) => line)).toEqual(changed.map(({ asItWas }) => asItWas));
  });

  it("hands its options on", () => {
    expect(run(copy, "--chek")).toEqual({
      status: 1,
      stdout: "",
      stderr: "unknown option --chek; there is only --check\n",
    });
  });
});

describe("the command", () => {
  let copy: string;
  beforeEach(() => {
    copy = temporaryFolder();
    for (const path of [...sources, ...generated]) cpSync(join(root, path), join(copy, path));
  });

  it("writes what differs, and only that", async () => {
    const made = generated.map((path) => ({ path, text: `${changing.includes(path)} ${path}` }));
    const generate = async (): Promise<readonly OutputFile[]> => made;
    for (const { path, text } of made.filter((each) => !changing.includes(each.path)))
      writeFileSync(join(copy, path), text);
    expect(await command([], copy, generate)).toEqual({
      exitCode: 0,
      stdout: changing.map((path) => `wrote ${path}\n`).join(""),
      stderr: "",
    });
    expect(texts(copy)).toEqual(made.map(({ text }) => text));
    expect(await command(["--check"], copy, generate)).toEqual({
      exitCode: 0,
      stdout: "generated files are up to date\n",
      stderr: "",
    });
  });

  it("--check finds a file edited by hand and a missing one", async () => {
    const committed = generated.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
    edit(copy, generated[4], (text) => text.replace("echoed: true", "echoed: false"));
    rmSync(join(copy, "sdk"), { recursive: true });
    expect(await command(["--check"], copy, async () => committed)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: outdated(generated.filter((path) => path === generated[4] || path.startsWith("sdk/"))),
    });
    expect(readFileSync(join(copy, String(generated[4])), "utf8")).toContain("echoed: false");
    expect(existsSync(join(copy, "sdk"))).toBe(false);
  });

  it("refuses an option it does not have, and a folder that is not the project", async () => {
    const none = (): never => {
      throw new Error("nothing is to be made");
    };
    expect(await command(["--chek"], copy, none)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "unknown option --chek; there is only --check\n",
    });
    expect(await command([], dirname(copy), none)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: `${sources[0]} is missing: run the generator in the project's root\n`,
    });
  });
});

describe("generated files", () => {
  // Pulumi refuses a comment in a package schema.
  it.each(generated.filter((path) => !path.startsWith("cmd/")))(
    "%s says so at its very beginning",
    (path) => {
      const begin = readFileSync(join(root, path), "utf8").slice(0, 400);
      expect(begin).toMatch(
        /^(\/\/ |<!-- |\{\n {2}"\$comment": ")Generated from provider\/api\/novita\.openapi\.yaml.* by `npm run generate`; do not edit\./,
      );
    },
  );
});

/** As `npm run generate` starts it. */
function run(
  cwd: string,
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const start = [require.resolve("tsx/cli"), join(__dirname, "index.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, start, { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
}

function outdated(paths: readonly (string | undefined)[]): string {
  return `generated files differ from their sources; run \`npm run generate\`:\n${paths.map((path) => `  ${path}\n`).join("")}`;
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
