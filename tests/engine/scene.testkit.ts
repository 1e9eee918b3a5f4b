import type { EmulatorOptions } from "novita-emulator";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import {
  type PreviewJson,
  PulumiStack,
  type ResourceState,
  type RunResult,
  type StateFile,
} from "../../tools/pulumi/stack";
import { plugin } from "../plugin/pluginProcess.testkit";
import { EmulatorSide } from "./emulatorSide.testkit";
import { theEngine } from "./engine.testkit";

/** The key that the tests use; it must not show up anywhere. */
export const API_KEY = "canary-api-key-2f61";

/** What the program in `program/`, or its twin in YAML, is to declare. */
export interface Declaration {
  readonly name: string;
  /** @default "GpuInstance" */
  readonly type?: "GpuInstance" | "ImagePrewarm" | "Network" | "NetworkStorage" | "RegistryAuth" | "Template";
  readonly args?: object;
  readonly options?: object;
  readonly get?: string;
}

export interface SceneOptions {
  readonly emulator?: EmulatorOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
  /** Folder with a Pulumi.yaml in place of `program/`. */
  readonly project?: string;
  /** Whose resources the program declares; those of the plugin from YAML. @default "dynamic provider" */
  readonly face?: "dynamic provider" | "plugin";
  /** With "always" what is printed is left as it comes, escape sequences included. @default "never" */
  readonly color?: "never" | "always";
}

/** Arguments of an instance that the emulator's catalogue has. */
export const basics = {
  productId: "4090.16c62g.os",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "nginx:1.27",
  ports: "80/http",
};

/** What a preview says of one resource. */
export interface Plan {
  /** `create`, `update`, `same`, `replace`, `delete`. */
  readonly op: string;
  /** The properties that are shown as changed. */
  readonly changed?: readonly string[];
  /** The properties that make it a replacement. */
  readonly replaces?: readonly string[];
}

/** What the state holds of one resource. */
export interface Held {
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/** One stack of the real engine, and one emulator that it works on. */
export class Scene {
  private constructor(
    readonly emulator: EmulatorSide,
    readonly stack: PulumiStack,
    private readonly folder: string,
    private readonly face: SceneOptions["face"],
  ) {}

