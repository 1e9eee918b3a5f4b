import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startProcess, type OutputLine, type RunResult } from "../process/run";
import { descendants, killTree, listProcesses, type ProcessEntry } from "../process/tree";

export interface CliOptions {
  /** Folder with the `pulumi` binary. */
  readonly binDir: string;
  /** Working folder of commands that name no other. */
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** @default "never" */
  readonly color?: "never" | "always";
  /** Called for each line of commands that have no `onLine` of their own. */
  readonly onLine?: (line: OutputLine) => void;
}

export interface StartCommandOptions {
  readonly onLine?: (line: OutputLine) => void;
  /** Added to the environment of this command. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for standard input. */
  readonly input?: string;
  readonly cwd?: string;
}

export interface CommandOptions extends StartCommandOptions {
  /**
   * On abort the CLI is asked to stop (SIGINT: steps that run are finished, no other begins), and `graceSeconds`
   * later it is killed with all its children.
   */
  readonly signal?: AbortSignal;
  /** @default 10 */
  readonly graceSeconds?: number;
  /** Throw a {@link PulumiCommandError} when the command fails. @default false */
  readonly check?: boolean;
}

/** A running CLI, for callers that interfere with it. */
export interface RunningCommand {
  readonly pid: number | undefined;
  readonly done: Promise<RunResult>;
  /** Sends a signal to the CLI alone. Its plugins, which may outlive it, are remembered for {@link PulumiCli.dispose}. */
  kill(signal: NodeJS.Signals): void;
  /** Ends the CLI and everything it started, at once. */
  killTree(): void;
}

/** A `pulumi` command that failed; the message holds all that it printed. */
export class PulumiCommandError extends Error {
  override readonly name = "PulumiCommandError";
  declare readonly result: RunResult;

  constructor(args: readonly string[], result: RunResult) {
    const end = result.signal === null ? `exit code ${result.exitCode}` : `signal ${result.signal}`;
    super(`\`pulumi ${args.join(" ")}\` failed with ${end}:\n${result.output}`);
    // Not enumerable: whoever prints the error sees the output once.
    Object.defineProperty(this, "result", { value: result });
  }
}

/** Runs `pulumi` non-interactively and keeps track of what it started. */
export class PulumiCli {
  readonly #options: CliOptions;
  readonly #running = new Set<RunningCommand>();
  readonly #orphans: ProcessEntry[] = [];

  constructor(options: CliOptions) {
    this.#options = options;
    process.once("exit", this.#killAll);
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], options: CommandOptions = {}): Promise<RunResult> {
    const running = this.start(args, options);
    const stop = (): void => stopGently(running, options.graceSeconds ?? 10);
    if (options.signal?.aborted) stop();
    options.signal?.addEventListener("abort", stop, { once: true });
    const result = await running.done.finally(() => options.signal?.removeEventListener("abort", stop));
    if (options.check && result.exitCode !== 0) throw new PulumiCommandError(args, result);
    return result;
  }

  /** Starts a command and hands it out while it runs. */
  start(args: readonly string[], options: StartCommandOptions = {}): RunningCommand {
    const { binDir, color = "never" } = this.#options;
    const pulumi = join(binDir, process.platform === "win32" ? "pulumi.exe" : "pulumi");
    const { child, pid, done } = startProcess(pulumi, [...args, "--non-interactive", "--color", color], {
      cwd: options.cwd ?? this.#options.cwd,
      env: { ...this.#options.env, ...options.env },
      input: options.input,
      onLine: options.onLine ?? this.#options.onLine,
      // Errors of the user's program are coloured by the Node SDK whatever the CLI is told.
      filter: color === "never" ? stripVTControlCharacters : undefined,
    });
    const running: RunningCommand = {
      pid,
      done: done.finally(() => this.#running.delete(running)),
      kill: (signal) => {
        if (pid !== undefined) this.#orphans.push(...descendants(listProcesses(), pid));
        child.kill(signal);
      },
      killTree: () => killTree(pid),
    };
    this.#running.add(running);
    return running;
  }

  /** Ends everything that runs and what killed commands left behind. */
  dispose(): void {
    process.off("exit", this.#killAll);
    this.#killAll();
  }

  readonly #killAll = (): void => {
    for (const running of this.#running) running.killTree();
    if (this.#orphans.length > 0) killTree(undefined, this.#orphans.splice(0));
  };
}

function stopGently(running: RunningCommand, graceSeconds: number): void {
  running.kill("SIGINT");
  const timer = setTimeout(() => running.killTree(), graceSeconds * 1000);
  const clear = (): void => clearTimeout(timer);
  running.done.then(clear, clear);
}
