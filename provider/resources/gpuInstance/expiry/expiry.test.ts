import { expiryOf, readExpires } from "./index";
import { compare, create, declares, diff, ruleFailures, update } from "../bound.testkit";
import { checkContext } from "../checkContext.testkit";
import { minimal } from "../sampleInputs.testkit";
import * as core from "../../../core";
import { bed, declaration, inputs, inputsWith, stateWith } from "../../../core/lifecycle/context.testkit";
import { running } from "../../../core/lifecycle/update.testkit";

const NEW_YEAR = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const expiring = (expires: string, more: object = {}) => inputsWith({ lifecycle: { expires, ...more } });

describe("what it can be", () => {
  it.each([
    ["2026-01-01T00:00:00Z", { atMs: NEW_YEAR }],
    ["2026-01-01t02:00:00+02:00", { atMs: NEW_YEAR }],
    ["2025-12-31T23:59:59.500z", { atMs: NEW_YEAR - 500 }],
    ["2028-02-29T00:00:00Z", { atMs: Date.UTC(2028, 1, 29) }],
    ["8h", { lifeMs: 8 * HOUR }],
    ["7d12h", { lifeMs: 180 * HOUR }],
    ["90m", { lifeMs: 1.5 * HOUR }],
  ])("%s", (text, read) => {
    expect(readExpires(text)).toEqual(read);
    expect(ruleFailures({ ...minimal, lifecycle: { expires: text } })).toEqual([]);
  });

  it.each([
    ...["tomorrow", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "2026-01-01T24:00:00Z"],
    ...["2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z"],
    ...["2026-01-01T00:00:00+25:00", "8", "8 h", "2w", "-8h", "0h", "0d0.0s", "1000000000h"],
  ])("not %s", (text) => {
    expect(readExpires(text)).toBeUndefined();
    expect(ruleFailures({ ...minimal, lifecycle: { expires: text } })).toEqual([
      {
        property: "lifecycle.expires",
        reason: `lifecycle.expires must be a time with its zone, such as "2026-12-31T18:00:00Z", or a duration such as "8h" or "7d", but is "${text}".`,
      },
    ]);
  });

  it("and what a preview does not know yet", () => {
    for (const lifecycle of [{ expires: core.UNKNOWN }, core.UNKNOWN])
      expect(ruleFailures({ ...minimal, lifecycle })).toEqual([]);
  });
});

test.each([
  ["2026-01-01T00:00:00Z", undefined, NEW_YEAR],
  ["8h", "2026-01-01T00:00:00Z", NEW_YEAR + 8 * HOUR],
  ["8h", undefined, undefined],
  ["8h", "[secret]", undefined],
  ["soon", "2026-01-01T00:00:00Z", undefined],
  [undefined, "2026-01-01T00:00:00Z", undefined],
])("%s of an instance made at %s is %s", (expires, createdAt, at) => {
  expect(expiryOf(expires, createdAt)).toBe(at);
});

describe("one that is over already", () => {
  const OVER =
    'is "1970-01-01T00:00:00Z", which is over: a new instance would expire before it runs. Give a later time, or a duration such as "8h".';
  const failuresOf = async (olds: core.Properties, lifecycle: object) => {
    const ctx = checkContext();
    return (await core.check(ctx, olds, { ...minimal, lifecycle })).failures.map(({ reason }) => reason);
  };

  it("is refused for a new instance, and for one that replaces another", async () => {
    const over = { expires: "1970-01-01T00:00:00Z" };
    expect(await failuresOf({}, over)).toEqual([`lifecycle.expires ${OVER}`]);
    expect(await failuresOf({}, { expires: "1970-01-01T00:00:01Z" })).toEqual([]);
    expect(await failuresOf({}, { expires: "1s" })).toEqual([]);
    expect(await failuresOf({}, { ...over, adopt: "i-1" })).toEqual([]);
    expect(await failuresOf({ ...minimal, name: "t" }, over)).toEqual([]);
  });

  it("is refused right before the create request too", async () => {
    const { ctx, account } = bed();
    await expect(create(ctx, expiring("1970-01-01T00:00:00Z"))).rejects.toThrow(
      `GPU instance "${inputs.name}" was not created: lifecycle.expires ${OVER}`,
    );
    expect(account.sent("createInstance")).toEqual([]);
  });
});

