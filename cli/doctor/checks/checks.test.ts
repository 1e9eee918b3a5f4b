import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Ended, Invocation, World } from "../../world";
import type { Check, Finding } from "../check";
import { createSite } from "../site";
import { launcherCheck } from "./launcher";
import { nodeCheck } from "./node";
import { pulumiNovitaCheck, pulumiSdkCheck } from "./packages";
import { pulumiCliCheck } from "./pulumiCli";
import { runtimeCheck } from "./runtime";
import { typescriptCheck } from "./typescript";
import { version as ownVersion } from "../../../provider/version";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-novita-doctor-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a check in the folder, in a world of which it needs only these parts. */
async function finding(check: Check, parts: Partial<World> = {}, at = folder): Promise<Finding> {
  return check.look(createSite({ nodeVersion: "20.20.2", env: {}, ...parts } as World, at));
}

function install(name: string, manifest: object): void {
  const home = join(folder, "node_modules", name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest));
}

/** An executable file. */
function program(path: string, text = "\u007fELF"): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

describe("Node.js", () => {
  test("is new enough", async () => {
    expect(await finding(nodeCheck)).toEqual({ status: "ok", detail: "20.20.2" });
  });

  test("is too old", async () => {
    expect(await finding(nodeCheck, { nodeVersion: "18.20.0" })).toEqual({
      status: "failed",
      detail: "18.20.0, and >=20 is needed",
      advice: "Install a newer Node.js.",
    });
  });
});

describe("the packages of the project", () => {
  test.each([
    ["typescript", typescriptCheck, { status: "ok", detail: "not in the project, and not needed" }],
    [
      "@pulumi/pulumi",
      pulumiSdkCheck,
      { status: "failed", advice: "Run `npm install @pulumi/pulumi@3` in the project folder." },
    ],
    [
      "pulumi-novita",
      pulumiNovitaCheck,
      { status: "failed", advice: "Run `npm install pulumi-novita` in the project folder." },
    ],
  ])("without %s", async (_name, check, expected) => {
    const detail = `not installed for ${folder}`;
    expect(await finding(check)).toEqual({ detail, ...expected });
  });

  test.each<[string, Check, string, object, Finding]>([
    ["TypeScript 5", typescriptCheck, "typescript", { version: "5.9.3" }, { status: "ok", detail: "5.9.3" }],
    [
      "TypeScript 7",
      typescriptCheck,
      "typescript",
      { version: "7.0.1" },
      {
        status: "failed",
        detail: "7.0.1, and Pulumi cannot work with 7 or newer",
        advice: "Run `npm install --save-dev typescript@5`.",
      },
    ],
    [
      "an SDK that fits",
      pulumiSdkCheck,
      "@pulumi/pulumi",
      { version: "3.248.0", engines: { node: ">=20" } },
      { status: "ok", detail: "3.248.0" },
    ],
    [
      "an old SDK",
      pulumiSdkCheck,
      "@pulumi/pulumi",
      { version: "3.100.0" },
      {
        status: "failed",
        detail: "3.100.0, and ^3.216.0 is needed",
        advice: "Run `npm install @pulumi/pulumi@3`.",
      },
    ],
    [
      "an SDK for a newer Node.js",
      pulumiSdkCheck,
      "@pulumi/pulumi",
      { version: "3.260.0", engines: { node: ">=22" } },
      {
        status: "failed",
        detail: "3.260.0, which needs Node.js >=22; this is 20.20.2",
        advice: "Install a newer Node.js, or an older @pulumi/pulumi.",
      },
    ],
    [
      "this package",
      pulumiNovitaCheck,
      "pulumi-novita",
      { version: ownVersion },
      { status: "ok", detail: ownVersion },
    ],
    [
      "another version of this package",
      pulumiNovitaCheck,
      "pulumi-novita",
      { version: "0.0.1" },
      {
        status: "warning",
        detail: `0.0.1, but this command is ${ownVersion}`,
        advice: "Run the project's own command: `npx pulumi-novita` in the project folder.",
      },
    ],
  ])("with %s, found from a folder below", async (_what, check, name, manifest, expected) => {
    install(name, manifest);
    expect(await finding(check, {}, join(folder, "infra"))).toEqual(expected);
  });
});

