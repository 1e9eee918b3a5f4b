/** What the CLI prints under "Diagnostics", by resource, without the indent. */
export function diagnosticsIn(output: string): Readonly<Record<string, string>> {
  const blocks: Record<string, string[]> = {};
  let block: string[] | undefined;
  for (const line of linesAfter(output, "Diagnostics:")) {
    const head = /^ {2}\S+ \((.+)\):$/.exec(line);
    if (head?.[1] !== undefined) block = blocks[head[1]] = [];
    else if (line !== "" && !line.startsWith("    ")) break;
    else block?.push(line.slice(4));
  }
  return Object.fromEntries(Object.entries(blocks).map(([name, lines]) => [name, lines.join("\n").trim()]));
}

/** The lines of a refresh or a preview that say what differs: `{ trainer: "ports,rootfsSize" }`. */
export function differencesIn(output: string): Readonly<Record<string, string>> {
  const found = output.matchAll(/^.*novita:GpuInstance (\S+) .*\[diff: ([^\]]+)\]/gm);
  return Object.fromEntries([...found].map(([, name, diff]) => [name, diff]));
}

/** What stands under "Resources:" at the end: `["- 1 deleted", "2 unchanged"]`. */
export function summaryIn(output: string): readonly string[] {
  const lines = linesAfter(output, "Resources:");
  const end = lines.findIndex((line) => !line.startsWith("    "));
  return lines.slice(0, end < 0 ? undefined : end).map((line) => line.trim());
}

/**
 * With -v=9 Pulumi traces the properties of every resource of every provider in clear, where it hands them to a
 * provider's process and where its SDK has registered the resource. No provider can keep it from that.
 */
export function isTrace(line: string): boolean {
  return /^\{"time":.*"msg":"((Unm|M)arshaling property for RPC|(eventSink::Debug\([^ ]*)?RegisterResource RPC finished)/.test(
    line,
  );
}

function linesAfter(output: string, heading: string): readonly string[] {
  const lines = output.split("\n");
  const at = lines.indexOf(heading);
  return at < 0 ? [] : lines.slice(at + 1);
}
