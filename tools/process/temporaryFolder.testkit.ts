import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * An empty folder with no links in its path. It goes away after the last test of the file, before the `afterAll` that
 * the file itself has: what writes into it must have ended by then.
 */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-novita-")));
  made.push(folder);
  return folder;
}
