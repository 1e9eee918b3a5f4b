import {
  fitVersions,
  toolchainContext,
  type Attempt,
  type Context,
  type SourceName,
  type Toolchain,
} from "./toolchain/context";
import { fromBuild } from "./toolchain/fromBuild";
import { fromCache } from "./toolchain/fromCache";
import { fromDownload } from "./toolchain/fromDownload";
import { fromPath } from "./toolchain/fromPath";
import { missingHost, type Runtime } from "./toolchain/languageHost";
import { underLock } from "./toolchain/lock";
import { realSystem, type System } from "./toolchain/system";

export type { SourceName, Toolchain } from "./toolchain/context";
export type { Runtime } from "./toolchain/languageHost";

export interface EnsureOptions {
  /** Takes one line of progress; nothing else is printed. */
  readonly log: (line: string) => void;
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Takes no other version than the pinned one, whose words and exit codes tests know. */
  readonly isPinned?: boolean;
}

/** No source could give an engine; the message says what was tried, why each failed and what to do. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
}

const sources: Readonly<Record<SourceName, (context: Context) => Promise<Attempt>>> = {
  path: fromPath,
  cache: fromCache,
  download: fromDownload,
  build: fromBuild,
};
const names = Object.keys(sources) as readonly SourceName[];

/**
 * A real Pulumi engine, ready to use; the first of these that there is:
 * `path`, an installed `pulumi` of a version that will do · `cache`, the user's cache folder · `download`, the official
 * one through the npm package `pulumi` · `build`, the Go modules pinned in tools/pulumi/engine and hosts.
 * The variable `PULUMI_NOVITA_TOOLCHAIN` (source names with commas between) allows only these sources.
 * The user's `~/.pulumi` is never touched. Throws a {@link ToolchainError}.
 */
export async function ensureToolchain(options: EnsureOptions): Promise<Toolchain> {
  return chooseToolchain(toolchainContext(realSystem(options.env), options.log, options.isPinned));
}

/** An engine as {@link ensureToolchain} has it, which runs programs of a runtime as well. Throws a {@link ToolchainError}. */
export async function ensureToolchainFor(runtime: Runtime, options: EnsureOptions): Promise<Toolchain> {
  const context = toolchainContext(realSystem(options.env), options.log, options.isPinned);
  return withHost(context, await chooseToolchain(context), runtime);
}

/** Throws a {@link ToolchainError} if the engine runs no programs of that runtime, and cannot be made to. */
export async function withHost(context: Context, toolchain: Toolchain, runtime: Runtime): Promise<Toolchain> {
  const why = await missingHost(context, toolchain, runtime);
  if (why === undefined) return toolchain;
  throw new ToolchainError(
    `Pulumi ${toolchain.version} in ${toolchain.binDir} runs no program with \`runtime: ${runtime}\`: ${why}. ` +
      `Install the whole of Pulumi (https://www.pulumi.com/docs/install/), or Go ${context.goVersion} or newer ` +
      "(https://go.dev/doc/install), so that it is on PATH, and run this again.",
  );
}

/** {@link ensureToolchain} in a given world. */
export async function chooseToolchain(context: Context): Promise<Toolchain> {
  const allowed = allowedSources(context.system);
  const failures = new Map<SourceName, string>();
  const tryAll = async (wanted: readonly SourceName[]): Promise<Toolchain | undefined> => {
    for (const name of wanted.filter((one) => allowed.includes(one))) {
      const attempt = await sources[name](context);
      if (attempt.ok) return attempt.toolchain;
      failures.set(name, attempt.why);
    }
    return undefined;
  };
  const ready =
    (await tryAll(["path", "cache"])) ??
    // While this run waited for the lock, the other one may have filled the cache.
    (allowed.some((name) => name === "download" || name === "build")
      ? await underLock(context, () => tryAll(["cache", "download", "build"]))
      : undefined);
  if (ready === undefined) throw new ToolchainError(explain(context, failures));
  context.log(`Pulumi ${ready.version} (${ready.source}: ${ready.binDir})`);
  return ready;
}

function allowedSources({ env }: System): readonly SourceName[] {
  const wanted = env.PULUMI_NOVITA_TOOLCHAIN?.split(",").map((name) => name.trim()) ?? names;
  const unknown = wanted.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0)
    throw new ToolchainError(
      `PULUMI_NOVITA_TOOLCHAIN names "${unknown.join('", "')}"; it takes ${names.join(", ")}, with commas between.`,
    );
  return names.filter((name) => wanted.includes(name));
}

function explain(context: Context, failures: ReadonlyMap<SourceName, string>): string {
  return [
    "No Pulumi engine could be made ready. Tried, in this order:",
    ...[...failures].map(([name, why]) => `  - ${name}: ${why.replaceAll("\n", "\n      ")}`),
    `Install Pulumi ${fitVersions(context)} (https://www.pulumi.com/docs/install/) or Go ${context.goVersion} or newer ` +
      "(https://go.dev/doc/install) so that it is on PATH, and run this again.",
  ].join("\n");
}
