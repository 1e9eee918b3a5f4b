/** `npm start`: the example on the real Pulumi engine against the embedded emulator, from preview to destroy. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureToolchain } from "../pulumi/toolchain";
import { paragraph, say } from "./print";
import { Stage } from "./stage";
import { tour } from "./tour";

async function main(): Promise<number> {
  const interrupted = new AbortController();
  const onSignal = (): void => {
    if (interrupted.signal.aborted) return;
    say("\nStopping: what runs is finished, and what was created is deleted. This takes a few seconds.");
    interrupted.abort();
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  let stage: Stage | undefined;
  try {
    const toolchain = await ensureToolchain({ log: say });
    if (interrupted.signal.aborted) return 130;
    stage = await Stage.open({ toolchain, folder, signal: interrupted.signal });
    await tour(stage);
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    paragraph(`The tour ended early. ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await stage?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
