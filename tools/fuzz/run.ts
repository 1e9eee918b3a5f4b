import { type Clock, type Emulator, type EmulatorOptions, realClock, startEmulator } from "novita-emulator";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { System } from "../pulumi/toolchain/system";

/** One run of schemathesis against an emulator of its own. */
export interface Run {
  readonly emulator: EmulatorOptions;
  /** The most requests for an operation in one phase and mode. */
  readonly examples: number;
  /** Operations by their id; default: all. */
  readonly operation?: string;
  /** What is to go wrong: the body of `POST /_emulator/faults`. */
  readonly fault?: object;
}

/** What a run is given by the one who starts it. */
export interface Bench {
  readonly system: System;
  /** The interpreter with schemathesis. */
  readonly python: string;
  /** An empty folder, for everything that is written. */
  readonly folder: string;
  readonly onLine: (text: string) => void;
  readonly signal: AbortSignal;
}

/** How often each answer came, e.g. `"400 CONFLICT"`; other requests are those that do not fit the schema. */
export type Counts = Readonly<
  Record<string, Readonly<Record<"valid" | "other", Readonly<Record<string, number>>>>>
>;

export interface RunOutcome {
  /** Whether it found nothing. */
  readonly clean: boolean;
  /** Everything that schemathesis printed. */
  readonly output: string;
  readonly counts: Counts;
}

const DOCUMENT = join(__dirname, "../../provider/api/novita.openapi.yaml");
const HOOKS = join(__dirname, "hooks");
/** No key of anybody: the emulator takes this one and no other. */
const KEY = "fuzzing-key";
const SEED = 1;
/** Short, and long enough to be seen on the way. */
const QUICK = { bootMs: 200, deleteMs: 200 };
const TICK_MS = 5;

/** Time that passes by being looked at: the same requests find the same states, however fast the machine is. */
function steadyClock(): Clock {
  let now = Date.UTC(2026, 0, 1);
  return { now: () => (now += TICK_MS), after: (ms, action) => realClock.after(ms, action) };
}

/**
 * Starts an emulator, lets schemathesis loose on it, and ends both.
 *
 * A refusal of a valid request is checked by our own check, by the reasons that the document lists, and not by
 * schemathesis's, which knows of none.
 */
export async function fuzz({ emulator: options, ...run }: Run, bench: Bench): Promise<RunOutcome> {
  const emulator = await startEmulator({
    ...{ seed: SEED, apiKeys: [KEY], clock: steadyClock(), ...QUICK },
    ...options,
  });
  try {
    if (run.fault) await arm(emulator, run.fault);
    return await schemathesis(emulator, run, bench);
  } finally {
    await emulator.close();
  }
}

async function schemathesis(
  emulator: Emulator,
  { examples, operation }: Omit<Run, "emulator">,
  { system, python, folder, onLine, signal }: Bench,
): Promise<RunOutcome> {
  const countsFile = join(folder, "counts.json");
  const env = {
    FUZZ_ORIGIN: emulator.url,
    FUZZ_KEY: KEY,
    FUZZ_COUNTS: countsFile,
    // It is for loopback alone, whatever proxy the machine has.
    NO_PROXY: "*",
    no_proxy: "*",
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const args = [
    ...[HOOKS, "run", DOCUMENT, "--url", emulator.url, "--header", `Authorization: Bearer ${KEY}`],
    ...["--checks", "all", "--exclude-checks", "positive_data_acceptance", "--continue-on-failure"],
    ...["--seed", String(SEED), "--max-examples", String(examples), "--no-shrink", "--workers", "1"],
    ...["--generation-database", "none", "--request-timeout", "10", "--warnings", "off", "--no-color"],
    ...(operation === undefined ? [] : ["--include-operation-id", operation]),
  ];
  const outcome = await system.run(python, args, { cwd: folder, env, onLine, signal });
  if (signal.aborted) throw new Error("It was interrupted, or took too long, and was ended.");
  if (outcome.kind === "missing") throw new Error(`${python} is gone.`);
  return {
    clean: outcome.exitCode === 0,
    output: outcome.output,
    counts: JSON.parse(readFileSync(countsFile, "utf8")) as Counts,
  };
}

async function arm(emulator: Emulator, fault: object): Promise<void> {
  const answer = await fetch(`${emulator.url}/_emulator/faults`, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  if (!answer.ok) throw new Error(`The emulator takes no such fault: ${await answer.text()}`);
}
