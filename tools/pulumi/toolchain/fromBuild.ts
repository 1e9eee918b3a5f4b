import { chmodSync, copyFileSync, mkdirSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Attempt, Context } from "./context";
import { inStaging, place } from "./staging";
import { lastLines, type System } from "./system";
import { isAtLeast } from "./version";

/** Variable that holds the version of the CLI and of everything built on its SDK; empty in a plain build. */
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
/** A go.work above the checkout would replace the pinned modules. */
const goEnv = { GOWORK: "off" };

/** The pinned Go modules, built with the user's Go. */
export async function fromBuild(context: Context): Promise<Attempt> {
  const why = await unfitGo(context);
  return why === undefined ? inStaging(context, (folder) => build(context, folder)) : { ok: false, why };
}

/**
 * Adds the host for Java to an engine in the cache, built from its pinned Go module; nothing if it is there.
 *
 * @returns why it could not
 */
export async function addJavaHost(context: Context, name: string): Promise<string | undefined> {
  const { cachedBin, javaModule, log } = context;
  const why = await unfitGo(context);
  if (why !== undefined) return why;
  log(
    "Building Pulumi's host for Java from its pinned Go module: about a minute on 2 cores, only this once.",
  );
  return inStaging(context, async (folder) => {
    const failure = await buildModule(context, javaModule, folder);
    if (failure === undefined) renameSync(join(folder, name), join(cachedBin, name));
    return failure;
  });
}

/** Why the user's Go cannot build the engine. Go may fetch a newer one of itself when asked in the module's folder. */
async function unfitGo({ system, modules, goVersion }: Context): Promise<string | undefined> {
  const outcome = await system.run("go", ["env", "GOVERSION"], { cwd: modules[0] ?? ".", env: goEnv });
  if (outcome.kind === "missing") return "`go` is not on PATH";
  if (outcome.exitCode !== 0) return `\`go env GOVERSION\` failed: ${lastLines(outcome.output, 1)}`;
  const version = /go(\d+\.\d+\S*)/.exec(outcome.output)?.[1] ?? "0";
  return isAtLeast(version, goVersion)
    ? undefined
    : `Go ${version} is too old; ${goVersion} or newer is needed`;
}

async function build(context: Context, folder: string): Promise<Attempt> {
  const { system, log, version, modules, cachedBin } = context;
  const began = system.now();
  const bin = join(folder, "bin");
  mkdirSync(bin);
  log(`Building Pulumi ${version} from its pinned Go modules: 4 to 7 minutes on 2 cores, only this once.`);
  log(`It is kept in ${dirname(cachedBin)}.`);
  const quiet = system.every(15_000, () => log(`  still building Pulumi: ${elapsed(system, began)}`));
  try {
    for (const module of modules) {
      const why = await buildModule(context, module, bin);
      if (why !== undefined) return { ok: false, why };
    }
    const why = await addPythonStarter(context, bin);
    if (why !== undefined) return { ok: false, why };
  } finally {
    quiet();
  }
  log(`  Pulumi is built: ${elapsed(system, began)}`);
  return place(context, bin, "build");
}

async function buildModule(
  { system, version }: Context,
  module: string,
  bin: string,
): Promise<string | undefined> {
  const flags = `-s -w -X ${versionVariable}=v${version}`;
  // The separator at the end makes Go take it for a folder; `tool` stands for all tools that the go.mod names.
  const args = ["build", "-trimpath", "-ldflags", flags, "-o", join(bin, "/"), "tool"];
  const outcome = await system.run("go", args, { cwd: module, env: goEnv });
  if (outcome.kind === "ended" && outcome.exitCode === 0) return undefined;
  const said = outcome.kind === "ended" ? lastLines(outcome.output, 3) : "`go` is not on PATH any more";
  return `\`go build\` of tools/pulumi/${basename(module)} failed: ${said}`;
}

/** The host for Python starts programs by a script that comes with its module, and is not built. */
async function addPythonStarter({ system, modules }: Context, bin: string): Promise<string | undefined> {
  const args = ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"];
  const outcome = await system.run("go", args, { cwd: modules[1] ?? ".", env: goEnv });
  if (outcome.kind !== "ended" || outcome.exitCode !== 0)
    return "the module of the language hosts is not found";
  const name = "pulumi-language-python-exec";
  copyFileSync(join(outcome.output.trim(), "python", "cmd", name), join(bin, name));
  // Files of Go's module cache are neither writable nor executable.
  chmodSync(join(bin, name), 0o755);
  return undefined;
}

function elapsed(system: System, began: number): string {
  const seconds = Math.round((system.now() - began) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
