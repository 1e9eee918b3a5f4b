import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { stringify } from "yaml";
import { PulumiStack } from "../../tools/pulumi/stack";
import { repository } from "../dynamic/dynamicProcess.testkit";
import { plugin } from "../plugin/pluginProcess.testkit";
import { EmulatorSide } from "./emulatorSide.testkit";
import { theEngine } from "./engine.testkit";
import { API_KEY, inYaml } from "./scene.testkit";

/** What a program declares, whichever language it is in. */
export interface Declared {
  readonly type: string;
  readonly args?: object;
  /** `"{{name}}"` is the resource of that name. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** A method to call of it; what it answers is an output of the stack. */
  readonly call?: string;
}
type Program = Readonly<Record<string, Declared>>;

/** How a program reaches the provider: by the dynamic package, or by the plugin from one of its SDKs or from YAML. */
export type Face = "pulumi-novita" | "pulumi-novita-sdk" | "yaml";

/** One stack whose program goes from one face to another. */
export class Project {
  private constructor(
    readonly emulator: EmulatorSide,
    readonly stack: PulumiStack,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Project> {
    const toolchain = await theEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-project-"));
    const emulator = await EmulatorSide.start();
    const program = join(folder, "program");
    mkdirSync(join(program, "node_modules"), { recursive: true });
    symlinkSync(join(repository, "node_modules/@pulumi"), join(program, "node_modules/@pulumi"));
    writeFileSync(join(program, "Pulumi.yaml"), stringify({ name: "shop", runtime: "yaml" }));
    const stack = await PulumiStack.create({
      toolchain,
      project: { dir: program },
      workFolder: join(folder, "stack"),
      env: {
        NOVITA_API_KEY: API_KEY,
        NOVITA_BASE_URL: emulator.url,
        NOVITA_TEST_DECLARATIONS: join(folder, "declarations.json"),
      },
    });
    return new Project(emulator, stack, folder);
  }

  /** The whole program from now on. */
  write(face: Face, program: Program): void {
    const plugins = { providers: [{ name: "novita", path: dirname(plugin) }] };
    if (face === "yaml")
      return this.file(
        "Pulumi.yaml",
        stringify({ name: "shop", runtime: "yaml", plugins, resources: yaml(program) }),
      );
    const runtime = { name: "nodejs", options: { typescript: false } };
    this.file("Pulumi.yaml", stringify({ name: "shop", runtime, plugins }));
    this.file("package.json", "{}");
    const source = readFileSync(join(__dirname, "program/index.js"), "utf8");
    this.file("index.js", source.replace('require("pulumi-novita")', `require("${face}")`));
    const declarations = Object.entries(program).map(([name, each]) => ({ name, ...each }));
    writeFileSync(join(this.folder, "declarations.json"), JSON.stringify(declarations));
  }

  /** `npm install` and `npm uninstall` of a package. */
  install(name: "pulumi-novita" | "pulumi-novita-sdk"): void {
    const place = join(this.folder, "program/node_modules", name);
    if (name === "pulumi-novita") symlinkSync(repository, place);
    else compileSdk(place);
  }
  uninstall(name: "pulumi-novita"): void {
    rmSync(join(this.folder, "program/node_modules", name));
  }

  file(name: string, text: string): void {
    writeFileSync(join(this.folder, "program", name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, "program", name), "utf8");
  }

  /** The text of the state file: what `pulumi stack export` would print, without the command. */
  stateText(stack = this.stack.name): string {
    return readFileSync(join(this.stack.workFolder, "state/.pulumi/stacks/shop", `${stack}.json`), "utf8");
  }

  /** The types and ids in the state, by logical name. */
  kept(stack?: string): Readonly<Record<string, readonly [type: string, id: string]>> {
    const { checkpoint } = JSON.parse(this.stateText(stack)) as {
      checkpoint: { latest?: { resources?: readonly { urn: string; type: string; id?: string }[] } };
    };
    const resources = checkpoint.latest?.resources ?? [];
    return Object.fromEntries(
      resources.flatMap(({ urn, type, id }) =>
        type.includes("novita:") && !type.startsWith("pulumi:")
          ? [[basename(urn.replaceAll("::", "/")), [type, id ?? ""]]]
          : [],
      ),
    );
  }

  urn(name: string): string {
    const found = new RegExp(`"urn": *"([^"]*::${name})"`).exec(this.stateText());
    return found?.[1] ?? "";
  }

  async close(): Promise<void> {
    this.stack.dispose();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The SDK as its package has it, types aside. */
function compileSdk(place: string): void {
  const source = join(repository, "sdk/nodejs");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  for (const file of files) {
    const out = join(place, file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(out), { recursive: true });
    const compilerOptions = { target: ScriptTarget.ES2022, module: ModuleKind.CommonJS };
    const { outputText } = transpileModule(readFileSync(join(source, file), "utf8"), { compilerOptions });
    writeFileSync(out, outputText);
  }
  copyFileSync(join(source, "package.json"), join(place, "package.json"));
}

function yaml(program: Program): object {
  return Object.fromEntries(
    Object.entries(program).map(([name, { type, args, options }]) => [
      name,
      {
        type: type === "Provider" ? "pulumi:providers:novita" : `novita:${type}`,
        properties: inYaml(args),
        ...(options && { options: inYaml(options) }),
      },
    ]),
  );
}
