import { MiniEngine } from "../faults/miniEngine.testkit";
import { test } from "../profiles.testkit";
import { basics, Scene } from "./scene.testkit";

const withTimeout = (create: string): object => ({ ...basics, lifecycle: { timeouts: { create } } });

// digitalocean#828; alignment-hive#98: the timeout that is set does not hold, as a second wait has one of its own.
test("scar 17: the timeout that is set is the whole of the time, no less and no more", async ({ hard }) => {
  const stuck = new Scene({ hard });
  stuck.emulator.arm({ on: "create", do: { kind: "stuck", status: "pulling" } });
  // One second is between two commands.
  expect(await stuck.seconds(() => stuck.up(withTimeout("7m")))).toBe(421);
  expect(stuck.kept?.initErrors.length).toBe(1);

  const slow = new Scene({ hard, bootMs: 3_600_000 });
  expect(await slow.up(withTimeout("2h"))).toEqual({ ok: true, errors: [], failed: [] });

  // The request itself, the look for what became of it, and the waiting are one time together.
  const unanswered = new Scene({ hard });
  unanswered.emulator.arm({ on: "create", do: { kind: "hang" } });
  expect(await unanswered.seconds(() => unanswered.up(withTimeout("90s")))).toBe(91);
  const mute = new Scene({ hard });
  mute.emulator.arm({ on: "any", do: { kind: "hang" }, times: 0, skip: 3 });
  expect(await mute.seconds(() => mute.up(withTimeout("4m")))).toBe(241);
  expect(mute.kept?.id).toBe(mute.only.id);
});

// hcloud#601 and #702, hcloud-go#79: many instances that are waited for run into the rate limit, and fail.
test("scar 18: thirty instances that are waited for at once ask for one list a round, and survive 429", async ({
  hard,
}) => {
  const names = Array.from({ length: 30 }, (_, at) => `node${at}`);
  const upTogether = async (scene: Scene): Promise<boolean[]> => {
    const engines = names.map(() => new MiniEngine(() => scene.provider));
    const all = engines.map((engine, at) => engine.up({ [names[at] ?? ""]: basics }));
    return (await scene.time.until(Promise.all(all))).map(({ ok }) => ok);
  };
  const free = new Scene({ hard, bootMs: 300_000 });
  expect(await upTogether(free)).toEqual(names.map(() => true));
  const calls = free.calls();
  const count = (operation: string): number => calls.filter((call) => call.operation === operation).length;
  // The price is asked for before and, minutes later, after. A list for each before its create; then one a round.
  expect([count("create"), count("get"), count("products")]).toEqual([30, 30, 2]);
  expect(count("list") - 30).toBeLessThan(60);

  const limited = new Scene({ hard, bootMs: 300_000, rate: 10 });
  await limited.upAll({});
  expect(await upTogether(limited)).toEqual(names.map(() => true));
  expect(limited.live().map(({ status }) => status)).toEqual(names.map(() => "running"));
  const answered = limited.calls().map(({ operation, status }) => `${operation} ${status}`);
  expect(answered.filter((each) => each === "create 200").length).toBe(30);
  expect(answered.some((each) => each.endsWith(" 429"))).toBe(true);
});
