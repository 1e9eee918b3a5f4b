import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunResult } from "../../tools/process/run";

const repository = join(__dirname, "../..");

/** Runs npm in a folder; rejects if it fails. */
export type Npm = (cwd: string, args: readonly string[]) => Promise<RunResult>;

/**
 * Has a copy of the example depend on the packages of this checkout, packed, and on those versions of the others that
 * this checkout works with; and writes its package-lock.json.
 */
export async function dependOnThisCheckout(project: string, npm: Npm): Promise<void> {
  const vendor = join(project, "vendor");
  mkdirSync(vendor);
  // What is built already is what gets packed; the scripts would build it again.
  const own = ["pulumi-novita", "pulumi-novita-policy"];
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", vendor, ".", "./policy"];
  const packed = JSON.parse((await npm(repository, args)).stdout) as { name: string; filename: string }[];
  const fileOf = (name: string): string =>
    `file:vendor/${packed.find((each) => each.name === name)?.filename}`;
  const manifest = join(project, "package.json");
  const content = JSON.parse(readFileSync(manifest, "utf8")) as object;
  const dependencies = {
    "@pulumi/pulumi": installedVersion("@pulumi/pulumi"),
    ...Object.fromEntries(own.map((name) => [name, fileOf(name)])),
    zod: installedVersion("zod"),
  };
  writeFileSync(manifest, JSON.stringify({ ...content, dependencies }));
  await npm(project, ["install", "--package-lock-only", "--no-audit", "--no-fund"]);
}

function installedVersion(name: string): string {
  const text = readFileSync(join(repository, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
