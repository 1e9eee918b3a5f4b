import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { OutputLine, RunResult } from "../process/run";
import { PulumiCli, type CommandOptions, type RunningCommand, type StartCommandOptions } from "./cli";
import { hermeticEnvironment } from "./environment";
import type { PreviewJson, StateFile } from "./stateFile";

export type { OutputLine, RunResult } from "../process/run";
export {
  PulumiCommandError,
  type CommandOptions,
  type RunningCommand,
  type StartCommandOptions,
} from "./cli";
export type { PendingOperation, PreviewJson, PreviewStep, ResourceState, StateFile } from "./stateFile";

export interface StackOptions {
  /** From `ensureToolchain`. */
  readonly toolchain: { readonly binDir: string };
  /** `dir` holds the Pulumi.yaml. Nothing is written there. */
  readonly project: { readonly dir: string };
  /** @default "dev" */
  readonly stack?: string;
  /** Folder of this stack alone: its PULUMI_HOME, state and configuration. Made when missing. */
  readonly workFolder: string;
  /** What the program and the provider see besides the hermetic variables: NOVITA_API_KEY, NOVITA_BASE_URL... */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that come before all others on PATH. */
  readonly path?: readonly string[];
  /** Plain configuration, `"namespace:key"` to value. */
  readonly config?: Readonly<Record<string, string>>;
  /** Encrypted configuration. */
  readonly secretConfig?: Readonly<Record<string, string>>;
  /** Colour in what the CLI prints. @default "never" */
  readonly color?: "never" | "always";
  /** Called for each line of preview, up, refresh, destroy, run and start. */
  readonly onLine?: (line: OutputLine) => void;
}

/** How much of a secret an answer may show. */
export interface SecretOptions {
  /** Show secrets in clear. @default false */
  readonly showSecrets?: boolean;
}

const silent = (): void => undefined;
const unattended = ["--yes", "--skip-preview"];

/**
 * One stack on the real engine, in a hermetic environment. A failing preview, up, refresh, destroy or run is an
 * answer with its exit code unless `check` is asked for; every other method throws a PulumiCommandError.
 */
export class PulumiStack {
  /** The stack's name. */
  readonly name: string;
  /** Absolute path of the stack's own folder. */
  readonly workFolder: string;
  /** The stack's configuration file, in the work folder. */
  readonly configFile: string;
  readonly #projectCopy: string;
  readonly #cli: PulumiCli;

