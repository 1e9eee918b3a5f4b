/** `npm run test:mutations [-- words]`: breaks each promise of the table on purpose; a test has to fail then. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catchInterrupt } from "../process/interrupt";
import { lastLines, realSystem } from "../pulumi/toolchain/system";
import { broken, type Mutation, readTable, root } from "./table";

const system = realSystem();
const interrupt = catchInterrupt();
const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-mutations-"));
/** A broken promise may have a test wait for ever. */
const LONGEST_TEST_MS = 60_000;
const LONGEST_ROW_MS = 300_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs the tests; what keeps them from telling anything is an error. */
async function failing(tests: readonly string[], longestMs: number): Promise<{ failed: number; of: number }> {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const jest = [join(root, "node_modules/jest/bin/jest.js"), "--maxWorkers=2"];
  const options = [
    `--testTimeout=${LONGEST_TEST_MS}`,
    "--json",
    `--outputFile=${report}`,
    "--runTestsByPath",
  ];
  const limit = AbortSignal.timeout(longestMs);
  const signal = AbortSignal.any([interrupt.signal, limit]);
  const outcome = await system.run(process.execPath, [...jest, ...options, ...tests], { cwd: root, signal });
  if (interrupt.signal.aborted) throw new Error("interrupted");
  if (limit.aborted) throw new Error("the tests did not end");
  const ran = JSON.parse(readFileSync(report, "utf8")) as Record<`num${string}`, number>;
  const [failed = 0, passed = 0] = [ran.numFailedTests, ran.numPassedTests];
  if (failed + passed === 0 || ran.numRuntimeErrorTestSuites)
    throw new Error(
      `the tests did not run:\n${lastLines(outcome.kind === "ended" ? outcome.output : "", 20)}`,
    );
  return { failed, of: failed + passed };
}

async function compile(): Promise<void> {
  const outcome = await system.run(process.execPath, ["tools/setup.js", "build"], { cwd: root });
  if (outcome.kind !== "ended" || outcome.exitCode !== 0) throw new Error("it does not compile");
}

/** What became of the tests while the promise was broken. The file is as before in the end, whatever happens. */
async function tried({
  tests,
  compiled = false,
  ...row
}: Mutation): Promise<{ held: boolean; told: string }> {
  const path = join(root, row.file);
  const text = readFileSync(path, "utf8");
  const restore = (): void => writeFileSync(path, text);
  process.once("exit", restore);
  try {
    writeFileSync(path, broken(text, row));
    if (compiled) await compile();
    const { failed, of } = await failing(tests, LONGEST_ROW_MS);
    return { held: failed > 0, told: `${failed > 0 ? failed : "survived: 0"} of ${of}` };
  } catch (error) {
    if (interrupt.signal.aborted) throw error;
    return { held: false, told: `nothing proved: ${(error as Error).message}` };
  } finally {
    restore();
    process.off("exit", restore);
    if (compiled) await compile();
  }
}

async function main(words: readonly string[]): Promise<number> {
  const table = readTable();
  const files = [...new Set(table.map(({ file }) => file))];
  const changed = execFileSync("git", ["status", "--porcelain", "--", ...files], {
    cwd: root,
    encoding: "utf8",
  });
  if (changed)
    throw new Error(`These files have changes that are not committed:\n${changed}Commit or stash them.`);
  const rows = table.filter(({ promise }) => words.every((word) => promise.includes(word)));
  if (rows.length === 0) throw new Error(`No promise has the words "${words.join(" ")}".`);
  const before = await failing([...new Set(rows.flatMap(({ tests }) => tests))], LONGEST_ROW_MS * 3);
  if (before.failed > 0) throw new Error(`Without any change, ${before.failed} of ${before.of} tests fail.`);
  const lines: string[] = [];
  let failed = 0;
  for (const row of rows) {
    const { held, told } = await tried(row);
    if (!held) failed++;
    say(`${held ? "held" : "NOT HELD"}  ${row.promise} (${told})`);
    lines.push(`| ${row.promise} | ${told.split("\n")[0]} |`);
  }
  say(["", "| promise that was broken | tests that failed |", "| --- | --- |", ...lines, ""].join("\n"));
  say(`${rows.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    process.stderr.write(`The promises were not tested. ${(error as Error).message}\n`);
    return interrupt.signal.aborted ? 130 : 1;
  })
  .then((code) => (process.exitCode = code))
  .finally(() => (rmSync(folder, { recursive: true, force: true }), interrupt.stop()));
