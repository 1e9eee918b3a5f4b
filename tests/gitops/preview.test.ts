import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const repository = join(__dirname, "../..");

test("a preview that Pulumi did not begin fails the job, and says so to the reviewer too", async () => {
  const folder = temporaryFolder();
  cpSync(join(repository, "examples/gitops/ci"), join(folder, "ci"), { recursive: true });
  const programs = {
    pulumi: '#!/bin/sh\necho "error: incorrect passphrase" >&2\nexit 255\n',
    // The command itself, as npx finds it; the types are in order.
    npx: `#!/bin/sh\nshift 3\n[ $# -eq 0 ] || exec node ${join(repository, "dist/cli/index.js")} "$@"\n`,
  };
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(folder, name), text, { mode: 0o755 });
  const PATH = [folder, process.env.PATH].join(delimiter);
  const { exitCode, stderr } = await startProcess("sh", ["ci/preview.sh"], {
    cwd: folder,
    env: { PATH, STACK: "dev" },
  }).done;
  expect(exitCode).not.toBe(0);
  expect(stderr).toContain("incorrect passphrase");
  expect(readFileSync(join(folder, "plans/dev.md"), "utf8")).toBe(
    "### GPU plan for dev\n\n**There is no plan: the job failed before it, and its log says why.**\n",
  );
});
