/** `npm run test:suites`: Pulumi's own suites for providers, and the example of every language, on the real engine. */
import { startEmulator } from "novita-emulator";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catchInterrupt } from "../process/interrupt";
import { startProcess, type RunResult } from "../process/run";
import { ensureToolchain, ensureToolchainFor } from "../pulumi/toolchain";
import { Report } from "./report";
import { makeRoom } from "./room";

const root = process.cwd();
const say = (line: string): void => console.log(line);
const interrupt = catchInterrupt();

type Environment = Readonly<Record<string, string | undefined>>;

/** Takes what `go test` takes: `-run TestLanguages/python`. */
async function main(args: readonly string[]): Promise<boolean> {
  await ensureToolchain({ log: say, isPinned: true });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-suites-"));
  const emulator = await startEmulator({ port: 0, bootMs: 50, deleteMs: 50 });
  try {
    const suites = join(folder, "suites");
    // With the flags of the engine's build, so that what both use is in Go's cache. Vetting would compile it again.
    const flags = ["-c", "-trimpath", "-vet=off"];
    const compiling = go(["test", ...flags, "-o", suites, "."], process.env, () => undefined);
    const { binDir } = await ensureToolchainFor("java", { log: () => undefined, isPinned: true });
    const { file, env } = makeRoom(root, folder, binDir, emulator.url);
    const { exitCode, output } = await compiling;
    if (exitCode !== 0) throw new Error(`tests/suites does not compile:\n${output}`);
    return await play(suites, args, { ...env, NOVITA_SUITES_ROOM: file });
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
    interrupt.stop();
  }
}

async function play(suites: string, args: readonly string[], env: Environment): Promise<boolean> {
  const report = new Report(say);
  const own = ["-test.v=test2json", "-test.parallel=3", "-test.timeout=20m"];
  const given = args.map((arg) => arg.replace(/^-(?!test\.)/, "-test."));
  const result = await go(["tool", "test2json", "-t", suites, ...own, ...given], env, (line) =>
    report.line(line),
  );
  return report.end(result.exitCode);
}

async function go(
  args: readonly string[],
  env: Environment,
  onLine: (line: string) => void,
): Promise<RunResult> {
  const { child, done } = startProcess("go", args, {
    cwd: join(root, "tests/suites"),
    env: { ...env, GOWORK: "off" },
    onLine: ({ text }) => onLine(text),
  });
  interrupt.signal.addEventListener("abort", () => child.kill("SIGINT"));
  return done;
}

main(process.argv.slice(2)).then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
