import { limitedLifeAt } from "./limitedLife";
import { UNKNOWN } from "../declared";
import { instance, saidBy } from "../instance.testkit";

const limitedLife = limitedLifeAt(() => Date.UTC(2026, 0, 1));
const expiring = (expires: unknown) => instance({ lifecycle: { expires } });

const MISSING =
  'lifecycle.expires is missing, but the policy config wants every instance to have an end. Set lifecycle.expires to a time, or to a duration since the creation such as "8h".';
const tooLong = (expires: string, longest: string): string =>
  `lifecycle.expires is ${expires}, but the policy config allows ${longest} at most. Choose an earlier end, or raise "longestLife" of limited-life in the policy config.`;

test("without a config an instance may go without an end, or have any", () => {
  for (const each of [instance(), expiring("9999-12-31T23:59:59Z"), expiring("999d")])
    expect(saidBy(limitedLife, each)).toEqual([]);
});

test.each([{ required: true }, { longestLife: "14d" }])("%j: one without an end is a violation", (config) => {
  expect(saidBy(limitedLife, instance(), config)).toEqual([MISSING]);
  expect(saidBy(limitedLife, instance({ lifecycle: { waitUntil: "created" } }), config)).toEqual([MISSING]);
});

test.each([
  ["12h", "12h"],
  ["12h", "11h59m"],
  ["1d12h", "36h"],
  ["12h", "2026-01-01T12:00:00Z"],
  ["12h", "2025-01-01T00:00:00Z"],
])("of at most %s is %s", (longestLife, expires) => {
  expect(saidBy(limitedLife, expiring(expires), { longestLife })).toEqual([]);
});

test.each([
  ["12h", "12h1s"],
  ["1d", "2026-01-02T00:00:01Z"],
])("%s is exceeded by %s", (longestLife, expires) => {
  expect(saidBy(limitedLife, expiring(expires), { longestLife })).toEqual([
    tooLong(JSON.stringify(expires), longestLife),
  ]);
});

test("what is not known is not checked, and what is secret is not shown", () => {
  const config = { longestLife: "12h" };
  for (const each of [expiring(UNKNOWN), instance({ lifecycle: UNKNOWN })])
    expect(saidBy(limitedLife, each, config)).toEqual([]);
  const marked = { lifecycle: { expires: "13h" }, __declaration: { secret: ["lifecycle.expires"] } };
  expect(saidBy(limitedLife, instance(marked), config)).toEqual([tooLong("[secret]", "12h")]);
});
