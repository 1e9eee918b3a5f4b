import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** One line that a program printed, without its line end. */
export interface OutputLine {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** What is left of a program that has ended. */
export interface RunResult {
  /** Exit code; `null` when a signal ended the program. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, line by line in the order in which they arrived. */
  readonly output: string;
  /** Seconds from the start to the end. */
  readonly seconds: number;
}

export interface StartOptions {
  readonly cwd: string;
  /** The whole environment of the program: nothing is inherited. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text for its standard input, which is closed afterwards. */
  readonly input?: string;
  /** Called for each line at the moment it is complete. */
  readonly onLine?: (line: OutputLine) => void;
  /**
   * In a process group of its own, so that Ctrl-C in a terminal reaches only us and we decide what becomes of it.
   * @default true
   */
  readonly detached?: boolean;
  /** Changes each line before anybody sees it. */
  readonly filter?: (text: string) => string;
}

export interface StartedProcess {
  readonly child: ChildProcess;
  /** `undefined` when it could not be started. */
  readonly pid: number | undefined;
  /** Settles when the program has ended and its output is read; rejects only when it could not be started. */
  readonly done: Promise<RunResult>;
}

/** Starts a program and collects what it prints. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: StartOptions,
): StartedProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...options.env },
    // On Windows this would open a console window.
    detached: (options.detached ?? true) && process.platform !== "win32",
    windowsHide: true,
    stdio: "pipe",
  });
  // A program that does not read its input closes it; that is not our error.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  const lines: OutputLine[] = [];
  const read = async (stream: OutputLine["stream"], source: Readable): Promise<void> => {
    const reader = createInterface({ input: source });
    reader.on("line", (raw) => {
      const line = { stream, text: options.filter?.(raw) ?? raw };
      lines.push(line);
      options.onLine?.(line);
    });
    await once(reader, "close");
  };
  const began = performance.now();
  const output = [read("stdout", child.stdout), read("stderr", child.stderr)];
  const done = ended(child).then(async (end) => {
    await Promise.all(output);
    return { ...end, ...joined(lines), seconds: (performance.now() - began) / 1000 };
  });
  return { child, pid: child.pid, done };
}

function ended(child: ChildProcess): Promise<Pick<RunResult, "exitCode" | "signal">> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

function joined(lines: readonly OutputLine[]): Pick<RunResult, "stdout" | "stderr" | "output"> {
  const text = (chosen: readonly OutputLine[]): string => chosen.map((line) => `${line.text}\n`).join("");
  return {
    stdout: text(lines.filter((line) => line.stream === "stdout")),
    stderr: text(lines.filter((line) => line.stream === "stderr")),
    output: text(lines),
  };
}
