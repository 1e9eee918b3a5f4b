/** `npm start [-- --language NAME]`: an example on the real Pulumi engine against the embedded emulator, from preview to destroy. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catchInterrupt } from "../process/interrupt";
import { languages } from "../languages/language";
import { makeProject } from "../languages/project";
import { ensureToolchainFor } from "../pulumi/toolchain";
import { paragraph, say } from "./print";
import { example, languageOf, quickstart, UsageError } from "./program";
import { Stage } from "./stage";
import { tour } from "./tour";

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const root = join(__dirname, "../..");

async function main(): Promise<number> {
  const language = languageOf(process.argv.slice(2));
  const runtime = language === undefined ? "nodejs" : languages[language].runtime;
  const toolchain = await ensureToolchainFor(runtime, { log: say });
  const interrupt = catchInterrupt();
  interrupt.signal.addEventListener("abort", () => {
    say("\nStopping: what runs is finished, and what was created is deleted. This takes a few seconds.");
  });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  let stage: Stage | undefined;
  try {
    const program = language === undefined ? quickstart(root) : example(makeProject(root, language, folder));
    stage = await Stage.open({ toolchain, program, folder, signal: interrupt.signal });
    await tour(stage);
    return 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    return INTERRUPTED;
  } finally {
    await stage?.close();
    rmSync(folder, { recursive: true, force: true });
    interrupt.stop();
    if (interrupt.signal.aborted) say("Nothing is left running.");
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    paragraph(error instanceof UsageError ? message : `The tour ended early. ${message}`);
    process.exitCode = 1;
  },
);
