import { timeoutMs, waitsUntilRunning } from "./options";

it.each([
  ["create", 1_800_000],
  ["update", 1_800_000],
  ["delete", 600_000],
] as const)("waits for %s as long as the schema's default says", (operation, ms) => {
  expect(timeoutMs(undefined, operation)).toBe(ms);
  expect(timeoutMs({ timeouts: {} }, operation)).toBe(ms);
  expect(timeoutMs({ timeouts: { [operation]: "1m30s" } }, operation)).toBe(90_000);
});

it("waits for a running instance unless it is told otherwise", () => {
  expect(waitsUntilRunning(undefined)).toBe(true);
  expect(waitsUntilRunning({ waitUntil: "running" })).toBe(true);
  expect(waitsUntilRunning({ waitUntil: "created" })).toBe(false);
});
