import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { System } from "./system";

/** Where the engine came from. */
export type SourceName = "path" | "cache" | "download" | "build";

/** A Pulumi engine that is ready to use. */
export interface Toolchain {
  /** Folder with `pulumi`, `pulumi-language-nodejs` and the launcher of dynamic providers. */
  readonly binDir: string;
  readonly source: SourceName;
  /** Without the `v`: `"3.259.0"`. */
  readonly version: string;
}

/** What one source answered; `why` is the end of a sentence that begins with the source's name. */
export type Attempt =
  { readonly ok: true; readonly toolchain: Toolchain } | { readonly ok: false; readonly why: string };

/** What every source needs to know. */
export interface Context {
  readonly system: System;
  /** Takes one line of progress. */
  readonly log: (line: string) => void;
  /** Version of the pinned engine. */
  readonly version: string;
  /** Whether no other version will do. */
  readonly isPinned: boolean;
  /** The oldest Go that builds it. */
  readonly goVersion: string;
  /** Folders of the pinned Go modules, in the order in which they are built. */
  readonly modules: readonly string[];
  /** Folder of the pinned Go module of the host for Java, which compiles with an older version of Pulumi's only. */
  readonly javaModule: string;
  /** Folder for everything that outlives a run; shared by all checkouts. */
  readonly cacheDir: string;
  /** The cached engine's folder; its name changes with every pinned version. */
  readonly cachedBin: string;
  /** This checkout's folder of links, for an engine whose parts lie in several places. */
  readonly linkDir: string;
  /** Folder of the npm package @pulumi/pulumi, which ships the launcher of dynamic providers. */
  readonly sdkDir: string;
}

/** The oldest CLI that is supported: since 3.216 a refresh keeps the inputs that read returns. */
export const oldestVersion = "3.216.0";

/** The versions that will do, in words. */
export function fitVersions({ isPinned, version }: Pick<Context, "isPinned" | "version">): string {
  return isPinned ? version : `${oldestVersion} or newer`;
}

/** Works out the places and versions for a checkout whose tools lie in `toolsDir`. */
export function toolchainContext(
  system: System,
  log: (line: string) => void,
  isPinned = false,
  toolsDir = dirname(__dirname),
  sdkDir = dirname(require.resolve("@pulumi/pulumi/package.json")),
): Context {
  const modules = ["engine", "hosts"].map((name) => join(toolsDir, name));
  const javaModule = join(toolsDir, "java");
  const goMod = readFileSync(join(toolsDir, "engine", "go.mod"), "utf8");
  const version = found(goMod, /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/);
  const hash = createHash("sha256");
  for (const module of [...modules, javaModule]) hash.update(readFileSync(join(module, "go.sum")));
  const cacheDir = join(userCache(system), "pulumi-novita", "toolchain");
  return {
    ...{ system, log, version, isPinned, modules, javaModule, cacheDir, sdkDir },
    goVersion: found(goMod, /^go (\S+)$/m),
    cachedBin: join(cacheDir, `${version}-${hash.digest("hex").slice(0, 12)}`, "bin"),
    linkDir: join(toolsDir, "..", "..", "node_modules", ".cache", "pulumi-novita", "bin"),
  };
}

/** The folder that the system keeps for caches of this user. */
export function userCache({ env, platform, home }: Pick<System, "env" | "platform" | "home">): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return env.LOCALAPPDATA ?? join(home, "AppData", "Local");
  return join(home, ".cache");
}

function found(text: string, pattern: RegExp): string {
  const value = pattern.exec(text)?.[1];
  if (value === undefined)
    throw new Error(`tools/pulumi/engine/go.mod has no line that matches ${pattern.source}`);
  return value;
}
