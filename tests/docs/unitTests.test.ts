import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { codeOf, repository } from "./pages.testkit";

/** The one program in TypeScript that a page shows. */
function programOf(page: string): string {
  const programs = codeOf(page).filter(({ language }) => language === "ts");
  if (programs.length !== 1 || !programs[0])
    throw new Error(`${page} shows ${programs.length} programs, not one.`);
  return programs[0].text;
}

test("the unit test that the docs show passes with the program of README.md, and fails with another one", async () => {
  const folder = temporaryFolder();
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "index.test.ts"), programOf("docs/how-to/unit-tests.md"));
  const run = async (program: string): Promise<number | null> => {
    writeFileSync(join(folder, "index.ts"), program);
    const args = ["--import", "tsx", "--test", "index.test.ts"];
    const { PATH } = process.env;
    return (await startProcess(process.execPath, args, { cwd: folder, env: { PATH } }).done).exitCode;
  };
  const program = programOf("README.md");
  expect(await run(program)).toBe(0);
  expect(await run(program.replace("gpuNum: 1", "gpuNum: 2"))).toBe(1);
});
