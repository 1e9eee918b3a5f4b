import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "../../provider/version";
import { goModulePath, goPackage, identity } from "../generate/package/identity";
import { PulumiCli } from "../pulumi/cli";
import { hermeticEnvironment } from "../pulumi/environment";
import { ensureToolchain } from "../pulumi/toolchain";
import { exampleProgram, installPython, isOnPath, pythonOf } from "../sdk/check";
import { run } from "../sdk/generators";
import { projectExample } from "../sdk/projects";
import { checkMaven } from "./maven";
import { filesIn, sha256, type CheckRoom } from "./release";

/** Each answers why it could not, if it could not for want of a tool. */
const checks: Readonly<Record<string, (room: CheckRoom) => string | undefined | void | Promise<void>>> = {
  checksums: checkSums,
  "npm packages": checkNpm,
  plugin: checkPlugin,
  "SDK for Python": checkPython,
  "SDK for Go": checkGo,
  "SDK for Java": checkMaven,
  "SDK for .NET": checkDotnet,
};

/**
 * Installs everything from the folder of a release, with what a registry has beside it, and uses it once.
 *
 * @returns what was not installed for want of a tool
 * @throws Error with what a command printed if it fails
 */
export async function checkRelease(
  root: string,
  release: string,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const [what, check] of Object.entries(checks)) {
    const work = mkdtempSync(join(tmpdir(), "pulumi-novita-check-"));
    try {
      const why = await check({ root, release, work });
      if (why) missing.push(what);
      say(why ? `${what}: NOT INSTALLED, ${why}` : `${what}: installed from ${release}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return missing;
}

function checkSums({ release }: CheckRoom): void {
  const listed = readFileSync(join(release, "SHA256SUMS"), "utf8").trimEnd().split("\n");
  const found = filesIn(release).filter((file) => file !== "SHA256SUMS");
  const wanted = found.map((file) => `${sha256(join(release, file))}  ${file}`);
  if (listed.join() !== wanted.join()) throw new Error("SHA256SUMS is not of the files that are there");
}

/** All four npm packages in one project: each would be published, is loaded, and a program is checked against the types. */
function checkNpm({ root, release, work }: CheckRoom): void {
  const names = ["pulumi-novita", identity.nodejs, "novita-emulator", "pulumi-novita-policy"];
  const archives = names.map((name) => `file:${join(release, `${name}-${version}.tgz`)}`);
  for (const archive of archives) rehearseNpm(archive, work);
  const pulumi = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest).devDependencies;
  const dependencies = Object.fromEntries(names.map((name, at) => [name, archives[at]]));
  const own = { "@pulumi/pulumi": pulumi["@pulumi/pulumi"], "@types/node": pulumi["@types/node"] };
  write(
    join(work, "package.json"),
    JSON.stringify({ private: true, dependencies: { ...dependencies, ...own } }),
  );
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: work });
  const load = `
    for (const name of ["pulumi-novita", "${identity.nodejs}"])
      if (typeof require(name).GpuInstance !== "function") throw new Error(name);
    require("novita-emulator");
    require.resolve("pulumi-novita-policy");`;
  run(process.execPath, ["-e", load], { cwd: work });
  const program = readFileSync(join(root, "examples/quickstart/index.ts"), "utf8");
  write(join(work, "index.ts"), program.replace('"pulumi-novita"', `"${identity.nodejs}"`));
  const options = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "node16"];
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  run(process.execPath, [compiler, ...options, "--types", "node", "index.ts"], { cwd: work });
}

/** Publishes but for the upload. What npm has to mend first, it says on stderr, and goes on. */
function rehearseNpm(archive: string, cwd: string): void {
  const publish = `npm publish "$0" --dry-run --ignore-scripts --access public 2>&1`;
  const said = run("sh", ["-c", publish, archive], { cwd });
  if (/auto-corrected/.test(said)) throw new Error(`npm would mend ${archive}:\n${said}`);
}

interface Manifest {
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The engine installs the plugin from its archive, and the plugin answers with its schema. */
async function checkPlugin({ release, work }: CheckRoom): Promise<void> {
  const { binDir } = await ensureToolchain({ log: () => undefined, isPinned: true });
  const cli = new PulumiCli({
    binDir,
    cwd: work,
    env: hermeticEnvironment({ binDir, workFolder: join(work, "pulumi") }),
  });
  try {
    const archive = join(release, `pulumi-resource-${identity.name}-v${version}-any.tar.gz`);
    const install = ["plugin", "install", "resource", identity.name, `v${version}`, "--file", archive];
    await cli.run(install, { check: true });
    const { stdout } = await cli.run(["package", "get-schema", `${identity.name}@${version}`], {
      check: true,
    });
    const schema = JSON.parse(stdout) as { readonly name: string; readonly version: string };
    if (schema.name !== identity.name || schema.version !== version)
      throw new Error(`the plugin's schema is that of ${schema.name} ${schema.version}`);
  } finally {
    cli.dispose();
  }
}

function checkPython({ root, release, work }: CheckRoom): void {
  const python = pythonOf(root);
  const archives = ["-py3-none-any.whl", ".tar.gz"].map((end) => `${identity.python}-${version}${end}`);
  const paths = archives.map((archive) => join(release, archive));
  run(python, ["-m", "twine", "check", "--strict", ...paths], { cwd: work });
  for (const archive of archives) {
    const site = join(work, archive);
    installPython(python, join(release, archive), site, work);
    const use = `import ${identity.python} as novita; novita.GpuInstance, novita.get_gpu_products`;
    run(python, ["-c", use], { cwd: work, env: { PYTHONPATH: site } });
  }
}

/** A module cache that is empty takes the SDK from the release, and what that needs from the usual proxy. */
function checkGo({ root, release, work }: CheckRoom): void {
  const program = `package main\n\nimport "${goPackage}"\n\nvar _ = ${identity.name}.NewGpuInstance\n\nfunc main() {}\n`;
  write(join(work, "main.go"), program);
  const requires = readFileSync(join(root, "sdk/go/go.mod"), "utf8").split("\n").slice(1).join("\n");
  write(join(work, "go.mod"), `module check\n${requires}\nrequire ${goModulePath} v${version}\n`);
  copyFileSync(join(root, "sdk/go/go.sum"), join(work, "go.sum"));
  const [usual = "", cache = ""] = run("go", ["env", "GOPROXY", "GOMODCACHE"], { cwd: work }).split("\n");
  const env = {
    GOWORK: "off",
    GOFLAGS: "-mod=mod -modcacherw",
    GOMODCACHE: join(work, "modules"),
    // What was downloaded before is not again; but of the SDK itself nothing of an earlier check is left.
    GOPROXY: [`file://${join(release, "go")}`, `file://${join(cache, "cache/download")}`, usual].join(","),
    GONOSUMDB: goModulePath,
  };
  run("go", ["build", "-trimpath", "-o", join(work, "program"), "."], { cwd: work, env });
}

/** A program takes the package from the release, and what that needs from the usual source. */
function checkDotnet({ root, release, work }: CheckRoom): string | undefined {
  if (!isOnPath("dotnet")) return "`dotnet` is not on PATH";
  const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
    <Nullable>enable</Nullable>
    <RestoreAdditionalProjectSources>${release}</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="${identity.dotnet}" Version="${version}" />
  </ItemGroup>
</Project>
`;
  write(join(work, "check", "check.csproj"), project);
  write(join(work, "check", "Program.cs"), exampleProgram(root, "csharp", projectExample));
  const env = { NUGET_PACKAGES: join(work, "packages") };
  run("dotnet", ["build", "--nologo", "--verbosity", "quiet"], { cwd: join(work, "check"), env });
  return undefined;
}

function write(file: string, text: string): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}