describe("TypeScript that is not in the project", () => {
  const tsconfig = (text: string, name = "tsconfig.json"): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  test("is not missed with the tsconfig that Pulumi's template has", async () => {
    tsconfig(
      `{ "compilerOptions": { "target": "es2020", "module": "commonjs", "moduleResolution": "node", "strict": true } }`,
    );
    expect(await finding(typescriptCheck)).toEqual({
      status: "ok",
      detail: "not in the project; Pulumi's own 3.8 takes its place",
    });
  });

  test.each([
    ["module", "Node16"],
    ["module", "nodenext"],
    ["module", "ES2022"],
    ["moduleResolution", "Bundler"],
    ["target", "ES2022"],
    ["jsx", "react-jsx"],
  ])("is missed with %s %s", async (option, value) => {
    const file = tsconfig(`{
      // a comment, and a comma at the end
      "compilerOptions": { "${option}": "${value}", },
    }`);
    expect(await finding(typescriptCheck)).toEqual({
      status: "failed",
      // The reader of the file has such values in small letters.
      detail: `not in the project, and Pulumi's own 3.8 does not know ${option} "${value.toLowerCase()}" of ${file}`,
      advice: "Run `npm install --save-dev typescript@5`.",
    });
  });

  test("is missed if another file brings the option", async () => {
    tsconfig(`{ "compilerOptions": { "module": "Node16" } }`, "base.json");
    const file = tsconfig(`{ "extends": "./base.json" }`);
    expect(await finding(typescriptCheck)).toMatchObject({
      status: "failed",
      detail: `not in the project, and Pulumi's own 3.8 does not know module "node16" of ${file}`,
    });
  });

  test("says that a tsconfig cannot be read", async () => {
    const file = tsconfig(`{ "extends": "./absent.json" }`);
    const { status, detail, advice } = await finding(typescriptCheck);
    expect({ status, advice }).toEqual({ status: "failed", advice: "Correct it, or take it away." });
    expect(detail.startsWith(`${file} cannot be read: File './absent.json' not found.`)).toBe(true);
  });
});

describe("the Pulumi project", () => {
  const project = (text: string): string => {
    const file = join(folder, "Pulumi.yaml");
    writeFileSync(file, text);
    return file;
  };

  test.each([
    ["", "no Pulumi.yaml for FOLDER yet"],
    ["name: shop\nruntime: nodejs\n", "runtime nodejs"],
    ["name: shop\nruntime: yaml\n", "runtime yaml, with the plugin"],
    ["name: shop\nruntime: { name: python }\n", "runtime python, with the plugin"],
    ["name: shop\nruntime:\n  name: nodejs\n  options: { packagemanager: pnpm }\n", "runtime nodejs"],
  ])("%j is fine", async (text, detail) => {
    if (text !== "") project(text);
    expect(await finding(runtimeCheck)).toEqual({ status: "ok", detail: detail.replace("FOLDER", folder) });
  });

  test.each([
    [
      "runtime: bun",
      "runtime bun (FILE), and dynamic providers run in nodejs programs alone",
      "Write `runtime: nodejs` into it; Bun can stay the package manager (`packagemanager: bun` in the runtime's options).",
    ],
    ["name: shop", "FILE names no runtime", "Write `runtime: nodejs` into it."],
    ["runtime: [", "FILE names no runtime", "Write `runtime: nodejs` into it."],
  ])("%j is not, also from a folder below", async (text, detail, advice) => {
    const file = project(text);
    expect(await finding(runtimeCheck, {}, join(folder, "infra"))).toEqual({
      status: "failed",
      detail: detail.replace("FILE", file),
      advice,
    });
  });

  test("has the plugin's package alone, or beside the one for dynamic providers", async () => {
    project("runtime: nodejs");
    install("pulumi-novita-sdk", { version: "0.3.0" });
    expect([await finding(runtimeCheck), await finding(pulumiNovitaCheck)]).toEqual([
      { status: "ok", detail: "runtime nodejs, with the plugin" },
      { status: "ok", detail: "pulumi-novita-sdk 0.3.0, with the plugin" },
    ]);
    install("pulumi-novita", { version: ownVersion });
    expect([await finding(runtimeCheck), await finding(pulumiNovitaCheck)]).toEqual([
      { status: "ok", detail: "runtime nodejs" },
      { status: "ok", detail: ownVersion },
    ]);
  });

  test("has no packages that Pulumi finds if Yarn has no node_modules", async () => {
    project("runtime: nodejs");
    writeFileSync(join(folder, ".pnp.cjs"), "");
    expect(await finding(runtimeCheck)).toEqual({
      status: "failed",
      detail: `Yarn Plug'n'Play (${join(folder, ".pnp.cjs")}), and Pulumi loads packages from node_modules`,
      advice: "Write `nodeLinker: node-modules` into .yarnrc.yml and run `yarn install`.",
    });
    install("@pulumi/pulumi", { version: "3.248.0" });
    expect(await finding(runtimeCheck)).toEqual({ status: "ok", detail: "runtime nodejs" });
  });
});

