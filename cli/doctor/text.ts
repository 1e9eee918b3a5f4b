import type { Palette } from "../print/palette";
import { renderTable } from "../print/table";
import type { Examined } from "./check";

/** The report for people: a line a check, and under it what to do. */
export function doctorText(examined: readonly Examined[], color: Palette): string {
  const paint: Readonly<Record<Examined["status"], (text: string) => string>> = {
    ok: color.green,
    warning: color.yellow,
    failed: color.red,
    skipped: color.dim,
  };
  const columns = [{ title: "" }, { title: "" }, { title: "" }];
  const [, ...rows] = renderTable(
    columns,
    examined.map(({ status, title, detail }) => [paint[status](status), title, detail]),
  )
    .trimEnd()
    .split("\n");
  const lines = examined.flatMap(({ advice }, index) => [
    rows[index] ?? "",
    ...(advice === null ? [] : [`         ${advice}`]),
  ]);
  return [...lines, "", verdict(examined), ""].join("\n");
}

function verdict(examined: readonly Examined[]): string {
  const counts = (["failed", "warning", "skipped"] as const)
    .map((status) => ({ status, count: examined.filter((each) => each.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status === "warning" && count > 1 ? "warnings" : status}`);
  return counts.length === 0 ? "All is well." : `${counts.join(", ")}.`;
}
