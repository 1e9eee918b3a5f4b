import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isRecord, parseJson } from "../../provider/api";

/** An installed npm package, as far as its package.json says. */
export interface InstalledPackage {
  readonly version: string;
  /** The Node that it wants, as a range. */
  readonly node?: string;
}

/**
 * The package that a program in a folder gets when it requires `name`; `undefined` if it gets none. Looks into the
 * folders that Node looks into, and not at what the package exports: not every one exports its package.json.
 */
export function findPackage(name: string, folder: string): InstalledPackage | undefined {
  const places = createRequire(join(folder, "index.js")).resolve.paths(name) ?? [];
  for (const place of places) {
    const found = readPackage(join(place, name, "package.json"));
    if (found) return found;
  }
  return undefined;
}

function readPackage(file: string): InstalledPackage | undefined {
  let json: unknown;
  try {
    json = parseJson(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
  if (!isRecord(json) || typeof json.version !== "string") return undefined;
  const node = isRecord(json.engines) ? json.engines.node : undefined;
  return { version: json.version, ...(typeof node === "string" && { node }) };
}
