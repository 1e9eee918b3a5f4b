/** What the CLI prints under "Policies:", without the indent and without the pack's path. */
export function policiesIn(output: string): readonly string[] {
  const lines = output.split("\n");
  const begin = lines.indexOf("Policies:") + 1;
  if (begin === 0) return [];
  const end = lines.findIndex((line, at) => at >= begin && line.trim() === "");
  return lines
    .slice(begin, end < 0 ? undefined : end)
    .map((line) => line.slice(4).replace(/ \(local: .*\)$/, ""));
}
