import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { killTree } from "../../tools/process/tree";

const root = join(__dirname, "../..");
const pack = join(root, "policy");

/** Starts the pack as the engine does, and ends it after its first line on stdout. */
async function firstLine(command: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  let first: string | undefined;
  const env = { PATH: process.env.PATH };
  const { pid, done } = startProcess(command, [...args], {
    cwd,
    env,
    onLine: ({ stream, text }) => {
      if (stream !== "stdout") return;
      first ??= text;
      killTree(pid);
    },
  });
  await done;
  return first;
}

test.each<[string, string, readonly string[], string]>([
  // Where Pulumi starts it is the folder of the program.
  ["its executable file", join(pack, "pulumi-analyzer-novita"), ["127.0.0.1:1"], tmpdir()],
  [
    "what Pulumi's Node language host runs in the pack's folder",
    process.execPath,
    [join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", "."],
    pack,
  ],
])("the pack starts by %s: its first line is its port", async (_, command, args, cwd) => {
  expect(await firstLine(command, args, cwd)).toMatch(/^\d{4,5}$/);
});
