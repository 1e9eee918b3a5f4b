import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { temporaryFolder } from "../../process/temporaryFolder.testkit";
import { binaries } from "./binaries";
import type { Context } from "./context";
import type { Outcome, RunRequest } from "./system";

/** Answers one program run; `undefined` means that the program is not on this machine. */
export type Answer = (args: readonly string[], request: RunRequest) => string | Failure | undefined;
export interface Failure {
  readonly exitCode: number;
  readonly output: string;
}

export interface FakeWorld {
  readonly context: Context;
  /** What the user was told. */
  readonly told: string[];
  /** The programs that were run, with their first arguments. */
  readonly ran: string[];
  /** Runs the timers set with `after`, shortest first, as if their time had come. */
  passTime(): void;
  /** Lets the `every` timers tick once, 15 seconds later. */
  tick(): void;
}

export interface FakeOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly programs?: Readonly<Record<string, Answer>>;
  /** Whether only the pinned version will do. */
  readonly isPinned?: boolean;
}

/** Makes executable files, empty ones. */
export function makeBinaries(folder: string, names: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, name), "");
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

export const allBinaries: readonly string[] = Object.values<string>({ ...binaries({ platform: "linux" }) });

/** A machine in a temporary folder, with programs that answer as told and clocks that stand still. */
export function fakeWorld({ env = {}, programs = {}, isPinned = false }: FakeOptions = {}): FakeWorld {
  const root = temporaryFolder();
  const told: string[] = [];
  const ran: string[] = [];
  const later = new Map<() => void, number>();
  const ticking = new Set<() => void>();
  let now = 0;
  const run = async (command: string, args: readonly string[], request: RunRequest): Promise<Outcome> => {
    ran.push([basename(command), ...args].join(" "));
    const answer = programs[basename(command)]?.(args, request);
    if (answer === undefined) return { kind: "missing" };
    const { exitCode, output } = typeof answer === "string" ? { exitCode: 0, output: answer } : answer;
    return { kind: "ended", exitCode, output };
  };
  const context: Context = {
    system: {
      ...{ env: { PATH: "", ...env }, platform: "linux", home: join(root, "home"), run },
      now: () => now,
      sleep: async () => void (now += 1000),
      after: (milliseconds, call) => {
        later.set(call, milliseconds);
        return () => void later.delete(call);
      },
      every: (_, call) => {
        ticking.add(call);
        return () => void ticking.delete(call);
      },
    },
    log: (line) => told.push(line.replaceAll(root, "<root>")),
    version: "3.259.0",
    isPinned,
    goVersion: "1.25.11",
    modules: [freshModule(root, "engine"), freshModule(root, "hosts")],
    javaModule: freshModule(root, "java"),
    cacheDir: join(root, "cache"),
    cachedBin: join(root, "cache", "3.259.0-abc", "bin"),
    linkDir: join(root, "links"),
    sdkDir: makeBinaries(join(root, "sdk"), ["pulumi-resource-pulumi-nodejs"]),
  };
  return {
    ...{ context, told, ran },
    passTime: () => [...later].sort((a, b) => a[1] - b[1]).forEach(([call]) => call()),
    tick: () => {
      now += 15_000;
      ticking.forEach((call) => call());
    },
  };
}

function freshModule(root: string, name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  return folder;
}
