import { Report } from "./report";

const event = (Action: string, Test: string, more: object = {}): string =>
  JSON.stringify({ Action, Test, ...more });

/** What is said of a run, and whether all is well. */
function said(lines: readonly string[], exitCode: number | null): readonly [readonly string[], boolean] {
  const told: string[] = [];
  const report = new Report((line) => told.push(line));
  for (const line of lines) report.line(line);
  return [told, report.end(exitCode)];
}

test("says of a test that passed no more than that", () => {
  const lines = [
    event("output", "TestA", { Output: "noise\n" }),
    event("pass", "TestA", { Elapsed: 1.6 }),
    `{"Action":"pass","Elapsed":2}`,
  ];
  expect(said(lines, 0)).toEqual([["pass  TestA (2 s)", "1 passed, 0 failed"], true]);
});

test("shows what one that failed has printed, and lines that are no events", () => {
  const lines = [
    "no event",
    event("output", "TestA", { Output: "why\n" }),
    event("fail", "TestA", { Elapsed: 0 }),
  ];
  expect(said(lines, 1)).toEqual([["no event", "why", "fail  TestA (0 s)", "0 passed, 1 failed"], false]);
});

test("takes a test that was skipped for one that failed, whatever the exit code", () => {
  const lines = [
    event("pass", "TestA"),
    event("output", "TestB", { Output: "no means" }),
    event("skip", "TestB"),
  ];
  expect(said(lines, 0)).toEqual([
    ["pass  TestA (0 s)", "no means", "skip  TestB (0 s)", "1 passed, 1 failed"],
    false,
  ]);
});

test("is not content with nothing, and shows what a crash has printed", () => {
  const lines = [event("output", "TestA", { Output: "panic: no\n" })];
  expect(said(lines, 0)).toEqual([["panic: no", "0 passed, 0 failed"], false]);
  expect(said([], 0)).toEqual([["0 passed, 0 failed"], false]);
});
