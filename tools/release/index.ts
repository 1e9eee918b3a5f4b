import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkRelease } from "./check";
import { pack } from "./pack";

/**
 * `tsx tools/release/index.ts --out DIR [--check] [--complete]`, run in the project's root: with `--check` DIR is installed from,
 * too; with `--complete` it fails if anything was left out for want of a tool.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      check: { type: "boolean", default: false },
      complete: { type: "boolean", default: false },
    },
  });
  if (values.out === undefined) throw new Error("where to? Name a folder: npm run release:pack -- --out DIR");
  const [root, out] = [process.cwd(), resolve(values.out)];
  const say = (line: string): void => console.log(line);
  const missing = [...pack(root, out, say), ...(values.check ? await checkRelease(root, out, say) : [])];
  if (values.complete && missing.length > 0)
    throw new Error(
      `not complete: ${[...new Set(missing)].join(", ")}. Install what is said to be missing, and run it again.`,
    );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
