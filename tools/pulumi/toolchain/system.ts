import { homedir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { startProcess } from "../../process/run";
import { killTree } from "../../process/tree";

/** What came of running a program. */
export type Outcome =
  | { readonly kind: "ended"; readonly exitCode: number | null; readonly output: string }
  | { readonly kind: "missing" };

export interface RunRequest {
  readonly cwd: string;
  /** Added to {@link System.env}. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onLine?: (text: string) => void;
  /** Ends the program and its children at once. */
  readonly signal?: AbortSignal;
}

/** The outside world as the toolchain sees it; tests put another in its place. */
export interface System {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's folder. */
  readonly home: string;
  run(command: string, args: readonly string[], request: RunRequest): Promise<Outcome>;
  /** Milliseconds since some fixed moment. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Calls back once, after a time; the answer cancels it. */
  after(milliseconds: number, call: () => void): () => void;
  /** Calls back again and again; the answer cancels it. */
  every(milliseconds: number, call: () => void): () => void;
}

/** The real outside world. */
export function realSystem(env: System["env"] = process.env): System {
  return {
    env,
    platform: process.platform,
    home: homedir(),
    run: (command, args, request) => runProgram(env, command, args, request),
    now: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    every: (milliseconds, call) => {
      const timer = setInterval(call, milliseconds);
      return () => clearInterval(timer);
    },
  };
}

async function runProgram(
  env: System["env"],
  command: string,
  args: readonly string[],
  request: RunRequest,
): Promise<Outcome> {
  const { pid, done } = startProcess(command, args, {
    cwd: request.cwd,
    env: { ...env, ...request.env },
    onLine: (line) => request.onLine?.(line.text),
    // Ctrl-C is meant for a build or a download too.
    detached: false,
  });
  const stop = (): void => killTree(pid);
  request.signal?.addEventListener("abort", stop, { once: true });
  try {
    const { exitCode, output } = await done;
    return { kind: "ended", exitCode, output };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { kind: "missing" };
    throw error;
  } finally {
    request.signal?.removeEventListener("abort", stop);
  }
}

/** The last `count` lines that say something, for the reason of a failure. */
export function lastLines(output: string, count: number): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? "it printed nothing" : lines.slice(-count).join("\n").trim();
}
