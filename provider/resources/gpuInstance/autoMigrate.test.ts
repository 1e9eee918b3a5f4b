import type { InitFailure } from "./bound.testkit";
import { create, diff, read, update } from "./bound.testkit";
import { bed, inputsWith, thrown } from "../../core/lifecycle/context.testkit";
import { failing, refusal } from "./fakeAccount.testkit";
import { changes, running } from "../../core/lifecycle/update.testkit";

/* `lifecycle.autoMigrate` is asked for after the create, and Novita never shows it: the state alone knows. */
const on = inputsWith({ lifecycle: { autoMigrate: true } });
const off = inputsWith({ lifecycle: { autoMigrate: false } });
const absent = inputsWith({ lifecycle: { waitUntil: "running" } });
const asks = (value: boolean): unknown[] => ["setAutoMigrate", "i-1", value, value];

test.each([
  [true, on],
  [false, off],
])("a new instance that runs is asked to have it %s", async (value, declared) => {
  const { ctx, account } = bed();
  const { state } = await create(ctx, declared);
  expect(changes({ account }).slice(1)).toEqual([asks(value)]);
  expect(state).toMatchObject({ status: "running", lifecycle: { autoMigrate: value } });
});

test("without it nothing is asked", async () => {
  const { ctx, account } = bed();
  await create(ctx, absent);
  expect(account.sent("setAutoMigrate")).toEqual([]);
});

test("a change is made in place, once; taking it out asks for nothing", async () => {
  const it = await running(on);
  expect(diff(it.id, { ...it.state }, { ...off })).toEqual({ changes: ["lifecycle"], replaces: [] });
  const state = await update(it.ctx, it.id, it.state, off);
  await update(it.ctx, it.id, state, off);
  expect(await update(it.ctx, it.id, state, absent)).toStrictEqual({
    ...it.state,
    lifecycle: absent.lifecycle,
  });
  expect(changes(it)).toEqual([asks(false)]);
});

test("a refresh keeps it", async () => {
  const it = await running(on);
  expect((await read(it.ctx, it.id, it.state))?.inputs.lifecycle).toEqual({ autoMigrate: true });
});

describe("what was not taken on is asked for again", () => {
  const refuse = failing(refusal("setAutoMigrate", 400, "INVALID_PARAMETER", "no"));

  test("after a create whose instance runs: it is kept", async () => {
    const it = bed();
    it.account.script("setAutoMigrate", refuse);
    const { id, properties } = (await thrown(create(it.ctx, on))) as InitFailure;
    expect([id, properties.status, properties.lifecycle]).toEqual(["i-1", "running", {}]);
    expect(diff(id, { ...properties }, { ...on }).changes).toEqual(["lifecycle"]);
    const state = await update(it.restart().ctx, id, properties, on);
    expect(state.lifecycle).toEqual({ autoMigrate: true });
    expect(it.account.sent("setAutoMigrate")).toEqual([
      ["i-1", true, true],
      ["i-1", true, true],
    ]);
  });

  test("after a create whose instance did not start", async () => {
    const it = bed();
    it.account.start = [[1_000, { status: "pulling", statusMessage: "no such image" }]];
    const { id, properties } = (await thrown(create(it.ctx, on))) as InitFailure;
    it.account.patch(id, { status: "running", statusMessage: undefined });
    await update(it.restart().ctx, id, properties, on);
    expect(it.account.sent("setAutoMigrate")).toEqual([["i-1", true, true]]);
  });

  test("after an update", async () => {
    const it = await running(on);
    it.account.script("setAutoMigrate", refuse);
    await thrown(update(it.ctx, it.id, it.state, off));
    expect((await update(it.ctx, it.id, it.state, off)).lifecycle).toEqual({ autoMigrate: false });
    expect(changes(it)).toEqual([asks(false), asks(false)]);
  });

  test("after an update that had changed something else before", async () => {
    const it = await running(on);
    it.account.script("setAutoMigrate", refuse);
    const news = inputsWith({ ports: "443/http" }, off);
    const { properties } = (await thrown(update(it.ctx, it.id, it.state, news))) as InitFailure;
    expect(properties).toMatchObject({ ports: "443/http", lifecycle: { autoMigrate: true } });
    await update(it.ctx, it.id, properties, news);
    expect(changes(it).slice(1)).toEqual([asks(false), asks(false)]);
  });
});

test("an instance that is taken over is asked too", async () => {
  const it = await running(inputsWith({}));
  const adopting = inputsWith({ lifecycle: { adopt: "i-1", autoMigrate: true } });
  const { state } = await create(it.ctx, adopting);
  expect(changes(it)).toEqual([asks(true)]);
  expect(state.lifecycle).toEqual({ adopt: "i-1", autoMigrate: true });
});

test("an orphan that is taken over is asked too", async () => {
  const it = await running(inputsWith({}));
  const { ctx, account } = it.restart({ orphans: "adopt", owner: "team-a" });
  await create(ctx, on);
  expect(changes({ account })).toEqual([asks(true)]);
});
