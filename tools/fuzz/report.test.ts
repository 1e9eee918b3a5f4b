import { complaint, countsTable } from "./report";
import type { Counts } from "./run";

const counts: Counts = {
  stop: { valid: { "200": 3, "400 CONFLICT": 1, "404 X": 1 }, other: { "400 REQUEST": 12 } },
  start: { valid: { "400 CONFLICT": 2 }, other: { "200": 1 } },
};

test("counts what succeeded and what was refused", () => {
  expect(countsTable(counts)).toBe(
    [
      "operation  valid: done  refused  invalid: done  refused",
      "start                0        2              1        0",
      "stop                 3        2              0       12",
    ].join("\n"),
  );
});

test.each([
  [true, { stop: counts["stop"] }, undefined],
  [true, counts, "no valid request succeeded for start"],
  [false, counts, "the emulator and the API document contradict each other; the findings are above"],
])("a run that is clean: %p", (clean, of, problem) => {
  expect(complaint({ clean, output: "", counts: of as Counts })).toBe(problem);
});
