import { stripVTControlCharacters } from "node:util";
import type { Shown } from "./session";

/** What differs from run to run, and what stands in its place. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{16}\b/g, "8097f1658f3e6ad1"],
  [/(-[0-9a-f]{8})[0-9a-f]{6}\b/g, "$11b2c3d"],
  [/\b\d+(?:\.\d+)?s\b/g, "5s"],
];

/** The progress of one resource: the step, its type and its name. A terminal writes the next one over it. */
const PROGRESS = /^ *[-+~]+ +\S+:\S+ \S+/;

/** The lines of a session as they stand at its end, the same from every run: prompt, output, an empty line. */
export function stillLines(session: readonly Shown[]): readonly string[] {
  return session
    .flatMap(({ command, lines }) => [`\u001b[1m$ ${command}\u001b[0m`, ...settled(lines), ""])
    .map((line) => VARYING.reduce((text, [pattern, still]) => text.replace(pattern, still), line))
    .filter((line, at, all) => plain(line).trim() !== "" || plain(all[at - 1] ?? "").trim() !== "");
}

function settled(lines: readonly string[]): readonly string[] {
  const last = new Map(lines.map((line, at) => [PROGRESS.exec(plain(line))?.[0], at]));
  return lines.filter((line, at) => {
    const progress = PROGRESS.exec(plain(line))?.[0];
    return !plain(line).startsWith("@ ") && (progress === undefined || last.get(progress) === at);
  });
}

const plain = stripVTControlCharacters;
