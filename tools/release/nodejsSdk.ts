import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identity } from "../generate/package/identity";
import { run } from "../sdk/generators";

/** What a published manifest does not need. */
interface Manifest extends Record<string, unknown> {
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
}

/**
 * Compiles the SDK for Node as its package has it.
 *
 * @param work an empty folder
 * @returns the package's folder, in `work`
 * @throws Error with what the compiler printed
 */
export function buildNodejsSdk(root: string, work: string): string {
  const source = join(work, "nodejs");
  const built = join(work, "package");
  cpSync(join(root, "sdk/nodejs"), source, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"), "junction");
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  run(process.execPath, [compiler, "-p", source, "--outDir", built, "--sourceMap", "false"], { cwd: source });
  cpSync(join(source, "README.md"), join(built, "README.md"));
  cpSync(join(root, "LICENSE"), join(built, "LICENSE"));
  const {
    scripts: _scripts,
    devDependencies: _tools,
    ...manifest
  } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as Manifest;
  const entry = {
    description: identity.description,
    repository: {
      type: "git",
      url: `git+https://github.com/${identity.repository}.git`,
      directory: "sdk/nodejs",
    },
    main: "./index.js",
    types: "./index.d.ts",
    engines: { node: ">=20" },
  };
  writeFileSync(join(built, "package.json"), `${JSON.stringify({ ...manifest, ...entry }, undefined, 2)}\n`);
  return built;
}
