import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

const repository = join(__dirname, "../..");
const readme = readFileSync(join(repository, "README.md"), "utf8");

/** The first TypeScript of a section. */
function programIn(heading: string): string {
  const [, program] = new RegExp(`\\n## ${heading}\\n[^]*?\`\`\`ts\\n([^]*?)\`\`\``).exec(readme) ?? [];
  if (program === undefined) throw new Error(`README.md has no TypeScript under "${heading}".`);
  return program;
}

test("the unit test that README.md shows passes with its program, and fails with another one", async () => {
  const folder = temporaryFolder();
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "index.test.ts"), programIn("Unit tests of your program"));
  const run = async (program: string): Promise<number | null> => {
    writeFileSync(join(folder, "index.ts"), program);
    const args = ["--import", "tsx", "--test", "index.test.ts"];
    const { PATH } = process.env;
    return (await startProcess(process.execPath, args, { cwd: folder, env: { PATH } }).done).exitCode;
  };
  const program = programIn("A GPU in five lines");
  expect(await run(program)).toBe(0);
  expect(await run(program.replace("gpuNum: 1", "gpuNum: 2"))).toBe(1);
});
