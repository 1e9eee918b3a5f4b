import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { version } from "../../provider/version";
import { goModulePath, identity } from "../generate/package/identity";
import { buildNodejsSdk } from "../release/nodejsSdk";
import { installPython, pythonOf } from "../sdk/check";
import { run } from "../sdk/generators";
import { projectsPath } from "../sdk/projects";
import { languages, type Language, type Project } from "./language";

/** What a project is made from and where. */
interface Room {
  readonly root: string;
  /** Holds the project, and what it finds in the folder above it. */
  readonly folder: string;
  /** The project. */
  readonly dir: string;
}

/** Gives a project this checkout's SDK in place of the published one. */
type LinkSdk = (room: Room) => Partial<Pick<Project, "env" | "path">>;

const linkSdk: Readonly<Record<Language, LinkSdk>> = {
  typescript: linkTypescript,
  python: linkPython,
  go: linkGo,
  java: linkJava,
  yaml: () => ({}),
};

/**
 * Makes a project of a language's example in a folder, with the plugin and the SDK of this checkout. Nothing in it is
 * a link, so it may be copied to any place below `folder`.
 *
 * @throws Error with what a tool of that language printed
 */
export function makeProject(root: string, language: Language, folder: string): Project {
  const dir = join(folder, language);
  cpSync(join(root, projectsPath, language), dir, { recursive: true });
  const { env = {}, path = [] } = linkSdk[language]({ root, folder, dir });
  const file = join(dir, "Pulumi.yaml");
  const settings = parse(readFileSync(file, "utf8")) as { runtime: string | { options?: object } };
  // The project's own environment has the SDK's packages; this one is made and kept by this checkout.
  if (language === "python" && typeof settings.runtime === "object")
    settings.runtime.options = { virtualenv: dirname(path[0] ?? "") };
  const plugin = join(root, "cmd", `pulumi-resource-${identity.name}`);
  writeFileSync(
    file,
    stringify({ ...settings, plugins: { providers: [{ name: identity.name, path: plugin }] } }),
  );
  return { language, dir, env, path };
}

/** The file of a project that holds its program. */
export function programOf({ dir, language }: Project): string {
  return join(dir, languages[language].program);
}

/** Node looks for packages in the folders above, too. */
function linkTypescript({ root, folder }: Room): ReturnType<LinkSdk> {
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  for (const name of ["@pulumi", "@types", "typescript"])
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  const built = buildNodejsSdk(root, mkdtempSync(join(folder, "sdk-")));
  renameSync(built, join(modules, identity.nodejs));
  return {};
}

/** Installed, since it looks for its version in the package's own description. */
function linkPython({ root, folder }: Room): ReturnType<LinkSdk> {
  const python = pythonOf(root);
  const [source, site] = [join(folder, "python-sdk"), join(folder, "python-site")];
  cpSync(join(root, "sdk/python"), source, { recursive: true });
  installPython(python, source, site, folder);
  return { path: [dirname(python)], env: { PYTHONPATH: site } };
}

/** With the versions that the SDK itself is compiled with. */
function linkGo({ root, dir }: Room): ReturnType<LinkSdk> {
  const sdk = join(root, "sdk/go");
  const requires = readFileSync(join(sdk, "go.mod"), "utf8").split("\n").slice(1).join("\n");
  const [module = ""] = readFileSync(join(dir, "go.mod"), "utf8").split("\n");
  const own = `require ${goModulePath} v${version}\n\nreplace ${goModulePath} => ${sdk}\n`;
  writeFileSync(join(dir, "go.mod"), `${module}\n${requires}\n${own}`);
  cpSync(join(sdk, "go.sum"), join(dir, "go.sum"));
  // Compiled as the release is checked, so that what that has compiled is not compiled again.
  const env = { ...named(/^GO[A-Z]+$/), GOWORK: "off", GOFLAGS: "-trimpath" };
  run("go", ["build", "-o", join(dir, "..", "go-program"), "."], { cwd: dir, env });
  return { env };
}

/** As sources of the program: Maven would keep a package that is installed, with today's sources under this version, for good. */
function linkJava({ root, dir }: Room): ReturnType<LinkSdk> {
  cpSync(join(root, "sdk/java/src"), join(dir, "src"), { recursive: true });
  const dependencies = /<dependencies>[^]*<\/dependencies>/;
  const [theirs = ""] = dependencies.exec(readFileSync(join(root, "sdk/java/pom.xml"), "utf8")) ?? [];
  const pom = join(dir, "pom.xml");
  writeFileSync(pom, readFileSync(pom, "utf8").replace(dependencies, theirs));
  run("mvn", ["--quiet", "--batch-mode", "compile"], { cwd: dir });
  return { env: named(/^(JAVA_HOME|MAVEN_\w+)$/) };
}

/** The variables of the caller whose names match. */
function named(pattern: RegExp): Record<string, string> {
  const matching = Object.entries(process.env).filter(([name]) => pattern.test(name));
  return Object.fromEntries(
    matching.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
