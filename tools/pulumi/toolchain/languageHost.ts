import { join } from "node:path";
import { findIn, isExecutable, pathFolders } from "./binaries";
import type { Context, Toolchain } from "./context";
import { addJavaHost } from "./fromBuild";
import { underLock } from "./lock";

/** What a project's `runtime` may be. */
export type Runtime = "nodejs" | "python" | "go" | "java" | "yaml";

/**
 * Makes sure that the engine runs programs of a runtime. All hosts but Java's come with every engine that we make ready;
 * Java's is built when it is first asked for.
 *
 * @returns why it does not; the end of a sentence
 */
export async function missingHost(
  context: Context,
  { binDir }: Toolchain,
  runtime: Runtime,
): Promise<string | undefined> {
  const name = `pulumi-language-${runtime}${context.system.platform === "win32" ? ".exe" : ""}`;
  const has = (): boolean => findIn([binDir, ...pathFolders(context.system)], name) !== undefined;
  if (has()) return undefined;
  if (runtime !== "java" || binDir !== context.cachedBin)
    return `there is no \`${name}\` in ${binDir} or on PATH`;
  return underLock(context, async () =>
    isExecutable(join(binDir, name)) ? undefined : addJavaHost(context, name),
  );
}
