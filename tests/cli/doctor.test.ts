import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { systemWorld } from "../../cli/systemWorld";
import { theEngine } from "../engine/engine.testkit";
import { ENGINE_TIMEOUT_MS, story } from "../engine/story.testkit";
import { Account, API_KEY } from "./account.testkit";

const repository = join(__dirname, "../..");
let account: Account;
let empty: string;
beforeAll(async () => {
  account = await Account.open();
  empty = temporaryFolder();
});
afterAll(() => account.close());

test("says what fails and what to do, skips what needs it, and does not ask the service", async () => {
  const env = { PATH: empty, NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: "http://gpu.example.com" };
  expect(await account.run(["doctor", "--cwd", empty], { env })).toEqual({
    exitCode: 1,
    stdout: `ok       Node.js                        20.20.2
ok       Pulumi project                 no Pulumi.yaml for ${empty} yet
ok       TypeScript                     not in the project, and not needed
failed   Pulumi CLI                     not on PATH
         Install a new one from https://www.pulumi.com/docs/install.
skipped  pulumi-resource-pulumi-nodejs  it needs "Pulumi CLI"
failed   @pulumi/pulumi                 not installed for ${empty}
         Run \`npm install @pulumi/pulumi@3\` in the project folder.
failed   pulumi-novita                  not installed for ${empty}
         Run \`npm install pulumi-novita\` in the project folder.
failed   base URL                       cannot be used
         The base URL http://gpu.example.com would send the API key unencrypted. Use https://. Only if the key is worth nothing, as for the emulator on another host, set NOVITA_ALLOW_HTTP=true or the config novita:allowHttp to true.
ok       API key                        NOVITA_API_KEY is set
skipped  service                        it needs "base URL"
skipped  API key at the service         it needs "service"
skipped  balance                        it needs "API key at the service"

4 failed, 4 skipped.
`,
    stderr: "",
  });
  expect(await account.asked()).toEqual([]);
});

test.each([
  [
    "takes the key",
    { NOVITA_API_KEY: API_KEY },
    "",
    { status: "ok", detail: "it answers", advice: null },
    { status: "ok", detail: "accepted", advice: null },
  ],
  [
    "refuses the key",
    { NOVITA_API_KEY: "canary-wrong-key" },
    "",
    { status: "ok", detail: "it answers", advice: null },
    {
      status: "failed",
      detail: "not accepted",
      advice:
        "Listing GPU instances failed: invalid api-key (INVALID_API_KEY, HTTP 403). Check the API key: it came from the environment variable NOVITA_API_KEY.",
    },
  ],
  [
    "is another one",
    { NOVITA_API_KEY: API_KEY },
    "/elsewhere",
    {
      status: "failed",
      detail: "cannot be asked",
      advice:
        "Listing GPU instances failed: api not found (API_NOT_FOUND, HTTP 404). The address asked is http://emulator/elsewhere. Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.",
    },
    { status: "skipped", detail: 'it needs "service"', advice: null },
  ],
])("asks the service, which %s", async (_what, env, path, service, keyAccepted) => {
  const NOVITA_BASE_URL = account.side.url + path;
  const { stdout, stderr } = await account.run(["doctor", "-C", empty, "--json"], {
    env: { ...env, NOVITA_BASE_URL },
  });
  const shown = stdout.replaceAll(account.side.url, "http://emulator");
  const { checks } = JSON.parse(shown) as { readonly checks: readonly object[] };
  expect(checks.slice(-3, -1)).toEqual([
    { name: "service", title: "service", ...service },
    { name: "keyAccepted", title: "API key at the service", ...keyAccepted },
  ]);
  expect(stderr).toBe("");
  // The balance is asked for with a key that is accepted.
  expect(await account.asked()).toHaveLength(keyAccepted.status === "ok" ? 2 : 1);
});

test("asks for a folder that is there", async () => {
  const folder = join(empty, "absent");
  expect(await account.run(["doctor", "-C", folder])).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `There is no folder ${folder}. Give the project folder with --cwd.\n`,
  });
});

story("with a real engine", () => {
  test(
    "all is well, as docs/cli.md shows it",
    async () => {
      const { binDir, version } = await theEngine();
      const project = join(empty, "project");
      for (const name of ["@pulumi/pulumi", "typescript", "pulumi-novita"]) {
        const home = join(project, "node_modules", name);
        mkdirSync(home, { recursive: true });
        cpSync(manifestOf(name), join(home, "package.json"));
      }
      writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
      const { run } = systemWorld();
      const { url } = account.side;
      const env = { PATH: binDir, NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: url };
      const { exitCode, stdout } = await account.run(["doctor"], { env, run, cwd: project });
      const page = readFileSync(join(repository, "docs/cli.md"), "utf8");
      const [, shown = ""] = /\n\$ npx pulumi-novita doctor\n([^]*?)```/.exec(page) ?? [];
      // The page has the versions of its time, and stands on another machine.
      const expected = shown.replace("3.259.0", version).replace("/opt/pulumi", binDir);
      expect({ exitCode, stdout: stdout.replace(url, "http://127.0.0.1:8787") }).toEqual({
        exitCode: 0,
        stdout: expected,
      });
    },
    ENGINE_TIMEOUT_MS,
  );
});

/** The package.json of a package that this repository works with, or of this one. */
function manifestOf(name: string): string {
  return name === "pulumi-novita"
    ? join(repository, "package.json")
    : require.resolve(`${name}/package.json`);
}
