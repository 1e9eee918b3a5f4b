import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIn } from "../world.testkit";

const text = JSON.stringify({ version: 3, deployment: {} });
let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "pulumi-novita-states-"));
  writeFileSync(join(cwd, "powershell.json"), Buffer.from(`\ufeff${text}`, "utf16le"));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const readStdin = (): Promise<string> => Promise.resolve(text);
const NO_KEY = expect.stringMatching(/^No Novita API key: /);

/** All is read before the key is missed. */
test.each([["powershell.json"], ["-"], ["-", "powershell.json"]])("reads %s", async (...states) => {
  expect(await runIn({ cwd, readStdin }, "orphans", ...states)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: NO_KEY,
  });
});

test.each([
  [
    ["absent.json"],
    "The state absent.json could not be read: there is no such file. Make one with `pulumi stack export --file dev.json`.\n",
  ],
  [
    ["."],
    "The state . could not be read: it is a folder. Make one with `pulumi stack export --file dev.json`.\n",
  ],
  [["-", "-"], "Standard input (-) can be read only once. Give the other states as files.\n"],
  [[], "error: missing required argument 'state'\nTry --help.\n"],
])("says what is wrong with %j", async (states, stderr) => {
  expect(await runIn({ cwd, readStdin }, "orphans", ...states)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr,
  });
});

test.each(["orphans", "cost"])("%s warns of an instance that Pulumi would forget", async (command) => {
  const type = "pulumi-nodejs:dynamic/novita:GpuInstance";
  const resource = {
    ...{ urn: `urn:pulumi:dev::shop::${type}::trainer`, type, custom: true, id: "i1" },
    deletedWith: "urn:pulumi:dev::shop::acme:index:Site::site",
  };
  const given = JSON.stringify({ version: 3, deployment: { resources: [resource] } });
  const { stderr } = await runIn({ cwd, readStdin: async () => given }, command, "-");
  expect(stderr).toContain(
    'warning: "trainer" (standard input) has the option deletedWith: when "site" is deleted, Pulumi forgets the instance i1 without deleting it, and Novita goes on billing it. Take the option away, and run `pulumi up` before that.\n',
  );
});
