import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

test("a checkout as Windows makes it has scripts that a Linux shell can run", async () => {
  const folder = temporaryFolder();
  const git = async (...args: readonly string[]): Promise<void> => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    const { exitCode, output } = await startProcess("git", [...identity, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder },
    }).done;
    expect({ args, exitCode, output: exitCode === 0 ? "" : output }).toEqual({
      args,
      exitCode: 0,
      output: "",
    });
  };
  const example = join(__dirname, "../../examples/gitops");
  for (const name of [".gitattributes", "ci", "Pulumi.dev.yaml"])
    cpSync(join(example, name), join(folder, "origin", name), { recursive: true });
  await git("init", "--quiet", "origin");
  await git("-C", "origin", "add", ".");
  await git("-C", "origin", "commit", "--quiet", "--message", "the example");
  await git("clone", "--quiet", "--config", "core.autocrlf=true", "origin", "windows");
  const files = [
    ...readdirSync(join(folder, "windows/ci")).map((name) => join("ci", name)),
    "Pulumi.dev.yaml",
  ];
  const withCr = files.filter((file) => readFileSync(join(folder, "windows", file), "utf8").includes("\r"));
  expect(withCr).toEqual([]);
});
