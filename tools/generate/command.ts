import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile } from "./output";
import { loadSources, type Sources } from "./sources";

/** What a command printed, and its exit code. */
export interface Answer {
  readonly exitCode: 0 | 1;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run generate [-- --check]` in a project's root; `generate` makes the files of its sources. */
export async function command(
  args: readonly string[],
  project: string,
  generate: (sources: Sources) => Promise<readonly OutputFile[]>,
): Promise<Answer> {
  const readFile = (path: string): string | undefined => textOf(join(project, path));
  const unknown = args.filter((arg) => arg !== "--check");
  if (unknown.length > 0) return complaint(`unknown option ${unknown.join(" ")}; there is only --check`);
  try {
    const changed = differing(await generate(loadSources(readFile)), readFile);
    if (changed.length === 0) return said("generated files are up to date\n");
    if (args.includes("--check"))
      return complaint(
        `generated files differ from their sources; run \`npm run generate\`:\n${changed.map(({ path }) => `  ${path}`).join("\n")}`,
      );
    for (const { path, text } of changed) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    return said(changed.map(({ path }) => `wrote ${path}\n`).join(""));
  } catch (error) {
    return complaint(error instanceof Error ? error.message : String(error));
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function said(stdout: string): Answer {
  return { exitCode: 0, stdout, stderr: "" };
}

function complaint(text: string): Answer {
  return { exitCode: 1, stdout: "", stderr: `${text}\n` };
}

/** The files whose text on disk, as `readFile` gives it, is missing or differs. */
function differing(
  files: readonly OutputFile[],
  readFile: (path: string) => string | undefined,
): readonly OutputFile[] {
  return files.filter((file) => readFile(file.path) !== file.text);
}
