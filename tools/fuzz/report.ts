import type { Counts, RunOutcome } from "./run";

/** Operations none of whose valid requests succeeded: for them only refusals were tried. */
export function neverSucceeded(counts: Counts): readonly string[] {
  return Object.entries(counts)
    .filter(([, { valid }]) => total(valid, "2") === 0)
    .map(([operation]) => operation)
    .sort();
}

/** A table: how many valid requests of each operation succeeded or were refused, and how many others. */
export function countsTable(counts: Counts): string {
  const rows = Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, { valid, other }]) => [
      operation,
      ...[valid, other].flatMap((answers) => [total(answers, "2"), total(answers, "4")]).map(String),
    ]);
  const head = ["operation", "valid: done", "refused", "invalid: done", "refused"];
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((row) => (row[n] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join("  ");
  return [head, ...rows].map(line).join("\n");
}

/** What is wrong with a run in which nothing is to be found; undefined if nothing is. */
export function complaint({ clean, counts }: RunOutcome): string | undefined {
  const never = neverSucceeded(counts);
  if (!clean) return "the emulator and the API document contradict each other; the findings are above";
  return never.length === 0 ? undefined : `no valid request succeeded for ${never.join(", ")}`;
}

function total(answers: Readonly<Record<string, number>>, statusClass: string): number {
  return Object.entries(answers).reduce(
    (sum, [answer, n]) => (answer.startsWith(statusClass) ? sum + n : sum),
    0,
  );
}