describe("the Pulumi CLI", () => {
  const says = (ended: Partial<Ended> | undefined): Partial<World> => ({
    env: { PATH: folder },
    run: async () => ended && { exitCode: 0, stdout: "", stderr: "", ...ended },
  });

  test("is asked for its version, in the project folder", async () => {
    const asked: Invocation[] = [];
    const file = program("pulumi");
    const run = async (invocation: Invocation): Promise<Ended> => {
      asked.push(invocation);
      return { exitCode: 0, stdout: "v3.259.0\n", stderr: "" };
    };
    const found = await finding(pulumiCliCheck, { env: { PATH: folder }, run });
    expect(found).toEqual({ status: "ok", detail: "3.259.0" });
    expect(asked).toEqual([{ file, args: ["version"], cwd: folder }]);
  });

  test("is not there", async () => {
    expect(await finding(pulumiCliCheck, { env: { PATH: folder } })).toEqual({
      status: "failed",
      detail: "not on PATH",
      advice: "Install a new one from https://www.pulumi.com/docs/install.",
    });
  });

  test("is too old", async () => {
    program("pulumi");
    expect(await finding(pulumiCliCheck, says({ stdout: "v3.215.0\n" }))).toEqual({
      status: "failed",
      detail: "3.215.0, and 3.216.0 or newer is needed",
      advice: "Install a new one from https://www.pulumi.com/docs/install.",
    });
  });

  test("has no version", async () => {
    const file = program("pulumi");
    expect(await finding(pulumiCliCheck, says({ stdout: "\n" }))).toEqual({
      status: "warning",
      detail: `${file} does not say which version it is`,
      advice: "It must be 3.216.0 or newer.",
    });
  });

  test.each([
    ["cannot be started", undefined],
    ["fails", { exitCode: 1 }],
    ["hangs, and is stopped", { exitCode: null }],
  ])("%s", async (_what, ended) => {
    const file = program("pulumi");
    expect(await finding(pulumiCliCheck, says(ended))).toEqual({
      status: "failed",
      detail: `${file} cannot be run`,
      advice: "Run `pulumi version` to see why.",
    });
  });
});

describe("the launcher of dynamic providers", () => {
  const at = (...folders: readonly string[]): Partial<World> => ({
    env: { PATH: folders.map((each) => join(folder, each)).join(delimiter) },
  });

  test("stands beside the CLI, also behind a link", async () => {
    const cli = program("real/pulumi");
    const launcher = program("real/pulumi-resource-pulumi-nodejs");
    mkdirSync(join(folder, "bin"));
    symlinkSync(cli, join(folder, "bin/pulumi"));
    expect(await finding(launcherCheck, at("bin"))).toEqual({ status: "ok", detail: launcher });
  });

  test("stands on PATH, which the engine looks at first", async () => {
    program("real/pulumi");
    program("real/pulumi-resource-pulumi-nodejs");
    const launcher = program("other/pulumi-resource-pulumi-nodejs");
    expect(await finding(launcherCheck, at("other", "real"))).toEqual({ status: "ok", detail: launcher });
  });

  test("stands on PATH, where the engine is told not to look", async () => {
    const cli = program("real/pulumi");
    program("other/pulumi-resource-pulumi-nodejs");
    const { env } = at("other", "real");
    const found = await finding(launcherCheck, { env: { ...env, PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } });
    expect(found).toEqual({
      status: "failed",
      detail: `neither on PATH nor beside ${cli}`,
      advice:
        "It comes with Pulumi's own downloads: install the CLI from https://www.pulumi.com/docs/install, or put node_modules/@pulumi/pulumi on PATH.",
    });
  });

  test("may be anywhere if the CLI is a script that starts another one", async () => {
    const cli = program("bin/pulumi", "#!/bin/sh\n");
    expect(await finding(launcherCheck, at("bin"))).toEqual({
      status: "warning",
      detail: `not on PATH; ${cli} starts another file, which may have it beside it`,
      advice: "If `pulumi up` does not find it, put the folder of the real Pulumi CLI on PATH.",
    });
  });
});
