import { ensureToolchain, ToolchainError, type Toolchain } from "./toolchain";

/** How long a test file may wait for its engine: a first build takes minutes. */
export const engineTimeout = 900_000;

/**
 * The engine for a test file. Where none can be had the answer is `undefined` and the reason is printed, so that
 * its tests can say that they were skipped; under `CI=true` it is a failure.
 */
export async function engineForTests(): Promise<Toolchain | undefined> {
  const log: string[] = [];
  try {
    return await ensureToolchain({ log: (line) => log.push(line) });
  } catch (error) {
    if (process.env.CI === "true" || !(error instanceof ToolchainError)) throw error;
    console.warn(`SKIPPED, because there is no Pulumi engine here.\n${error.message}`);
    return undefined;
  }
}
