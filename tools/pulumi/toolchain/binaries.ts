import {
  accessSync,
  constants,
  copyFileSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import type { Context } from "./context";
import type { System } from "./system";

/** What a run of a TypeScript program with a dynamic provider needs, by the name on the system. */
export interface Binaries {
  readonly pulumi: string;
  readonly languageHost: string;
  /** Starts the process that dynamic providers run in; a small script that comes with @pulumi/pulumi. */
  readonly launcher: string;
}

/** File names of the binaries on this system. */
export function binaries({ platform }: Pick<System, "platform">): Binaries {
  const windows = platform === "win32";
  return {
    pulumi: windows ? "pulumi.exe" : "pulumi",
    languageHost: windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs",
    launcher: windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs",
  };
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The binaries that `folder` lacks. */
export function missingIn(folder: string, system: System): readonly string[] {
  return Object.values<string>({ ...binaries(system) }).filter((name) => !isExecutable(join(folder, name)));
}

/** The folders on PATH, in order. */
export function pathFolders({ env }: Pick<System, "env">): readonly string[] {
  return (env.PATH ?? env.Path ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** The first of `folders` that holds an executable `name`, as a path of that file. */
export function findIn(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * Puts the launcher of dynamic providers beside a downloaded or built engine: only there the engine takes it
 * without a warning. It finds @pulumi/pulumi from the folder it is started in, so one copy serves all checkouts.
 */
export function addLauncher(context: Context, folder: string): void {
  const { launcher } = binaries(context.system);
  if (!isExecutable(join(folder, launcher)))
    copyFileSync(join(context.sdkDir, launcher), join(folder, launcher));
}

/** Makes `folder` hold a link to each of `files`; another run that does the same is no harm. */
export function linkInto(
  folder: string,
  files: readonly { readonly name: string; readonly target: string }[],
): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, target } of files) {
    const link = join(folder, name);
    if (linkTarget(link) === target) continue;
    const fresh = `${link}.${process.pid}`;
    linkOrCopy(target, fresh);
    renameSync(fresh, link);
  }
}

function linkTarget(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

function linkOrCopy(target: string, link: string): void {
  try {
    symlinkSync(target, link);
  } catch (error) {
    // Windows lets only administrators and developers make links.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    copyFileSync(target, link);
  }
}
