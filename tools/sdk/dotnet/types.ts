import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "../generators";

/** A file in C#, by the name that an error gives it. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** What stands in for Pulumi's package, relative to the project's root. */
export const declarations = "tools/sdk/dotnet/Pulumi.cs";

/** The program of an example, which has statements at its top, as a class beside others; the task that it awaits is returned. */
export function exampleClass(type: string, program: string): string {
  const isUsing = (line: string): boolean => line.startsWith("using ");
  const lines = program.split("\n");
  const statements = lines
    .filter((line) => !isUsing(line))
    .join("\n")
    .replace("return await ", "return ");
  return `${lines.filter(isUsing).join("\n")}

namespace Examples.${type}
{
    static class Program
    {
        public static System.Threading.Tasks.Task<int> Run()
        {
${statements}
        }
    }
}
`;
}

/**
 * Has the C# compiler check the types of the SDK and of the examples against {@link declarations}.
 *
 * @throws Error with the place and text of each error and warning
 */
export function checkTypes(root: string, examples: readonly Source[]): void {
  const sdk = join(root, "sdk/dotnet");
  const files = readdirSync(sdk, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".cs"),
  );
  const paths = [join(root, declarations), ...files.sort().map((file) => join(sdk, file))];
  const sources = [
    ...paths.map((path) => ({ name: relative(root, path), text: readFileSync(path, "utf8") })),
    ...examples,
  ];
  const faults = faultsIn(root, sources);
  if (faults.length > 0) throw new Error(`the C# compiler finds faults:\n${faults.join("\n")}`);
}

interface Diagnostic {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly start: number;
}

/** The compiler takes one text, so each file's `using` go into its namespace; lines stay what they are. */
function faultsIn(root: string, sources: readonly Source[]): readonly string[] {
  const head =
    "#nullable enable\n#pragma warning disable CS0436 // a declaration of what the libraries lack\n";
  const entry = "static class Entry { static void Main() { } }\n";
  const texts = sources.map(({ text }) => `${usingsInside(text)}\n`);
  const starts = texts.map((_, at) => texts.slice(0, at).join("").length + head.length);
  const compiler = join(root, "tools/sdk/dotnet/roslyn.mjs");
  const found = run(process.execPath, ["--no-warnings", compiler], {
    cwd: root,
    input: [head, ...texts, entry].join(""),
  });
  return (JSON.parse(found) as readonly Diagnostic[]).map(({ id, severity, message, start }) => {
    const at = starts.filter((from) => from <= start).length - 1;
    const line = (texts[at] ?? "").slice(0, start - (starts[at] ?? 0)).split("\n").length;
    return `${sources[at]?.name}:${line}: ${severity.toLowerCase()} ${id}: ${message}`;
  });
}

function usingsInside(text: string): string {
  const using = /^using .*;$/gm;
  const all = (text.match(using) ?? []).join(" ");
  return text.replace(using, "").replace(/^(namespace [\w.]+\s*\{)/gm, (start) => `${start} ${all}`);
}
