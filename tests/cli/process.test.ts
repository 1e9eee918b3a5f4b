import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RunResult, startProcess, type StartedProcess } from "../../tools/process/run";
import { Account, API_KEY, autoNamed, exported } from "./account.testkit";

let account: Account;
let kept: string;
beforeAll(async () => {
  account = await Account.open();
  kept = await account.order(autoNamed("dev", "kept"));
  await account.order(autoNamed("dev", "lost"));
  account.boot();
});
afterAll(() => account.close());

const repository = join(__dirname, "../..");
const { bin } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly bin: Readonly<Record<string, string>>;
};

/** Starts what npm links as `pulumi-novita`, as it was compiled, with the state of a stack on standard input. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): StartedProcess {
  const whole = { NOVITA_API_KEY: API_KEY, NOVITA_BASE_URL: account.side.url, ...env };
  const file = join(repository, bin["pulumi-novita"] ?? "");
  const input = exported("dev", { kept });
  return startProcess(process.execPath, [file, ...args], { cwd: __dirname, env: whole, input });
}

/** How a process ended, as a run in process shows it. */
function printed({ exitCode, stdout, stderr }: RunResult): object {
  return { exitCode, stdout, stderr };
}

test.each([
  ["0", ["cost", "-"]],
  ["2", ["orphans", "-", "--json"]],
])("the real process prints what a run in process prints, and exits with %s", async (exitCode, args) => {
  const inProcess = await account.run(args, { readStdin: async () => exported("dev", { kept }) });
  expect(inProcess.exitCode).toBe(Number(exitCode));
  expect(printed(await start(args).done)).toEqual(inProcess);
});

test("exits as ever if nobody reads what it says", async () => {
  const deaf = start(["orphans", "-"]);
  deaf.child.stdout?.destroy();
  expect(await once(deaf.child, "exit")).toEqual([2, null]);
});

test("exits with 1 and says why on stderr", async () => {
  expect(printed(await start(["cost"], { NOVITA_API_KEY: "" }).done)).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(/^No Novita API key: .*\n$/),
  });
});
