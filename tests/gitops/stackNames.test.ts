import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startProcess, type RunResult } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

/** As Pulumi Cloud names a stack: with its organization, and its project if one asks for it. */
const STACK = "acme/novita-gitops/dev";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  cpSync(join(__dirname, "../../examples/gitops/ci"), join(folder, "ci"), { recursive: true });
  // Both print what they were asked for, and note it.
  for (const name of ["pulumi", "npx"])
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" | tee -a calls\n`, { mode: 0o755 });
});

function run(script: string, env: Readonly<Record<string, string>>): Promise<RunResult> {
  const PATH = [folder, process.env.PATH].join(delimiter);
  return startProcess("sh", [`ci/${script}.sh`], { cwd: folder, env: { ...env, PATH } }).done;
}

const calls = (): string[] => readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n");

test("the plan of a stack in an organization is named by the last part, and asked for by the whole", async () => {
  const { exitCode } = await run("preview", { STACK });
  expect({ exitCode, plans: readdirSync(join(folder, "plans")) }).toEqual({
    exitCode: 0,
    plans: ["dev.json", "dev.md"],
  });
  const plan = "npx --no -- pulumi-novita plan plans/dev.json --events events-dev.jsonl --max-characters";
  expect(calls().map((call) => call.replace(/ --policy-pack .*$/, ""))).toEqual([
    "npx --no -- tsc",
    `pulumi preview --stack ${STACK} --refresh --json --show-sames --non-interactive --event-log events-dev.jsonl`,
    `${plan} 1000000`,
    `${plan} 30000`,
  ]);
  // The two differ here, as when the second has been cut.
  expect(readFileSync(join(folder, "plans/dev.md"), "utf8")).toBe(
    `${plan} 30000\n\nThe log of the job has the whole plan.\n`,
  );
});

test("a stack is switched by its config, and by nothing that is no power", async () => {
  for (const POWER of ["", "false", "Off"]) {
    const { exitCode, output } = await run("power", { STACK, POWER });
    expect([exitCode, output]).toEqual([1, 'Nothing was switched: set POWER to "on" or "off".\n']);
  }
  expect(existsSync(join(folder, "calls"))).toBe(false);
  await run("power", { STACK, POWER: "off" });
  expect(calls().map((call) => call.replace(/ --policy-pack .*$/, ""))).toEqual([
    `pulumi config set power off --stack ${STACK} --non-interactive`,
    `pulumi refresh --stack ${STACK} --yes --skip-preview --non-interactive`,
    `pulumi up --stack ${STACK} --yes --skip-preview --non-interactive`,
    expect.stringContaining("pulumi stack export"),
  ]);
});

test("the states of several projects of one organization do not meet", async () => {
  const { exitCode } = await run("orphans", { STACKS: "acme/one/dev acme/two/dev dev" });
  expect(exitCode).toBe(0);
  expect(calls().slice(3)).toEqual([
    "npx --no -- pulumi-novita orphans states/acme-one-dev.json states/acme-two-dev.json states/dev.json",
  ]);
  expect(readFileSync(join(folder, "states/acme-two-dev.json"), "utf8")).toBe(
    "pulumi stack export --stack acme/two/dev\n",
  );
});

test("the end of a stack is confirmed by the last part of its name", async () => {
  const { exitCode, output } = await run("destroy", { STACK, CONFIRM_DESTROY: "prod" });
  expect({ exitCode, output }).toEqual({
    exitCode: 1,
    output: `Nothing was deleted: to destroy the stack "${STACK}", start this job with CONFIRM_DESTROY set to "dev".\n`,
  });
});
