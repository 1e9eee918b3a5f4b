import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageSchemaPath } from "../generate/package/paths";
import { sdkLanguages } from "./overlay";
import { projectsPath } from "./projects";

/** Hashes of what the SDKs are made from, and of what was made. */
export interface Manifest {
  readonly sources: string;
  readonly results: Readonly<Record<string, string>>;
}

/** Where the manifest is kept, relative to the project's root. */
export const manifestPath = "tools/sdk/manifest.json";

/** The first page in Pulumi's registry, relative to the project's root. */
export const registryPagePath = "docs/_index.md";

const sources = [packageSchemaPath, "LICENSE", "provider/version.ts", "tools/generate/package", "tools/sdk"];
const made = /^tools\/sdk\/(manifest\.json|examples\/.*\.md)$|\.test\.ts$/;

/** The manifest of the files as they are. */
export function manifestOf(root: string): Manifest {
  const folders = [
    ...sdkLanguages.map((language) => `sdk/${language}`),
    "tools/sdk/examples",
    projectsPath,
    registryPagePath,
  ];
  const results = folders.map((folder) => [folder, hash(root, filesIn(root, [folder]))] as const);
  return {
    sources: hash(
      root,
      filesIn(root, sources).filter((file) => !made.test(file)),
    ),
    results: Object.fromEntries(results),
  };
}

/** What is out of date, in words; empty if nothing is. */
export function outdated(kept: Manifest | undefined, now: Manifest): readonly string[] {
  if (kept === undefined) return [`${manifestPath} is missing`];
  const changed = Object.entries(now.results).filter(([folder, value]) => kept.results[folder] !== value);
  return [
    ...(kept.sources === now.sources ? [] : ["the SDKs are older than what they are made from"]),
    ...changed.map(([folder]) => `${folder} is not as it was generated`),
  ];
}

/** The manifest as it was kept, or undefined. */
export function keptManifest(root: string): Manifest | undefined {
  const file = join(root, manifestPath);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/** The files that git would keep. */
function filesIn(root: string, paths: readonly string[]): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", ...paths];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n");
  return listed.filter((file) => file !== "" && existsSync(join(root, file))).sort();
}

function hash(root: string, files: readonly string[]): string {
  const digest = createHash("sha256");
  for (const file of files)
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return digest.digest("hex");
}
