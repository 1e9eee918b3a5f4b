import { mkdirSync } from "node:fs";
import { lock } from "proper-lockfile";
import type { Context } from "./context";

/** What {@link underLock} needs to know of a {@link Context}. */
type Locked = Pick<Context, "system" | "log" | "cacheDir">;

/**
 * Runs `work` while no other process on this machine does the same. A lock is refreshed every 5 seconds while its
 * owner lives; one that is 20 seconds old belongs to a killed run and is taken over.
 *
 * @param what - what is made ready, for those who wait
 */
export async function underLock<Result>(
  context: Locked,
  work: () => Promise<Result>,
  what = "the Pulumi engine",
): Promise<Result> {
  mkdirSync(context.cacheDir, { recursive: true });
  const release = await acquire(context, what);
  try {
    return await work();
  } finally {
    // A lock that somebody took over after a long sleep of this machine is not ours to release.
    await release().catch(() => undefined);
  }
}

async function acquire({ system, log, cacheDir }: Locked, what: string): Promise<() => Promise<void>> {
  for (let waited = 0; ; waited += 1) {
    const release = await tryLock(cacheDir);
    if (release !== undefined) return release;
    if (waited === 0) log(`Another run is making ${what} ready; waiting for it...`);
    else if (waited % 15 === 0) log(`  still waiting for the other run: ${waited} s`);
    await system.sleep(1000);
  }
}

async function tryLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  try {
    // The result is moved into place in one step, so two builds at once would only waste time.
    return await lock(folder, { stale: 20_000, update: 5_000, onCompromised: () => undefined });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOCKED") return undefined;
    throw error;
  }
}
