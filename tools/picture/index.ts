/** `npm run picture`: a run of the quickstart on the real engine, as the picture of a terminal in README.md. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureToolchain } from "../pulumi/toolchain";
import { recordSession } from "./session";
import { stillLines } from "./stillLines";
import { terminalSvg } from "./svg";

const picture = join(__dirname, "../../docs/images/quickstart.svg");
const TITLE =
  "pulumi preview names the price and the stock; pulumi up creates the instance and ends when it runs";

async function main(): Promise<void> {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const toolchain = await ensureToolchain({ log, isPinned: true });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  try {
    const lines = stillLines(await recordSession({ toolchain, folder }));
    mkdirSync(dirname(picture), { recursive: true });
    writeFileSync(picture, terminalSvg(lines, TITLE));
    process.stdout.write(`wrote ${picture}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
