import Anser from "anser";

const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 24;
const HEAD = 36;
const FOREGROUND = "#d7dae0";

/** The colours of a terminal that are hard to read on a dark ground, and what is used for them. */
const LIGHTER: Readonly<Record<string, string>> = {
  "0, 0, 187": "97, 175, 239",
  "85, 85, 255": "97, 175, 239",
  "0, 187, 0": "126, 200, 110",
  "187, 0, 187": "198, 120, 221",
  "255, 85, 255": "220, 150, 240",
};

/** Some letters of one look, and where they begin. */
interface Run {
  readonly line: number;
  readonly column: number;
  readonly text: string;
  readonly color: string;
  readonly bold: boolean;
}

/**
 * A picture of a terminal that shows these lines, with their ANSI colours.
 *
 * @param title Read out to whoever cannot see it.
 */
export function terminalSvg(lines: readonly string[], title: string): string {
  const runs = runsOf(lines.join("\n").trimEnd());
  const columns = Math.max(...runs.map(({ column, text }) => column + text.length));
  const width = Math.ceil(columns * COLUMN) + 2 * MARGIN;
  const height = HEAD + (Math.max(...runs.map(({ line }) => line)) + 1) * LINE + MARGIN;
  const dots = ["#ff5f56", "#ffbd2e", "#27c93f"].map(
    (color, at) => `  <circle cx="${MARGIN + at * 20}" cy="20" r="6" fill="${color}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `  <title>${escaped(title)}</title>`,
    `  <rect width="${width}" height="${height}" rx="8" fill="#1e2228"/>`,
    ...dots,
    `  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">`,
    ...runs.map(textElement),
    "  </g>",
    "</svg>\n",
  ].join("\n");
}

function runsOf(text: string): readonly Run[] {
  let [line, column] = [0, 0];
  return Anser.ansiToJson(text, { remove_empty: true }).flatMap(({ content, fg, decorations }) =>
    content.split("\n").flatMap((part, at) => {
      if (at > 0) [line, column] = [line + 1, 0];
      const begin = column;
      column += part.length;
      if (part.trim() === "") return [];
      const color = fg ? `rgb(${LIGHTER[fg] ?? fg})` : FOREGROUND;
      return [{ line, column: begin, text: part, color, bold: decorations.includes("bold") }];
    }),
  );
}

/** Every run has its place and its width, so that the columns hold in every font. */
function textElement({ line, column, text, color, bold }: Run): string {
  const shown = text.trimStart();
  const x = MARGIN + (column + text.length - shown.length) * COLUMN;
  const length = shown.trimEnd().length * COLUMN;
  const weight = bold ? ' font-weight="bold"' : "";
  return `    <text x="${x.toFixed(1)}" y="${HEAD + (line + 1) * LINE}" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs" fill="${color}"${weight}>${escaped(shown.trimEnd())}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
