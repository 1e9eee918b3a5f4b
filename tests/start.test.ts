import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../tools/process/temporaryFolder.testkit";

const root = join(__dirname, "..");

/** Runs the tour and sends the signal as soon as a line shows; resolves with its end and what it printed. */
function tourUntil(line: RegExp, folder: string): Promise<{ code: number | null; output: string }> {
  const tour = spawn(process.execPath, [require.resolve("tsx/cli"), "tools/start/index.ts"], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder },
  });
  let output = "";
  let sent = false;
  const read = (text: Buffer): void => {
    output += text.toString();
    if (!sent && line.test(output)) {
      sent = true;
      tour.kill("SIGINT");
    }
  };
  tour.stdout.on("data", read);
  tour.stderr.on("data", read);
  return new Promise((resolve) => void tour.on("close", (code) => resolve({ code, output })));
}

test("Ctrl-C in the middle of the tour ends it, deletes what was created, and leaves nothing behind", async () => {
  const folder = temporaryFolder();
  const { code, output } = await tourUntil(/was accepted\./, folder);
  expect(output).toMatch(/Stopping: what runs is finished, and what was created is deleted\./);
  expect(output.trimEnd().split("\n").at(-1)).toBe("Nothing is left running.");
  expect(code).toBe(130);
  // tsx keeps its own cache there.
  expect(readdirSync(folder).filter((name) => !name.startsWith("tsx-"))).toEqual([]);
}, 120_000);