describe("an expired instance", () => {
  /** What is said of one that was created an hour after the clock began, when `afterMs` have passed since. */
  const said = async (news: core.Properties, afterMs: number, olds: object = {}) => {
    const it = await running(expiring("8h"));
    const createdMs = Date.UTC(2026, 0, 2, 4, 4, 5);
    const state = stateWith(it.state, { createdAt: "2026-01-02T04:04:05Z", ...olds });
    const { ctx, clock, lines } = it.restart();
    await clock.sleep(createdMs + afterMs - clock.now());
    declares(ctx, declaration);
    const difference = compare(ctx, it.id, { ...state }, news);
    return { difference, lines };
  };
  const label = `GPU instance "${inputs.name}" (i-1)`;
  const rest = "Remove it from the program to delete it, or give it a later lifecycle.expires.";

  it("is a warning of every diff, and no difference", async () => {
    const news = { ...expiring("8h") };
    expect(await said(news, 8 * HOUR - 1)).toEqual({ difference: { changes: [], replaces: [] }, lines: [] });
    expect(await said(news, 11 * HOUR + 20 * 60_000)).toEqual({
      difference: { changes: [], replaces: [] },
      lines: [
        `warning: ${label} expired 3h 20m ago (2026-01-02T12:04:05Z), and is still billed: lifecycle.expires is "8h". ${rest}`,
      ],
    });
  });

  it("is what the program declares now, and not what the state has", async () => {
    expect((await said({ ...expiring("9d") }, 8 * HOUR)).lines).toEqual([]);
    expect((await said({ ...expiring("2026-01-02T03:34:05Z") }, 0)).lines).toEqual([
      `warning: ${label} expired 30m ago (2026-01-02T03:34:05Z), and is still billed: lifecycle.expires is "2026-01-02T03:34:05Z". ${rest}`,
    ]);
    expect((await said({ ...inputsWith({ lifecycle: core.UNKNOWN as never }) }, 9 * HOUR)).lines).toEqual([]);
  });

  it("that nobody can tell is said, as soon as the instance has been seen", async () => {
    const lines = async (olds: object) => (await said({ ...expiring("8h") }, 0, olds)).lines;
    expect(await lines({ createdAt: undefined })).toEqual([
      `warning: ${label} has an end that cannot be told: lifecycle.expires is "8h" after its creation, and Novita does not show when that was. Give a time with its zone instead, such as "2026-12-31T18:00:00Z".`,
    ]);
    expect(await lines({ createdAt: undefined, status: undefined })).toEqual([]);
  });

  it("says nothing of a secret but that it is over", async () => {
    const marked = { ...declaration, secret: ["lifecycle.expires"] };
    const news = { ...expiring("8h"), __declaration: marked };
    expect((await said(news, 9 * HOUR)).lines).toEqual([
      `warning: ${label} expired [secret], and is still billed: lifecycle.expires is [secret]. ${rest}`,
    ]);
  });

  it("is replaced without a word: the check of its replacement speaks", async () => {
    const { difference, lines } = await said({ ...expiring("8h"), gpuNum: 2 }, 9 * HOUR);
    expect([difference.replaces, lines]).toEqual([["gpuNum"], []]);
  });
});

test("a change of it is made in place, without a call", async () => {
  const it = await running(expiring("8h"));
  const later = expiring("9h");
  expect(diff(it.id, { ...it.state }, { ...later })).toEqual({ changes: ["lifecycle"], replaces: [] });
  expect(await update(it.ctx, it.id, it.state, later)).toEqual({ ...it.state, lifecycle: later.lifecycle });
  expect(it.account.log()).toEqual(["get i-1", "listProducts"]);
});
