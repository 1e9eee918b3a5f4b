import { join } from "node:path";
import type { Attempt, Context } from "./context";
import { inStaging, place } from "./staging";
import { lastLines, type Outcome } from "./system";

/** How long the download may take until its installer speaks: a network that refuses often says so by silence. */
const silenceLimit = 10_000;
/** How long it may take as a whole: about 250 MB. */
const totalLimit = 300_000;

/**
 * The official engine, through the npm package `pulumi`: at its first run it fetches Pulumi's installer, which
 * unpacks the engine and its hosts into `$PULUMI_HOME/versions/<version>/bin`.
 */
export function fromDownload(context: Context): Promise<Attempt> {
  return inStaging(context, async (folder) => {
    const stop = new AbortController();
    const outcome = await limited(context, stop, (onLine) => npmExec(context, folder, onLine, stop.signal));
    if (stop.signal.aborted) return { ok: false, why: String(stop.signal.reason) };
    if (outcome.kind === "missing") return { ok: false, why: "`npm` is not on PATH" };
    const what = `\`npm exec pulumi@${context.version}\``;
    if (outcome.exitCode !== 0) return { ok: false, why: `${what} failed: ${lastLines(outcome.output, 1)}` };
    return place(context, join(folder, "versions", context.version, "bin"), "download");
  });
}

function npmExec(
  { system, version }: Context,
  folder: string,
  onLine: (text: string) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  // Under `npm run` this names npm's own script, which Node can start on every system.
  const script = /npm-cli\.[cm]?js$/.test(system.env.npm_execpath ?? "")
    ? system.env.npm_execpath
    : undefined;
  const [command, first] = script === undefined ? ["npm", []] : [process.execPath, [script]];
  return system.run(
    command,
    [...first, "exec", "--yes", `--package=pulumi@${version}`, "--", "pulumi", "version"],
    {
      cwd: folder,
      env: {
        ...{ PULUMI_HOME: folder, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true" },
        ...{
          npm_config_fetch_retries: "0",
          npm_config_loglevel: "error",
          npm_config_update_notifier: "false",
        },
      },
      onLine,
      signal,
    },
  );
}

async function limited(
  { system, log, version }: Context,
  stop: AbortController,
  work: (onLine: (text: string) => void) => Promise<Outcome>,
): Promise<Outcome> {
  log(`Downloading Pulumi ${version} with the npm package \`pulumi\`...`);
  const inTime = system.after(silenceLimit, () => stop.abort("no answer within 10 seconds"));
  const atAll = system.after(totalLimit, () => stop.abort("not finished within 5 minutes"));
  try {
    return await work((text) => {
      if (text.includes("Installing Pulumi")) inTime();
    });
  } finally {
    inTime();
    atAll();
  }
}
