import { bed, type Bed } from "../lifecycle/context.testkit";
import { failing, fault } from "../../resources/gpuInstance/fakeAccount.testkit";
import { ready } from "../../resources/gpuInstance/bound.testkit";
import { waitFor } from "./waitFor";

/** Waits for so many instances, each of which is pulling until its time. */
function waitForAll(it: Bed, runningAfterMs: readonly number[]): Promise<unknown> {
  return Promise.allSettled(
    runningAfterMs.map((ms, at) => {
      const id = `i-${at + 1}`;
      it.account.add({ id, status: "pulling" }, ms < Infinity ? [[ms, { status: "running" }]] : []);
      const label = `GPU instance ${id}`;
      return waitFor(it.ctx, {
        ...{ id, label, goal: "to run", timeoutMs: 600_000, startedAt: it.clock.now() },
        ...{ timeoutName: "create", condition: ready({ label }) },
      });
    }),
  );
}

test("ten that wait speak for themselves", async () => {
  const it = bed();
  await waitForAll(it, Array<number>(10).fill(5_000));
  expect(it.lines).toEqual(
    Array.from(
      { length: 10 },
      (_, at) =>
        `GPU instance i-${at + 1} is pulling its image (pulling); waiting for it to run (0s of at most 10m)`,
    ),
  );
});

test("of more than ten, one line for all says how many are where, at most every ten seconds", async () => {
  const it = bed();
  const times = Array.from({ length: 200 }, (_, at) => (at < 187 ? 12_000 : 130_000));
  await waitForAll(it, times);
  await it.clock.sleep(0);
  expect(it.lines).toEqual([
    "0 of 200 GPU instances run, 200 pulling; longest 0s",
    "187 of 200 GPU instances run, 13 pulling; longest 13s",
    "187 of 200 GPU instances run, 13 pulling; longest 48s",
    "187 of 200 GPU instances run, 13 pulling; longest 1m 58s",
    "200 of 200 GPU instances run",
  ]);
});

test("what goes wrong with one of many is said of it, and it is counted as failed", async () => {
  const it = bed();
  const all = waitForAll(it, Array<number>(12).fill(40_000));
  await it.clock.sleep(1_000);
  it.account.patch("i-3", { status: "freezing" });
  it.account.patch("i-4", { spotStatus: "notified" });
  it.account.patch("i-5", { statusMessage: "no such image" });
  await all;
  expect(it.lines).toEqual([
    "0 of 12 GPU instances run, 12 pulling; longest 0s",
    "GPU instance i-3 is frozen, most likely for arrears: top up the account (freezing); waiting for it to run (1s of at most 10m)",
    "GPU instance i-4 is pulling its image (pulling), and its spot capacity is about to be taken back; waiting for it to run (1s of at most 10m)",
    "0 of 12 GPU instances run, 10 pulling, 1 freezing, 1 failed; longest 11s",
    "GPU instance i-3 is frozen, most likely for arrears: top up the account (freezing); waiting for it to run (33s of at most 10m)",
    "GPU instance i-4 is pulling its image (pulling), and its spot capacity is about to be taken back; waiting for it to run (33s of at most 10m)",
    "10 of 12 GPU instances run, 1 freezing, 1 failed; longest 48s",
  ]);
});

test("a service that does not answer is said once for all", async () => {
  const it = bed();
  const error = fault("listInstances");
  it.account.script("listInstances", failing(error));
  await waitForAll(it, Array<number>(30).fill(0));
  expect(it.lines).toEqual([
    `0 of 30 GPU instances run, 30 not reachable at the moment; longest 0s. ${error.message}`,
  ]);
});