  static async open(options: SceneOptions = {}): Promise<Scene> {
    const toolchain = await theEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
    const emulator = await EmulatorSide.start(options.emulator);
    try {
      const stack = await PulumiStack.create({
        toolchain,
        project: { dir: options.project ?? programOf(options, folder) },
        workFolder: join(folder, "stack"),
        config: options.config,
        color: options.color,
        env: {
          NOVITA_API_KEY: API_KEY,
          NOVITA_BASE_URL: emulator.url,
          NOVITA_TEST_DECLARATIONS: join(folder, "declarations.json"),
          ...options.env,
        },
      });
      const scene = new Scene(emulator, stack, folder, options.face);
      scene.declare();
      return scene;
    } catch (error) {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The whole program from now on. */
  declare(...declarations: readonly Declaration[]): void {
    if (this.face === "plugin") writeYaml(this.folder, declarations);
    else writeFileSync(join(this.folder, "declarations.json"), JSON.stringify(declarations));
  }

  up(args: readonly string[] = []): Promise<RunResult> {
    return this.stack.up(args, { check: true });
  }

  refresh(args: readonly string[] = []): Promise<RunResult> {
    return this.stack.refresh(args, { check: true });
  }

  destroy(): Promise<RunResult> {
    return this.stack.destroy([], { check: true });
  }

  /** What a preview says, by logical name. */
  async plans(args: readonly string[] = []): Promise<Readonly<Record<string, Plan>>> {
    return plansIn(await this.stack.previewJson(args));
  }

  /** The text of the state file: what `pulumi stack export` would print, without the command. */
  stateText(): string {
    const folder = join(this.stack.workFolder, "state/.pulumi/stacks");
    const [project = ""] = readdirSync(folder);
    return readFileSync(join(folder, project, `${this.stack.name}.json`), "utf8");
  }

  /** The resource as the state has it; secrets are encrypted. */
  resource(name: string): ResourceState | undefined {
    return this.resources().find(({ urn }) => nameIn(urn) === name);
  }

  /** What the state has of each resource, secrets encrypted; {@link held} has them in clear, and costs a command. */
  kept(): Readonly<Record<string, Held>> {
    return heldIn(this.resources());
  }

  /** The thing at Novita that each resource of the state has, by logical name. */
  ids(): Readonly<Record<string, string | undefined>> {
    return Object.fromEntries(Object.entries(this.kept()).map(([name, { id }]) => [name, id]));
  }

  /** What the state holds of each resource, in clear. */
  async held(): Promise<Readonly<Record<string, Held>>> {
    const { resources = [] } = (await this.stack.export({ showSecrets: true })).deployment;
    return heldIn(resources);
  }

  /** Every id that the state holds, those of old halves of replacements too. */
  heldIds(): readonly string[] {
    const own = this.resources().filter(({ type }) => OWN_TYPE.test(type));
    return own.flatMap(({ id }) => (id === undefined ? [] : [id]));
  }

  /** The state, secrets encrypted. */
  deployment(): StateFile["deployment"] {
    const { checkpoint } = JSON.parse(this.stateText()) as {
      checkpoint: { latest?: StateFile["deployment"] };
    };
    return checkpoint.latest ?? {};
  }

  private resources(): readonly ResourceState[] {
    return this.deployment().resources ?? [];
  }

  async close(): Promise<void> {
    this.stack.dispose();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Where the program is. */
function programOf({ face }: SceneOptions, folder: string): string {
  if (face !== "plugin") return join(__dirname, "program");
  mkdirSync(join(folder, "yaml"));
  writeYaml(folder, []);
  return join(folder, "yaml");
}

function writeYaml(folder: string, declarations: readonly Declaration[]): void {
  const resources = declarations.map(({ name, type = "GpuInstance", args = {}, options = {} }) => [
    name,
    { type: `novita:index:${type}`, properties: inYaml(args), options: inYaml(options) },
  ]);
  const program = {
    ...{ name: "engine-tests", runtime: "yaml", resources: Object.fromEntries(resources) as object },
    plugins: { providers: [{ name: "novita", path: dirname(plugin) }] },
  };
  writeFileSync(join(folder, "yaml/Pulumi.yaml"), stringify(program));
}

/** What a program in YAML says in place of `"{{name.id}}"` and `{ $secret: value }`. */
export function inYaml(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(/\{\{([^}]+)\}\}/g, "${$1}");
  if (Array.isArray(value)) return value.map(inYaml);
  if (value === null || typeof value !== "object") return value;
  if ("$secret" in value) return { "fn::secret": inYaml(value.$secret) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inYaml(inner)]));
}

/** What the types of the package's resources begin with, of either face. */
const OWN_TYPE = /^(pulumi-nodejs:dynamic\/novita|novita:index):/;

const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
const nameIn = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

function heldIn(resources: readonly ResourceState[]): Readonly<Record<string, Held>> {
  const own = resources.filter(({ type }) => OWN_TYPE.test(type));
  return Object.fromEntries(
    own.map(({ urn, id, inputs, outputs, initErrors }) => [
      nameIn(urn),
      { id, inputs: inClear(inputs), outputs: inClear(outputs), ...(initErrors && { initErrors }) },
    ]),
  );
}

/** A bag of properties without the stub's text, and with its secrets as they are. */
function inClear(bag: ResourceState["inputs"] = {}): Readonly<Record<string, unknown>> {
  const { __provider, ...rest } = bag;
  const entries = Object.entries(rest).map(([key, value]) => {
    const { plaintext } = (value ?? {}) as { plaintext?: string };
    return [key, plaintext === undefined ? value : (JSON.parse(plaintext) as unknown)];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

function plansIn({ steps }: PreviewJson): Record<string, Plan> {
  const own = steps.filter(({ urn }) => OWN_TYPE.test(typeIn(urn)));
  const names = [...new Set(own.map(({ urn }) => nameIn(urn)))];
  return Object.fromEntries(
    names.map((name) => {
      const its = own.filter(({ urn }) => urn.endsWith(`::${name}`));
      const step = its.find(({ op }) => op === "replace") ?? its[0];
      const changed = Object.keys(step?.detailedDiff ?? {}).sort();
      const replaces = step?.replaceReasons ?? [];
      return [
        name,
        {
          op: step?.op ?? "",
          ...(changed.length > 0 && { changed }),
          ...(replaces.length > 0 && { replaces: [...replaces].sort() }),
        },
      ];
    }),
  );
}
