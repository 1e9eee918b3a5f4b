import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { binaries, findIn, linkInto, missingIn, pathFolders } from "./binaries";
import { oldestVersion, fitVersions, type Attempt, type Context } from "./context";
import { lastLines } from "./system";
import { isAtLeast } from "./version";

/** The engine that the user has installed, when it is new enough and complete. */
export async function fromPath(context: Context): Promise<Attempt> {
  const { system } = context;
  const pulumi = findIn(pathFolders(system), binaries(system).pulumi);
  if (pulumi === undefined) return { ok: false, why: "`pulumi` is not on PATH" };
  const version = await versionOf(context, pulumi);
  if (typeof version !== "string") return { ok: false, why: version.why };
  const isFit = context.isPinned ? version === context.version : isAtLeast(version, oldestVersion);
  if (!isFit) return { ok: false, why: `${pulumi} is version ${version}; ${fitVersions(context)} is needed` };
  // Package managers often put links on PATH; the engine itself looks beside the file that the link names.
  const folders = [...new Set([dirname(realpathSync(pulumi)), dirname(pulumi)])];
  const complete = folders.find((folder) => missingIn(folder, system).length === 0);
  if (complete !== undefined) return { ok: true, toolchain: { binDir: complete, source: "path", version } };
  return linked(context, pulumi, folders, version);
}

async function versionOf(
  { system, cacheDir }: Context,
  pulumi: string,
): Promise<string | { readonly why: string }> {
  const outcome = await system.run(pulumi, ["version"], {
    cwd: dirname(pulumi),
    // The CLI makes its home folder even for this; it must not be the user's.
    env: { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_HOME: join(cacheDir, "home") },
  });
  if (outcome.kind === "missing") return { why: `${pulumi} cannot be started` };
  if (outcome.exitCode !== 0) return { why: `\`${pulumi} version\` failed: ${lastLines(outcome.output, 1)}` };
  const version = /^v?(\d+\.\d+\.\d+\S*)$/m.exec(outcome.output)?.[1];
  return version ?? { why: `\`${pulumi} version\` names no version: ${lastLines(outcome.output, 1)}` };
}

/** One folder of links to parts that lie in several places. */
function linked(context: Context, pulumi: string, folders: readonly string[], version: string): Attempt {
  const names = binaries(context.system);
  const everywhere = [...folders, ...pathFolders(context.system)];
  const languageHost = findIn(everywhere, names.languageHost);
  if (languageHost === undefined)
    return { ok: false, why: `${pulumi} (${version}) has no \`${names.languageHost}\` beside it or on PATH` };
  const launcher = findIn([...everywhere, context.sdkDir], names.launcher);
  if (launcher === undefined)
    return { ok: false, why: `${pulumi} (${version}) has no \`${names.launcher}\` beside it or on PATH` };
  linkInto(context.linkDir, [
    { name: names.pulumi, target: pulumi },
    { name: names.languageHost, target: languageHost },
    { name: names.launcher, target: launcher },
  ]);
  return { ok: true, toolchain: { binDir: context.linkDir, source: "path", version } };
}
