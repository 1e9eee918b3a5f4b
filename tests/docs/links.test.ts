import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { pages, repository } from "./pages.testkit";

/** The links of pages that lead nowhere: to no file, or to no heading of it. */
async function deadLinks(cwd: string, files: readonly string[]): Promise<readonly string[]> {
  const remark = join(repository, "node_modules/remark-cli/cli.js");
  const plugin = `${join(repository, "node_modules/remark-validate-links/index.js")}="repository":false`;
  const args = [remark, "--no-stdout", "--frail", "--quiet", "--no-config", "--use", plugin, ...files];
  const { exitCode, output } = await startProcess(process.execPath, args, { cwd, env: process.env }).done;
  const said = stripVTControlCharacters(output).match(/Cannot find .*`.*`/g) ?? [];
  expect({ exitCode, output: said.length > 0 || exitCode === 0 ? "" : output }).toEqual({
    exitCode: said.length > 0 ? 1 : 0,
    output: "",
  });
  return said;
}

test("every link and anchor of every page leads somewhere", async () => {
  expect(await deadLinks(repository, pages)).toEqual([]);
});

test("a link to no file, and one to no heading of another page, are found", async () => {
  const folder = temporaryFolder();
  cpSync(join(repository, "docs"), join(folder, "docs"), { recursive: true });
  writeFileSync(
    join(folder, "page.md"),
    "[a](docs/concepts.md#drift), [b](docs/concepts.md#dirft), [c](docs/consepts.md), [d](#nothing)\n",
  );
  const found = await deadLinks(folder, ["page.md", "docs/concepts.md"]);
  expect(found.filter((each) => /dirft|consepts|nothing/.test(each))).toEqual([
    expect.stringContaining("dirft"),
    expect.stringContaining("docs/consepts.md"),
    expect.stringContaining("nothing"),
  ]);
});
