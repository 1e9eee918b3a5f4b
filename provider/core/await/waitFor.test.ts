import { gone, ready } from "../../resources/gpuInstance/bound.testkit";
import { bed, thrown } from "../lifecycle/context.testkit";
import { blocked, failing, fault, refusal } from "../../resources/gpuInstance/fakeAccount.testkit";
import type { Live } from "../model";
import { LAG_MS } from "./times";
import { WaitError, waitFor, type Waiting } from "./waitFor";

const label = 'GPU instance "trainer" (i-1)';

function waiting(startedAt: number, more: Partial<Waiting> = {}): Waiting {
  return {
    id: "i-1",
    label,
    goal: "to run",
    timeoutMs: 1_800_000,
    startedAt,
    timeoutName: "create",
    condition: ready({ label }),
    ...more,
  };
}

test("it says what is waited for when that changes, and keeps quiet for longer and longer otherwise", async () => {
  const { ctx, account, clock, lines } = bed();
  account.add({ id: "i-1", status: "toCreate" }, [
    [2_000, { status: "creating" }],
    [4_000, { status: "pulling" }],
    [1_200_000, { status: "running" }],
  ]);
  const instance = await waitFor(ctx, waiting(clock.now()));
  expect(instance).toEqual({ id: "i-1", status: "running", secrets: [] } as Live);
  expect(lines).toEqual([
    `${label} is waiting to be created (toCreate); waiting for it to run (0s of at most 30m)`,
    `${label} is being created (creating); waiting for it to run (2s of at most 30m)`,
    `${label} is pulling its image (pulling); waiting for it to run (4s of at most 30m)`,
    expect.stringMatching(
      /is pulling its image \(pulling\); waiting for it to run \([34]\ds of at most 30m\)$/,
    ),
    expect.stringMatching(/\(1m \d+s of at most 30m\)$/),
    expect.stringMatching(/\(3m \d+s of at most 30m\)$/),
    expect.stringMatching(/\(7m \d+s of at most 30m\)$/),
    expect.stringMatching(/\(1[23]m \d+s of at most 30m\)$/),
    expect.stringMatching(/\(1[78]m( \d+s)? of at most 30m\)$/),
  ]);
});

test("it says that spot capacity is about to be taken back", async () => {
  const { ctx, account, clock, lines } = bed();
  const notified = { status: "pulling", spotStatus: "notified", spotReclaimAt: 1_767_225_600 };
  account.add({ id: "i-1", ...notified }, [[2_000, { status: "running" }]]);
  await waitFor(ctx, waiting(clock.now()));
  expect(lines[0]).toBe(
    `${label} is pulling its image (pulling), and its spot capacity is about to be taken back (2026-01-01T00:00:00Z); waiting for it to run (0s of at most 30m)`,
  );
});

test("a timeout says the last status and what to do", async () => {
  const { ctx, account, clock } = bed();
  account.add({ id: "i-1", status: "pulling" });
  const error = await thrown(waitFor(ctx, waiting(clock.now(), { timeoutMs: 60_000 })));
  expect(error).toEqual(
    new WaitError(
      `${label} took longer than 1m to run; its last status was pulling its image (pulling). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`,
      { id: "i-1", status: "pulling", secrets: [] } as Live,
      true,
    ),
  );
});

test("a timeout with an unreachable service says so", async () => {
  const { ctx, account, clock } = bed();
  const trouble = fault("listInstances");
  account.rule("listInstances", failing(trouble));
  const error = await thrown(
    waitFor(ctx, waiting(clock.now(), { timeoutMs: 60_000, timeoutName: "update" })),
  );
  expect((error as Error).message).toBe(
    `${label} took longer than 1m to run; it was never seen. The last look at it failed: ${trouble.message} It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.update, or run \`pulumi destroy\` to end its bill.`,
  );
});

test("a timeout of a delete has advice of its own", async () => {
  const { ctx, account, clock } = bed();
  account.add({ id: "i-1", status: "removing" });
  const late = waiting(clock.now(), {
    goal: "to be gone",
    timeoutMs: 60_000,
    timeoutName: "delete",
    condition: gone,
  });
  expect(((await thrown(waitFor(ctx, late))) as Error).message).toBe(
    `${label} took longer than 1m to be gone; its last status was being deleted (removing). It may still exist and be billed. Run the same command again to go on; the limit is lifecycle.timeouts.delete.`,
  );
});

test("an operation whose time was over before makes no call", async () => {
  const { ctx, account, clock } = bed();
  const error = await thrown(waitFor(ctx, waiting(clock.now() - 1_800_000)));
  expect([(error as WaitError).timedOut, account.log()]).toEqual([true, []]);
});

test("a look that hangs does not outlive the deadline", async () => {
  const { ctx, account, clock } = bed();
  account.rule("listInstances", () => new Promise(() => undefined));
  const begin = clock.now();
  const error = await thrown(waitFor(ctx, waiting(begin, { timeoutMs: 45_000 })));
  expect([(error as WaitError).timedOut, clock.now() - begin]).toEqual([true, 45_000]);
});

test.each([fault("listInstances"), blocked("listInstances")])(
  "a look that failed is said, and waited out: $message",
  async (error) => {
    const { ctx, account, clock, lines } = bed();
    account.add({ id: "i-1", status: "running" });
    account.script("listInstances", failing(error));
    await waitFor(ctx, waiting(clock.now()));
    expect(lines).toEqual([
      `${label} is not reachable at the moment; waiting for it to run (0s of at most 30m). ${error.message}`,
    ]);
  },
);

test("frozen is said at once, and what it probably means", async () => {
  const { ctx, account, clock, lines } = bed();
  account.add({ id: "i-1", status: "freezing" });
  const begin = clock.now();
  expect(await thrown(waitFor(ctx, { ...waiting(begin), condition: ready({ label }) }))).toBeInstanceOf(
    WaitError,
  );
  expect(lines[0]).toBe(
    `${label} is frozen, most likely for arrears: top up the account (freezing); waiting for it to run (0s of at most 30m)`,
  );
  expect(clock.now() - begin).toBeLessThan(2 * LAG_MS);
});

test("a key that is not accepted any more ends the waiting, with the instance as it was last seen", async () => {
  const { ctx, account, clock } = bed();
  account.add({ id: "i-1", status: "pulling" });
  const refused = refusal("listInstances", 401, "UNAUTHORIZED", "no such key");
  account.script("listInstances", (real) => real(), failing(refused));
  expect(await thrown(waitFor(ctx, waiting(clock.now())))).toEqual(
    new WaitError(
      `Waiting for ${label} to run was cut short; its last status was pulling its image (pulling). ${refused.message} It still exists and may be billed. Run \`pulumi up\` again to go on waiting, or \`pulumi destroy\` to end its bill.`,
      { id: "i-1", status: "pulling", secrets: [] } as Live,
    ),
  );
});
