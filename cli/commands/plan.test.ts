import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeClock } from "../../provider/api/fakeClock.testkit";
import { FakeAccount } from "../../provider/resources/gpuInstance/fakeAccount.testkit";
import { previewText } from "../plan/preview.testkit";
import { runIn } from "../world.testkit";

const preview = previewText([{ op: "create", after: {} }]);
let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "pulumi-novita-"));
  writeFileSync(join(cwd, "preview.json"), preview);
  writeFileSync(join(cwd, "windows.json"), Buffer.from(`\ufeff${preview}`, "utf16le"));
  writeFileSync(join(cwd, "other.json"), "{}");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function withAccount() {
  const clock = new FakeClock();
  const account = new FakeAccount(clock);
  return {
    account,
    world: { cwd, clock, env: { NOVITA_API_KEY: "canary-key" }, connect: () => account.client },
  };
}

test.each(["preview.json", "windows.json"])(
  "%s becomes a comment, for one question about prices",
  async (file) => {
    const { account, world } = withAccount();
    const { exitCode, stdout, stderr } = await runIn(world, "plan", file);
    expect([exitCode, stderr, account.log()]).toEqual([0, "", ["listProducts"]]);
    expect(stdout.split("\n").slice(0, 3)).toEqual([
      "### GPU plan for `shop/dev`",
      "",
      "**1 GPU instance**: 1 created.",
    ]);
  },
);

test("standard input, for machines", async () => {
  const { world } = withAccount();
  const { exitCode, stdout, stderr } = await runIn(
    { ...world, readStdin: async () => preview },
    "plan",
    "-",
    "--json",
  );
  const { stack, counts } = JSON.parse(stdout) as Record<string, unknown>;
  expect([exitCode, stderr, stack, counts]).toEqual([
    0,
    "",
    "dev",
    { destroy: 0, replace: 0, reset: 0, stop: 0, release: 0, change: 0, adopt: 0, create: 1, keep: 0 },
  ]);
});

test("what policies found comes from the event log of the same preview", async () => {
  const { world } = withAccount();
  const policyEvent = { policyName: "cap", enforcementLevel: "mandatory", message: "No." };
  writeFileSync(join(cwd, "events.jsonl"), JSON.stringify({ policyEvent }));
  const { stdout } = await runIn(world, "plan", "preview.json", "--events", "events.jsonl", "--json");
  expect((JSON.parse(stdout) as { policies: unknown }).policies).toEqual([
    { level: "mandatory", policy: "cap", pack: "", resource: "", message: "No." },
  ]);
  expect(await runIn(world, "plan", "preview.json", "--events", "none.jsonl")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr:
      "The event log none.jsonl could not be read: there is no such file. Make it with `PULUMI_DEBUG_COMMANDS=true pulumi preview --json --event-log events.jsonl`.\n",
  });
});

test("without a key there is a plan all the same", async () => {
  const { exitCode, stdout } = await runIn({ cwd }, "plan", "preview.json");
  expect([exitCode, stdout.includes("- Prices and stock are not known: No Novita API key")]).toEqual([
    0,
    true,
  ]);
});

const HOW = "Make it with `pulumi preview --json --show-sames > preview.json`.";

test.each([
  ["missing.json", `The preview missing.json could not be read: there is no such file. ${HOW}\n`],
  [".", `The preview . could not be read: it is a folder. ${HOW}\n`],
  [
    "other.json",
    `other.json is JSON, but lacks the fields \`steps\` and \`changeSummary\` of a preview. ${HOW}\n`,
  ],
])("%s is an error", async (file, stderr) => {
  expect(await runIn({ cwd }, "plan", file)).toEqual({ exitCode: 1, stdout: "", stderr });
});
