import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const repository = join(__dirname, "../..");

/** What the program and the scripts ask for, and from where: installing it would cost more than all that they do. */
const packages = {
  ...Object.fromEntries(
    ["@pulumi/pulumi", "@types/node", "typescript", "zod"].map((name) => [
      name,
      join(repository, "node_modules", name),
    ]),
  ),
  "pulumi-novita": repository,
  "pulumi-novita-policy": join(repository, "policy"),
};
const commands = { tsc: "typescript/bin/tsc", "pulumi-novita": "pulumi-novita/dist/cli/index.js" };

/** Brings a clone of the example its packages as a runner's cache would: `ci/install.sh` finds nothing to do. */
export function bringPackages(clone: string): void {
  const modules = join(clone, "node_modules");
  for (const [name, home] of Object.entries(packages)) link(home, join(modules, name));
  for (const [name, file] of Object.entries(commands)) link(join("..", file), join(modules, ".bin", name));
  cpSync(join(clone, "package-lock.json"), join(modules, "installed-lock.json"));
}

/** Stands for the lock file of a team: what it locks is brought, and not installed. */
export function writeLock(project: string): void {
  writeFileSync(join(project, "package-lock.json"), "{}\n");
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
