import { NovitaError } from "../../../api";
import { bed, type Bed, thrown } from "../../../core/lifecycle/context.testkit";
import { changes } from "../../../core/lifecycle/update.testkit";
import { doubtful, failing, type Patch, refusal } from "../fakeAccount.testkit";
import { restart } from "./restart";

const label = 'GPU instance "trainer-1" (i-1)';
const SENT = [["restartInstance", "i-1"]];

/** An account with one instance that runs. */
function running(patch: Patch = {}): Bed {
  const it = bed();
  const shown = { name: "trainer-1", productId: "4090", rootfsSize: 60, billingMode: "onDemand" };
  it.account.add({ id: "i-1", ...shown, ssh: { command: "ssh -p 1", password: "canary-1" }, secrets: [] });
  it.account.patch("i-1", patch);
  return it;
}

const failed = async ({ ctx }: Bed): Promise<string> =>
  ((await thrown(restart(ctx, "i-1"))) as Error).message;

test("an instance that runs is restarted once, and comes back when it runs again, with its new access", async () => {
  const it = running();
  expect(await restart(it.ctx, "i-1")).toMatchObject({
    status: "running",
    ssh: { command: "ssh -p 2", password: "canary-2" },
  });
  expect(changes(it)).toEqual(SENT);
  expect(it.lines).toEqual([
    `Restarting ${label}.`,
    `${label} is waiting to restart (toRestart); waiting for it to run again (0s of at most 30m)`,
    `${label} is restarting (restarting); waiting for it to run again (1s of at most 30m)`,
  ]);
});

test("one that is on its way is waited for first; two calls go one after another", async () => {
  const it = running({ status: "pulling" });
  it.account.course("i-1", [[20_000, { status: "running" }]]);
  const since = it.clock.now();
  await Promise.all([restart(it.ctx, "i-1"), restart(it.ctx, "i-1")]);
  const at = it.account.calls.filter(({ name }) => name === "restartInstance").map((call) => call.at - since);
  expect(at).toEqual([expect.any(Number), expect.any(Number)]);
  expect([Number(at[0]) >= 20_000, Number(at[1]) - Number(at[0]) >= 5_000]).toEqual([true, true]);
});

test.each<[string, Patch | "gone", string]>([
  [
    "is gone",
    "gone",
    "GPU instance i-1 was not restarted: it does not exist any more. Run `pulumi refresh` to take it out of the state, then `pulumi up` to create it again.",
  ],
  [
    "is stopped",
    { status: "exited" },
    `${label} was not restarted: it is stopped (exited), and only an instance that runs can be restarted. Switch it on (lifecycle.power), or call restart() only if it is on.`,
  ],
  [
    "is frozen",
    { status: "freezing" },
    `${label} was not restarted: it is frozen (freezing), most likely because the account is in arrears. Top up the account in Novita's console, then run \`pulumi up\` again to go on waiting. Run \`pulumi destroy\`, or remove it from the program, to end its bill.`,
  ],
  [
    "is being deleted",
    { status: "removing" },
    `${label} was not restarted. ${label} is being deleted by somebody else (status removing). Wait until it is gone, run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`,
  ],
  [
    "cannot start",
    { status: "pulling", statusMessage: "manifest unknown" },
    `${label} was not restarted: it cannot start: manifest unknown (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
  ],
])("one that %s is refused, and nothing is sent", async (_what, patch, message) => {
  const it = running();
  it.account.patch("i-1", patch);
  expect(await failed(it)).toBe(message);
  expect(changes(it)).toEqual([]);
});

test("what the service refuses is said in its words", async () => {
  const it = running();
  it.account.script(
    "restartInstance",
    failing(refusal("restartInstance", 400, "NODE_STATUS", "node offline")),
  );
  expect(await failed(it)).toContain("node offline");
  expect(changes(it)).toEqual(SENT);
});

test("nothing is sent if nobody listens any more", async () => {
  const it = running();
  const log = { ...it.ctx.log, heard: async () => false };
  const error = (await thrown(restart({ ...it.ctx, log }, "i-1"))) as Error;
  expect(error.message).toBe(`${label} was not restarted: the Pulumi engine has exited.`);
  expect(changes(it)).toEqual([]);
});

test("a cancel ends the waiting at once, and says that the same again would restart it again", async () => {
  const it = running();
  const run = new AbortController();
  const why = new NovitaError("The run was cancelled. Run the same command again to go on.");
  void it.clock.sleep(2_500).then(() => run.abort(why));
  const since = it.clock.now();
  const error = (await thrown(restart({ ...it.ctx, cancelled: run.signal }, "i-1"))) as Error;
  expect(error.message).toBe(
    `Waiting for ${label} to run again was cut short; its last status was restarting (restarting). ${why.message} It still exists and may be billed. Run \`pulumi refresh\` to see what became of it: a run that calls restart() restarts it once more.`,
  );
  expect(it.clock.now() - since).toBe(2_500);
});

describe("a restart of unknown outcome is never repeated", () => {
  test("it was made: the instance is waited for as usual", async () => {
    const it = running();
    it.account.script("restartInstance", doubtful("restartInstance", true));
    expect(await restart(it.ctx, "i-1")).toMatchObject({ ssh: { command: "ssh -p 2" } });
    expect(changes(it)).toEqual(SENT);
  });

  test("it was not: that is an error, after as long as it may take to show", async () => {
    const it = running();
    const since = it.clock.now();
    it.account.script("restartInstance", doubtful("restartInstance", false));
    expect(await failed(it)).toContain(
      `The request was sent once, and ${label} has shown no sign of it within 2m: it still runs as before. Run \`pulumi up\` again if it is still to be restarted.`,
    );
    expect(it.clock.now() - since).toBeGreaterThanOrEqual(120_000);
    expect(changes(it)).toEqual(SENT);
  });
});

test("an answer from before the restart is not taken for its end; one that nobody saw is, once answers cannot lag", async () => {
  const it = running();
  const late = running();
  const course = [
    [30_000, { status: "toRestart" }],
    [40_000, { status: "running" }],
  ] as const;
  late.account.script("restartInstance", async () => late.account.course("i-1", course));
  it.account.script("restartInstance", async () => undefined);
  const [seen, unseen] = [late, it].map(async ({ ctx, clock }) => {
    const since = clock.now();
    await restart(ctx, "i-1");
    return clock.now() - since;
  });
  expect(await seen).toBeGreaterThanOrEqual(40_000);
  expect(await unseen).toBeGreaterThanOrEqual(60_000);
});

describe("one that does not come up again", () => {
  test("says why when the container ends, and not for an error of before", async () => {
    const it = running({ statusMessage: "an old error" });
    it.account.script("restartInstance", async () =>
      it.account.course("i-1", [
        [0, { status: "restarting" }],
        [9_000, { status: "exited", statusMessage: "exit code 1" }],
      ]),
    );
    expect(await failed(it)).toMatch(
      /^GPU instance "trainer-1" \(i-1\) has stopped instead of running \(stopped \(exited\)\): exit code 1\. /,
    );
  });

  test("says what to do when time is over: to run the same again would restart it again", async () => {
    const it = running();
    it.account.script("restartInstance", async () => it.account.patch("i-1", { status: "restarting" }));
    expect(await failed(it)).toBe(
      `${label} took longer than 30m to run again; its last status was restarting (restarting). It still exists and may be billed. Run \`pulumi refresh\` to see what became of it: a run that calls restart() restarts it once more.`,
    );
  });
});
