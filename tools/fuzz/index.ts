/** `npm run test:api`: the emulator held against the API document, by requests that schemathesis makes up. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catchInterrupt } from "../process/interrupt";
import { lastLines, realSystem } from "../pulumi/toolchain/system";
import { breaks } from "./breaks";
import { ensurePython, pythonContext } from "./python";
import { complaint, countsTable } from "./report";
import { type Bench, fuzz, type Run } from "./run";

const EXAMPLES = 40;
const PROFILES: Readonly<Record<string, Run>> = {
  "the emulator as it is": { emulator: {}, examples: EXAMPLES },
  // What a fuzzer looks for is a status of 500: at its hardest the create of a prewarm task gives nothing else.
  "the emulator at its hardest": {
    emulator: { hard: true, quirks: { prewarmCreated: "id" } },
    examples: EXAMPLES,
  },
};
/** Three times what it takes on a busy machine with two cores: only what hangs is ended. */
const LONGEST_MS = 450_000;

async function main(): Promise<number> {
  const system = realSystem();
  const python = await ensurePython(pythonContext(system, say));
  const interrupt = catchInterrupt();
  const signal = AbortSignal.any([interrupt.signal, AbortSignal.timeout(LONGEST_MS)]);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-fuzz-"));
  try {
    const bench: Bench = { system, python, folder, signal, onLine: () => undefined };
    const complaints = [await testedHooks(bench), ...(await profiles(bench)), ...(await provenToFind(bench))];
    const found = complaints.filter((one) => one !== undefined);
    say(found.length === 0 ? "\nThe emulator does what the API document says." : `\n${found.join("\n")}`);
    return found.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    interrupt.stop();
  }
}

async function testedHooks({ system, python, folder }: Bench): Promise<string | undefined> {
  const env = { PYTHONDONTWRITEBYTECODE: "1" };
  const args = ["-m", "unittest", "discover", "--start-directory", join(__dirname, "hooks")];
  const outcome = await system.run(python, args, { cwd: folder, env });
  if (outcome.kind === "ended" && outcome.exitCode === 0) return undefined;
  return `The tests of the fuzzer's own check failed: ${outcome.kind === "ended" ? lastLines(outcome.output, 20) : ""}`;
}

async function profiles(bench: Bench): Promise<(string | undefined)[]> {
  const complaints: (string | undefined)[] = [];
  for (const [name, run] of Object.entries(PROFILES)) {
    say(`\n== ${name}`);
    const outcome = await fuzz(run, { ...bench, onLine: say });
    say(`\n${countsTable(outcome.counts)}`);
    const problem = complaint(outcome);
    complaints.push(problem && `With ${name}, ${problem}.`);
  }
  return complaints;
}

/** Whether what goes wrong on purpose is found. */
async function provenToFind(bench: Bench): Promise<(string | undefined)[]> {
  say("\n== what goes wrong on purpose");
  const complaints: (string | undefined)[] = [];
  for (const { what, says, ...run } of breaks) {
    const { clean, output } = await fuzz(run, bench);
    const found = !clean && output.includes(says);
    say(`${found ? "found " : "MISSED"}  ${what} (${run.operation})`);
    complaints.push(found ? undefined : `The fuzzer misses ${what}. It printed:\n${lastLines(output, 30)}`);
  }
  return complaints;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(
      `The API was not fuzzed. ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
