import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../../provider/api";
import { findPackage } from "./findPackage";

/** What a project is, as far as its files say. */
export interface Project {
  /** Its Pulumi.yaml. */
  readonly file?: string;
  readonly runtime?: string;
  /** Whether its program runs in Node.js; so it counts while nothing says otherwise. */
  readonly isNode: boolean;
  /** Whether it works with the plugin, and so needs nothing of what dynamic providers need. */
  readonly usesPlugin: boolean;
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The npm package whose resources the plugin makes. */
export const PLUGIN_SDK = "pulumi-novita-sdk";

/** The project that a folder belongs to. */
export function readProject(folder: string): Project {
  const file = upwards(folder, PROJECT_FILES);
  const runtime = file === undefined ? undefined : runtimeIn(file);
  const isNode = runtime === undefined || runtime === "nodejs" || runtime === "bun";
  const hasSdkAlone =
    findPackage(PLUGIN_SDK, folder) !== undefined && findPackage("pulumi-novita", folder) === undefined;
  return { file, runtime, isNode, usesPlugin: !isNode || hasSdkAlone };
}

/** `runtime: nodejs`, or `runtime: { name: nodejs, options: … }`. */
function runtimeIn(file: string): string | undefined {
  let project: unknown;
  try {
    project = parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  const runtime = isRecord(project) ? project.runtime : undefined;
  const name = isRecord(runtime) ? runtime.name : runtime;
  return typeof name === "string" ? name : undefined;
}

/** The first of the files in the folder, else in the ones above it. */
export function upwards(folder: string, names: readonly string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  const above = dirname(folder);
  return found ?? (above === folder ? undefined : upwards(above, names));
}
