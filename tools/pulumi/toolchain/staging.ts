import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { addLauncher, missingIn } from "./binaries";
import type { Attempt, Context, SourceName } from "./context";

const prefix = "staging-";

/**
 * Gives `work` a fresh folder inside the cache, on the same disk as the place that the result is moved to. Only
 * called under the lock, so what an interrupted run has left there is nobody's and goes too.
 */
export async function inStaging<Result>(
  context: Pick<Context, "cacheDir">,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  mkdirSync(context.cacheDir, { recursive: true });
  for (const name of readdirSync(context.cacheDir).filter((entry) => entry.startsWith(prefix)))
    rmSync(join(context.cacheDir, name), { recursive: true, force: true });
  const folder = mkdtempSync(join(context.cacheDir, prefix));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Moves a finished `bin` folder to its place in the cache, in one step: nobody ever sees half an engine there. */
export function place(context: Context, bin: string, source: SourceName): Attempt {
  addLauncher(context, bin);
  const missing = missingIn(bin, context.system);
  if (missing.length > 0) return { ok: false, why: `it brought no ${missing.join(", ")}` };
  mkdirSync(dirname(context.cachedBin), { recursive: true });
  rmSync(context.cachedBin, { recursive: true, force: true });
  renameSync(bin, context.cachedBin);
  return { ok: true, toolchain: { binDir: context.cachedBin, source, version: context.version } };
}
