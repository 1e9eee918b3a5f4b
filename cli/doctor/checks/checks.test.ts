import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { version as ownVersion } from "../../../provider/version";
import type { Ended, Invocation, World } from "../../world";
import type { Check, Finding } from "../check";
import { createSite } from "../site";
import { launcherCheck } from "./launcher";
import { nodeCheck } from "./node";
import { pulumiNovitaCheck, pulumiSdkCheck, typescriptCheck } from "./packages";
import { pulumiCliCheck } from "./pulumiCli";

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

  test("may be anywhere where the CLI is a script that starts another one", async () => {
    const cli = program("bin/pulumi", "#!/bin/sh\n");
    expect(await finding(launcherCheck, at("bin"))).toEqual({
      status: "warning",
      detail: `not on PATH; ${cli} starts another file, which may have it beside it`,
      advice: "If `pulumi up` does not find it, put the folder of the real Pulumi CLI on PATH.",
    });
  });
});
