import { existsSync } from "node:fs";
import { missingIn } from "./binaries";
import type { Attempt, Context } from "./context";

/** The pinned engine that an earlier run, of this checkout or another, has put into the cache. */
export async function fromCache({ cachedBin, system, version }: Context): Promise<Attempt> {
  if (!existsSync(cachedBin)) return { ok: false, why: `there is no ${cachedBin} yet` };
  const missing = missingIn(cachedBin, system);
  if (missing.length > 0) return { ok: false, why: `${cachedBin} lacks ${missing.join(", ")}` };
  return { ok: true, toolchain: { binDir: cachedBin, source: "cache", version } };
}
