/** `npm start`: the example on the real Pulumi engine against the embedded emulator, from preview to destroy. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catchInterrupt } from "../process/interrupt";
import { ensureToolchain } from "../pulumi/toolchain";
import { paragraph, say } from "./print";
import { Stage } from "./stage";
import { tour } from "./tour";

/** What a shell says of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

async function main(): Promise<number> {
  const toolchain = await ensureToolchain({ log: say });
  const interrupt = catchInterrupt();
  interrupt.signal.addEventListener("abort", () => {
    say("\nStopping: what runs is finished, and what was created is deleted. This takes a few seconds.");
  });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  let stage: Stage | undefined;
  try {
    stage = await Stage.open({ toolchain, folder, signal: interrupt.signal });
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
    paragraph(`The tour ended early. ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  },
);
