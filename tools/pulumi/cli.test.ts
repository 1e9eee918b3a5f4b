import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { PulumiCli, PulumiCommandError } from "./cli";

/** A stand-in for the binary: what is under test is how it is started, watched and ended. */
function cli(script: string): PulumiCli {
  const binDir = temporaryFolder();
  writeFileSync(join(binDir, "pulumi"), `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return new PulumiCli({ binDir, cwd: binDir, env: { BASE: "base" } });
}

const onPosix = process.platform === "win32" ? test.skip : test;

onPosix("runs non-interactively and without colour, and adds to the environment", async () => {
  const pulumi = cli(`console.log(process.argv.slice(2).join(" "), process.env.BASE, process.env.MORE);`);
  const { stdout, exitCode } = await pulumi.run(["up", "--yes"], { env: { MORE: "more" } });
  expect([stdout, exitCode]).toEqual(["up --yes --non-interactive --color never base more\n", 0]);
});

onPosix("takes the colours out that the Node SDK prints all the same", async () => {
  expect((await cli(`console.log("\\u001b[31mred\\u001b[0m");`).run([])).output).toBe("red\n");
});

onPosix("a failure is an answer, or with check an error that holds the output once", async () => {
  const pulumi = cli(`console.log("said"); process.exitCode = 255;`);
  expect((await pulumi.run(["up"])).exitCode).toBe(255);
  const error: unknown = await pulumi.run(["up"], { check: true }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PulumiCommandError);
  expect((error as PulumiCommandError).message).toBe("`pulumi up` failed with exit code 255:\nsaid\n");
  expect((error as PulumiCommandError).result.stdout).toBe("said\n");
  expect(Object.keys(error as object)).toEqual(["name"]);
});

const waits = `
  process.on("SIGINT", () => { console.log("cancelling"); if (process.argv[2] === "polite") process.exit(1); });
  setInterval(() => {}, 1000);
  console.log("ready");
`;

onPosix("an abort asks the CLI to stop and lets it finish", async () => {
  const stop = new AbortController();
  const result = await cli(waits).run(["polite"], { signal: stop.signal, onLine: () => stop.abort() });
  expect([result.exitCode, result.output]).toEqual([1, "ready\ncancelling\n"]);
});

onPosix("after the grace time it is killed", async () => {
  const stop = new AbortController();
  const result = await cli(waits).run(["deaf"], {
    signal: stop.signal,
    graceSeconds: 0.1,
    onLine: () => stop.abort(),
  });
  expect([result.exitCode, result.signal]).toEqual([null, "SIGKILL"]);
});

onPosix("dispose ends what runs", async () => {
  const pulumi = cli(waits);
  const { done } = pulumi.start([], { onLine: () => pulumi.dispose() });
  expect(await done).toMatchObject({ exitCode: null, signal: "SIGKILL", output: "ready\n" });
});
