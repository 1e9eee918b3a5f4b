import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { identity } from "../generate/package/identity";
import { examplesPath } from "../generate/package/paths";
import { resources } from "../generate/resources";
import { checkTypes, declarations, exampleClass } from "./dotnet/types";
import { run } from "./generators";
import { projectExample } from "./projects";

/** The program of each resource's example in a language, by the resource, from what Markdown calls the language. */
function examples(root: string, fence: string): readonly (readonly [string, string])[] {
  const types = [...resources.map(({ type }) => type), projectExample];
  return types.map((type) => [type, exampleProgram(root, fence, type)]);
}

/** The program of one example in a language, by what Markdown calls the language. */
export function exampleProgram(root: string, fence: string, type: string): string {
  const block = new RegExp(`^\`\`\`${fence}\n(.*?)^\`\`\`$`, "ms");
  const program = block.exec(readFileSync(join(root, examplesPath(type)), "utf8"))?.[1];
  if (program === undefined) throw new Error(`${examplesPath(type)} has no program in ${fence}`);
  return program;
}

/** What a check needs: the project's root and an empty folder. */
interface Room {
  readonly root: string;
  readonly work: string;
}

/** How an SDK is compiled, with the program of every example, by a compiler that may be missing. */
interface Check {
  readonly compiler: string;
  compile(room: Room): void;
  /** What is done without that compiler; answers what came of it. */
  otherwise?(room: Room): string;
}

const checks: Readonly<Record<string, Check>> = {
  nodejs: { compiler: "node", compile: compileNodejs },
  python: { compiler: "python3", compile: compilePython },
  go: { compiler: "go", compile: compileGo },
  java: { compiler: "mvn", compile: compileJava },
  dotnet: { compiler: "dotnet", compile: compileDotnet, otherwise: checkDotnetTypes },
};

/** Compiles each SDK with its examples, and says of each what came of it; a missing compiler is no failure. */
export function checkSdks(root: string, say: (line: string) => void, wanted = Object.keys(checks)): void {
  for (const language of wanted) {
    const check = checks[language];
    if (check === undefined)
      throw new Error(`there is no SDK for ${language}: ${Object.keys(checks).join(", ")}`);
    const work = mkdtempSync(join(tmpdir(), `pulumi-novita-${language}-`));
    try {
      say(`sdk/${language}: ${checkOne(check, { root, work })}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
}

/** What came of a check, in words. */
function checkOne({ compiler, compile, otherwise }: Check, room: Room): string {
  if (!isOnPath(compiler)) {
    const instead = otherwise?.(room);
    const not = `NOT COMPILED, \`${compiler}\` is not on PATH`;
    return instead === undefined ? not : `${not}; ${instead}`;
  }
  compile(room);
  return `compiled, with ${resources.length + 1} examples`;
}

/** Whether there is such a program on PATH. */
export function isOnPath(command: string): boolean {
  const names = process.platform === "win32" ? [`${command}.exe`, `${command}.cmd`] : [command];
  const folders = (process.env.PATH ?? "").split(process.platform === "win32" ? ";" : ":");
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

/** The SDK, its examples, and the quickstart of the dynamic package with nothing changed but where it imports from. */
function compileNodejs({ root, work }: Room): void {
  const sdk = join(root, "sdk/nodejs/index.ts");
  for (const [type, program] of examples(root, "typescript")) write(join(work, `${type}.ts`), program);
  cpSync(join(root, "examples/quickstart/index.ts"), join(work, "moved.ts"));
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"), "junction");
  const compilerOptions = {
    ...{ target: "ES2022", module: "Node16", moduleResolution: "Node16", strict: true, noEmit: true },
    ...{ skipLibCheck: true, types: ["node"], paths: { [identity.nodejs]: [sdk], "pulumi-novita": [sdk] } },
  };
  write(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  write(join(work, "package.json"), "{}");
  run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", work], { cwd: work });
}

/** Installs the SDK as a user would, imports it, and has mypy check the examples. */
function compilePython({ root, work }: Room): void {
  const source = join(work, "source");
  cpSync(join(root, "sdk/python"), source, { recursive: true });
  const site = join(work, "site");
  const python = pythonOf(root);
  installPython(python, source, site, work);
  const env = { PYTHONPATH: site, MYPYPATH: site };
  const names = `${resources.map(({ type }) => `${identity.python}.${type}`).join(", ")}, ${identity.python}.Provider`;
  run(python, ["-W", "error::SyntaxWarning", "-c", `import ${identity.python}; ${names}`], {
    cwd: work,
    env,
  });
  for (const [type, program] of examples(root, "python")) {
    const file = join(work, `${type.toLowerCase()}.py`);
    write(file, program);
    run(python, ["-m", "mypy", "--cache-dir", join(work, "mypy"), file], { cwd: work, env });
  }
}

/** Installs the SDK from its folder or an archive into a folder, without what it depends on. */
export function installPython(python: string, source: string, site: string, cwd: string): void {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const alone = ["--no-build-isolation", "--no-deps"];
  run(python, [...pip, ...alone, "--target", site, source], { cwd });
}

/** A Python with the pinned packages of requirements.txt; kept as long as those stay the same. */
export function pythonOf(root: string): string {
  const requirements = join(root, "tools/sdk/requirements.txt");
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(root, "node_modules/.cache/pulumi-novita/sdk", `python-${hash}`);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const done = join(folder, "done");
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    run("python3", ["-m", "venv", folder], { cwd: root });
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
    run(python, pip, { cwd: root });
    writeFileSync(done, "");
  }
  return python;
}

/** The examples are packages of the SDK's own module, in a copy of it: so its go.sum is theirs. */
function compileGo({ root, work }: Room): void {
  cpSync(join(root, "sdk/go"), work, { recursive: true });
  for (const [type, program] of examples(root, "go"))
    write(join(work, "examples", type.toLowerCase(), "main.go"), program);
  run("go", ["vet", "./..."], { cwd: work, env: { GOWORK: "off" } });
}

function compileJava({ root, work }: Room): void {
  cpSync(join(root, "sdk/java"), work, { recursive: true });
  for (const [type, program] of examples(root, "java")) {
    const name = type.toLowerCase();
    const placed = program.replace("package generated_program;", `package examples.${name};`);
    write(join(work, "src/main/java/examples", name, "App.java"), placed);
  }
  run("mvn", ["--quiet", "--batch-mode", "compile"], { cwd: work });
}

/** The examples are classes of the SDK's own project, in a copy of it. */
function compileDotnet({ root, work }: Room): void {
  cpSync(join(root, "sdk/dotnet"), work, { recursive: true });
  for (const [type, program] of examples(root, "csharp"))
    write(join(work, "Examples", `${type}.cs`), exampleClass(type, program));
  run("dotnet", ["build", "--nologo", "--verbosity", "quiet"], { cwd: work });
}

function checkDotnetTypes({ root }: Room): string {
  const programs = examples(root, "csharp");
  checkTypes(
    root,
    programs.map(([type, program]) => ({ name: examplesPath(type), text: exampleClass(type, program) })),
  );
  return `the C# compiler finds no fault in it and in ${programs.length} examples, with ${declarations} for Pulumi's package`;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
