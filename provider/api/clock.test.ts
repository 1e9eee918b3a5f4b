import { systemClock } from "./clock";

const HOUR_MS = 3_600_000;

afterEach(() => jest.restoreAllMocks());

test("tells the time of the machine, in whole milliseconds", () => {
  const now = systemClock.now();
  expect(Math.abs(now - Date.now())).toBeLessThan(HOUR_MS);
  expect(Number.isInteger(now)).toBe(true);
});

test.each([
  ["back", -HOUR_MS],
  ["forward", HOUR_MS],
])("a machine whose time is set %s moves no deadline, and no turn at the gate", (_, byMs) => {
  const before = systemClock.now();
  const set = Date.now() + byMs;
  jest.spyOn(Date, "now").mockReturnValue(set);
  const passed = systemClock.now() - before;
  expect([passed >= 0, passed < HOUR_MS / 2]).toEqual([true, true]);
});
