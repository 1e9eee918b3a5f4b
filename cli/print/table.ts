import Table from "cli-table3";

/** A column of {@link renderTable}. */
export interface Column {
  readonly title: string;
  /** Default: `left`. */
  readonly align?: "left" | "right";
}

const borders = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid"],
];
const noBorders = Object.fromEntries(borders.map((name) => [name, ""]));

/** Rows under their titles, in columns with two spaces between: no frames, so that a log and `grep` can read it too. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    chars: { ...noBorders, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: columns.map(({ align }) => align ?? "left"),
  });
  table.push(
    columns.map(({ title }) => title),
    ...rows.map((row) => [...row]),
  );
  const lines = table.toString().split("\n");
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}