  private constructor(options: StackOptions) {
    this.name = options.stack ?? "dev";
    this.workFolder = resolve(options.workFolder);
    // `stack init` and `config` write Pulumi.<stack>.yaml beside the Pulumi.yaml, so they get one of their own.
    this.#projectCopy = join(this.workFolder, "project");
    this.configFile = join(this.#projectCopy, `Pulumi.${this.name}.yaml`);
    const { binDir } = options.toolchain;
    const extra = { ...(options.color === "always" ? {} : { NO_COLOR: "1" }), ...options.env };
    this.#cli = new PulumiCli({
      binDir,
      cwd: options.project.dir,
      env: hermeticEnvironment({ binDir, path: options.path, workFolder: this.workFolder, extra }),
      color: options.color,
      onLine: options.onLine,
    });
  }

  /** Makes the stack and sets its configuration. */
  static async create(options: StackOptions): Promise<PulumiStack> {
    const stack = new PulumiStack(options);
    mkdirSync(stack.#projectCopy, { recursive: true });
    copyFileSync(join(options.project.dir, "Pulumi.yaml"), join(stack.#projectCopy, "Pulumi.yaml"));
    await stack.#own(["stack", "init", stack.name]);
    for (const [key, value] of Object.entries(options.config ?? {})) await stack.setConfig(key, value);
    for (const [key, value] of Object.entries(options.secretConfig ?? {}))
      await stack.setConfig(key, value, { secret: true });
    return stack;
  }

  /** `pulumi preview`. */
  preview(args: readonly string[] = [], options?: CommandOptions): Promise<RunResult> {
    return this.run(["preview", ...this.target, ...args], options);
  }

  /** `pulumi up`, without a preview first. */
  up(args: readonly string[] = [], options?: CommandOptions): Promise<RunResult> {
    return this.run(["up", ...unattended, ...this.target, ...args], options);
  }

  /** `pulumi refresh`, without a preview first. */
  refresh(args: readonly string[] = [], options?: CommandOptions): Promise<RunResult> {
    return this.run(["refresh", ...unattended, ...this.target, ...args], options);
  }

  /** `pulumi destroy`, without a preview first. */
  destroy(args: readonly string[] = [], options?: CommandOptions): Promise<RunResult> {
    return this.run(["destroy", ...unattended, ...this.target, ...args], options);
  }

  /** The plan as data. Throws a PulumiCommandError when the preview fails. */
  async previewJson(args: readonly string[] = []): Promise<PreviewJson> {
    const { stdout } = await this.preview(["--json", ...args], { check: true, onLine: silent });
    return JSON.parse(stdout) as PreviewJson;
  }

  /** The state; secrets stay encrypted unless `showSecrets`. */
  async export(options: SecretOptions = {}): Promise<StateFile> {
    const { stdout } = await this.#own(["stack", "export", ...this.#named, ...showSecrets(options)]);
    return JSON.parse(stdout) as StateFile;
  }

  /** Puts a state in the place of the stack's own. */
  async import(state: StateFile): Promise<void> {
    await this.#own(["stack", "import", ...this.#named], JSON.stringify(state));
  }

  /** The program's outputs; secret ones read `[secret]` unless `showSecrets`. */
  async outputs(options: SecretOptions = {}): Promise<Record<string, unknown>> {
    const { stdout } = await this.#own([
      "stack",
      "output",
      "--json",
      ...this.#named,
      ...showSecrets(options),
    ]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** Sets one value; it travels by standard input, so that a secret never stands in a command line. */
  async setConfig(key: string, value: string, options: { readonly secret?: boolean } = {}): Promise<void> {
    await this.#own(
      ["config", "set", key, options.secret ? "--secret" : "--plaintext", ...this.#named],
      value,
    );
  }

  /** Takes away the lock that a killed CLI left. */
  async cancel(): Promise<void> {
    await this.#own(["cancel", "--yes", ...this.#named]);
  }

  /** Removes the stack (which must hold no resources unless `force`) and its work folder. */
  async remove(options: { readonly force?: boolean } = {}): Promise<void> {
    await this.#own(["stack", "rm", "--yes", ...this.#named, ...(options.force ? ["--force"] : [])]);
    this.dispose();
    rmSync(this.workFolder, { recursive: true, force: true });
  }

  /** Any `pulumi` command, run to its end in the project folder. */
  run(args: readonly string[], options?: CommandOptions): Promise<RunResult> {
    return this.#cli.run(args, options);
  }

  /** Any `pulumi` command, handed out while it runs. */
  start(args: readonly string[], options?: StartCommandOptions): RunningCommand {
    return this.#cli.start(args, options);
  }

  /** The arguments that point `up`, `preview`, `refresh` and `destroy` at this stack and its configuration. */
  get target(): readonly string[] {
    return [...this.#named, "--config-file", this.configFile];
  }

  /** Ends everything that still runs, and what killed commands left behind. The files stay; see {@link remove}. */
  dispose(): void {
    this.#cli.dispose();
  }

  get #named(): readonly string[] {
    return ["--stack", this.name];
  }

  #own(args: readonly string[], input?: string): Promise<RunResult> {
    return this.#cli.run(args, { cwd: this.#projectCopy, input, check: true, onLine: silent });
  }
}

function showSecrets(options: SecretOptions): readonly string[] {
  return options.showSecrets ? ["--show-secrets"] : [];
}
