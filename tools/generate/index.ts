import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { differing } from "./output";
import { outputs } from "./outputs";
import { loadSources } from "./sources";

/** `tsx tools/generate/index.ts [--check]`, run in the project's root. */
async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== "--check");
  if (unknown.length > 0) return complain(`unknown option ${unknown.join(" ")}; there is only --check`);

  const changed = differing(await outputs(loadSources(readFile)), readFile);
  if (args.includes("--check")) {
    if (changed.length === 0) return say("generated files are up to date");
    return complain(
      `generated files differ from their sources; run \`npm run generate\`:\n${changed.map((file) => `  ${file.path}`).join("\n")}`,
    );
  }
  for (const file of changed) {
    mkdirSync(dirname(join(process.cwd(), file.path)), { recursive: true });
    writeFileSync(join(process.cwd(), file.path), file.text);
    say(`wrote ${file.path}`);
  }
  return changed.length === 0 ? say("generated files are up to date") : 0;
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(join(process.cwd(), path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string): 1 {
  process.stderr.write(`${text}\n`);
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => (process.exitCode = complain(error instanceof Error ? error.message : String(error))),
);
