import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What a packer has to do with. */
export interface PackRoom {
  /** The project, compiled. */
  readonly root: string;
  /** The folder of the release. */
  readonly out: string;
  /** An empty folder of its own. */
  readonly work: string;
}

/** What a check has to do with. */
export interface CheckRoom {
  readonly root: string;
  /** The folder of the release. */
  readonly release: string;
  /** An empty folder of its own. */
  readonly work: string;
}

/** All files below a folder, with forward slashes, in order. */
export function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"))
    .sort();
}

export function sha256(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
