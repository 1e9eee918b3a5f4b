/** How a column of a table is aligned. */
export type Alignment = "left" | "right";

/** A table in GitHub's flavour of Markdown, which GitLab reads as well. Cells are Markdown: see {@link plain}. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[] = [],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapePipes).join(" | ")} |`;
  const rule = head.map((_, column) => (alignments[column] === "right" ? "---:" : "---"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A pipe ends a cell even inside of code. */
function escapePipes(cell: string): string {
  return cell.replaceAll("|", "\\|");
}

/**
 * Text that comes from outside, as code: nothing in it is taken for Markdown or HTML, and nobody is mentioned.
 *
 * @param longest Longer text is cut, in characters.
 */
export function code(text: string, longest = 80): string {
  const line = oneLine(text, longest);
  if (line === "") return "";
  const runs = line.match(/`+/g) ?? [];
  // The fence has to be longer than any run inside, and a space keeps a tick at the end apart from it.
  const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const pad = runs.length > 0 ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/**
 * Text that comes from outside, as prose on one line: what stands between back-ticks is code, and nothing else of it is
 * taken for Markdown or HTML, and nobody is mentioned.
 */
export function plain(text: string, longest = 2_000): string {
  const parts = oneLine(text, longest).split(/`([^`]+)`/);
  return parts.map((part, at) => (at % 2 === 1 ? code(part, longest) : escaped(part))).join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_~[\]]/g, "\\$&")
    .replace(/^[#+-]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;");
}

function oneLine(text: string, longest: number): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
