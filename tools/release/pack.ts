import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../provider/version";
import { goModulePath, identity } from "../generate/package/identity";
import { isOnPath, pythonOf } from "../sdk/check";
import { run } from "../sdk/generators";
import { packMaven } from "./maven";
import { buildNodejsSdk } from "./nodejsSdk";
import { filesIn, sha256, type PackRoom } from "./release";

/** The systems that the engine asks for a plugin of their own; one archive serves them all. */
const systems = ["linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64"];
const pluginName = `pulumi-resource-${identity.name}-v${version}`;
const pluginFiles = [
  `pulumi-resource-${identity.name}`,
  `pulumi-resource-${identity.name}.cmd`,
  "plugin.js",
  "LICENSES.txt",
  "schema.json",
];

/** Each answers why it could not, if it could not for want of a tool. */
const packers: Readonly<Record<string, (room: PackRoom) => string | undefined | void>> = {
  "npm packages": packNpm,
  plugin: packPlugin,
  "SDK for Python": packPython,
  "SDK for Go": packGo,
  "SDK for Java": packJava,
  "SDK for .NET": packDotnet,
  "bill of materials": packBill,
};

/**
 * Makes everything that a release publishes in a folder, which is emptied first, and checksums of it.
 *
 * @returns what was not packed for want of a tool
 */
export function pack(root: string, out: string, say: (line: string) => void): readonly string[] {
  const missing: string[] = [];
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [what, packer] of Object.entries(packers)) {
    const work = mkdtempSync(join(tmpdir(), "pulumi-novita-release-"));
    try {
      const why = packer({ root, out, work });
      if (why !== undefined) missing.push(what);
      say(why === undefined ? `${what}: packed` : `${what}: NOT PACKED, ${why}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  const sums = filesIn(out).map((file) => `${sha256(join(out, file))}  ${file}\n`);
  writeFileSync(join(out, "SHA256SUMS"), sums.join(""));
  return missing;
}

/** A copy of an SDK with the licence in it. */
function copyOf({ root, work }: PackRoom, language: string): string {
  const folder = join(work, language);
  cpSync(join(root, "sdk", language), folder, { recursive: true });
  cpSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  return folder;
}

function packNpm({ root, out, work }: PackRoom): void {
  const npmPack = ["pack", "--silent", "--ignore-scripts", "--pack-destination", out];
  for (const folder of [".", "emulator", "policy"]) run("npm", npmPack, { cwd: join(root, folder) });
  run("npm", npmPack, { cwd: buildNodejsSdk(root, work) });
}

function packPlugin({ root, out, work }: PackRoom): void {
  const folder = join(root, "cmd", `pulumi-resource-${identity.name}`);
  for (const name of pluginFiles) cpSync(join(folder, name), join(work, name));
  cpSync(join(root, "LICENSE"), join(work, "LICENSE"));
  const archive = join(out, `${pluginName}-any.tar.gz`);
  run("tar", ["-czf", archive, "-C", work, ...pluginFiles, "LICENSE"], { cwd: work });
  for (const system of systems) cpSync(archive, join(out, `${pluginName}-${system}.tar.gz`));
}

function packPython(room: PackRoom): void {
  const build = ["-m", "build", "--no-isolation", "--outdir", room.out, copyOf(room, "python")];
  run(pythonOf(room.root), build, { cwd: room.work });
}

/** A tree as a module proxy has it: `GOPROXY=file://<folder>/go` serves it. */
function packGo(room: PackRoom): void {
  const folder = copyOf(room, "go");
  const tree = join(room.out, "go", goModulePath, "@v");
  mkdirSync(tree, { recursive: true });
  const archive = join(tree, `v${version}.zip`);
  const cwd = join(room.root, "tools/sdk/generators/main");
  run("go", ["run", "./modzip", goModulePath, `v${version}`, folder, archive], {
    cwd,
    env: { GOWORK: "off" },
  });
  cpSync(join(folder, "go.mod"), join(tree, `v${version}.mod`));
  writeFileSync(join(tree, `v${version}.info`), `${JSON.stringify({ Version: `v${version}` })}\n`);
  writeFileSync(join(tree, "list"), `v${version}\n`);
}

function packJava(room: PackRoom): string | undefined {
  return packMaven(copyOf(room, "java"), room.out);
}

function packDotnet(room: PackRoom): string | undefined {
  if (!isOnPath("dotnet")) return "`dotnet` is not on PATH";
  const folder = copyOf(room, "dotnet");
  run("dotnet", ["pack", "--nologo", "--configuration", "Release", "--output", room.out], { cwd: folder });
  return undefined;
}

/** What the provider and the bundle of the plugin are made of: the second has Pulumi's SDK in it, which users of the first bring. */
function packBill({ root, out, work }: PackRoom): void {
  const read = (name: string): Manifest => JSON.parse(readFileSync(join(root, name), "utf8")) as Manifest;
  const [manifest, lock] = [read("package.json"), read("package-lock.json") as Manifest & Lock];
  const shipped = ({ dependencies, devDependencies, name, version }: Manifest): Manifest => {
    const pulumi = { "@pulumi/pulumi": devDependencies["@pulumi/pulumi"] ?? "" };
    return { name, version, dependencies: { ...dependencies, ...pulumi }, devDependencies: {} };
  };
  const packages = { ...lock.packages, "": shipped(lock.packages[""]) };
  writeFileSync(join(work, "package.json"), JSON.stringify({ ...shipped(manifest), license: "Apache-2.0" }));
  writeFileSync(join(work, "package-lock.json"), JSON.stringify({ ...lock, packages }));
  const sbom = ["sbom", "--package-lock-only", "--omit", "dev", "--sbom-format", "cyclonedx"];
  writeFileSync(join(out, `pulumi-novita-${version}.cdx.json`), run("npm", sbom, { cwd: work }));
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, unknown>> & { readonly "": Manifest };
}
