import { join } from "node:path";
import { startProcess } from "../../tools/process/run";

const script = join(__dirname, "../../examples/gitops/ci/pending.js");
const urn = (name: string): string =>
  `urn:pulumi:prod::novita-gitops::pulumi-nodejs:dynamic/novita:GpuInstance::${name}`;
const creating = (name: string, type = "creating", inputs: object = {}) => ({
  type,
  resource: { urn: urn(name), inputs },
});
const held = (name: string) => ({ urn: urn(name), id: "8097f1658f3e6ad1" });

async function pending(deployment: object): Promise<readonly [number | null, string, string]> {
  const input = JSON.stringify({ version: 3, deployment });
  const { exitCode, stdout, stderr } = await startProcess(process.execPath, [script], {
    ...{ cwd: __dirname, env: {}, input },
  }).done;
  return [exitCode, stdout, stderr];
}

const wayOut = `What to do: run the job "up" on main, which takes the instance over (novita:orphans: adopt). If main does not
declare it any more, delete it in Novita's console if it is there, then run
  pulumi refresh --stack <stack> --clear-pending-creates --yes
Ignore this while a run of the same stack is under way.
`;
const lost = (name: string, called = `begins with "${name}-"`): string =>
  `A run was killed while it created "${name}". If there is an instance of it (its name at Novita ${called}), it is billed, and the state does not know it.\n`;

test.each([
  ["a stack that was never updated", {}, [0, "0\n", ""]],
  ["a state without open operations", { resources: [held("a")], pending_operations: [] }, [0, "0\n", ""]],
  [
    "an open update",
    { resources: [held("a")], pending_operations: [creating("a", "updating")] },
    [0, "0\n", ""],
  ],
  [
    "an open create that is in the state",
    { resources: [held("a")], pending_operations: [creating("a")] },
    [0, "1\n", ""],
  ],
  [
    "open creates that are not in the state",
    { resources: [held("a")], pending_operations: ["a", "b", "c"].map((name) => creating(name)) },
    [1, "3\n", lost("b") + lost("c") + wayOut],
  ],
  [
    "an open create of a replacement, whose old half has been deleted",
    { resources: [{ ...held("a"), pendingReplacement: true }], pending_operations: [creating("a")] },
    [1, "1\n", lost("a") + wayOut],
  ],
  [
    "an open create of a replacement, whose old half is still to be deleted",
    { resources: [{ ...held("a"), delete: true }], pending_operations: [creating("a")] },
    [1, "1\n", lost("a") + wayOut],
  ],
  [
    "an open create of a name that the program chose",
    { pending_operations: [creating("a", "creating", { name: "mine" })] },
    [1, "1\n", lost("a", 'is "mine"') + wayOut],
  ],
  [
    "an open create whose resource has no id",
    { resources: [{ urn: urn("a") }], pending_operations: [creating("a")] },
    [1, "1\n", lost("a") + wayOut],
  ],
])("%s", async (_, deployment, expected) => {
  expect(await pending(deployment)).toEqual(expected);
});

test("no state at all, if the export has failed, is no stack trace", async () => {
  const run = startProcess(process.execPath, [script], { cwd: __dirname, env: {} });
  const { exitCode, output } = await run.done;
  expect({ exitCode, output }).toEqual({
    exitCode: 1,
    output: "There is no state to read: what `pulumi stack export` said is why.\n",
  });
});
