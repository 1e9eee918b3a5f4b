const bold = (text: string): string => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text: string): string => (process.stdout.isTTY ? `\u001b[2m${text}\u001b[22m` : text);

const WIDTH = 96;

/** One line. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A heading with an empty line before it. */
export function heading(text: string): void {
  say(`\n${bold(text)}`);
}

/** Text wrapped at the width of a page. */
export function paragraph(text: string): void {
  for (const line of wrap(text)) say(line);
}

/** A command as a person would type it. */
export function command(text: string): void {
  say(bold(`  $ ${text}`));
}

/** A line of somebody else's output, set in from our own. */
export function quoted(line: string): void {
  say(`  ${dim("|")} ${line}`);
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
