import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** What a hermetic run of Pulumi needs to know. */
export interface EnvironmentOptions {
  /** Folder with the `pulumi` binary and its hosts; first on PATH, unless {@link path} names others. */
  readonly binDir: string;
  /** Folders that come before all others on PATH. @default none */
  readonly path?: readonly string[];
  /** Folder of this run; PULUMI_HOME (`home`), the state (`state`) and temporary files (`tmp`) are made inside it. */
  readonly workFolder: string;
  /** Added last, so it wins. NOVITA_*, proxies and everything else a run is meant to see is named here. */
  readonly extra?: Readonly<Record<string, string>>;
  /** @default process.env */
  readonly from?: Readonly<Record<string, string | undefined>>;
  /** Node to run programs with. @default process.execPath */
  readonly node?: string;
}

/**
 * The only variables taken over from the caller: where programs are found, the user's folder (version managers
 * such as nvm and asdf look there), the language, and what Windows cannot start without.
 * A developer's PULUMI_*, NODE_OPTIONS, NOVITA_* and proxies stay outside.
 */
const inherited = [
  ...["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ"],
  ...["SystemRoot", "ComSpec", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
];

/** Variables of every run: https://www.pulumi.com/docs/iac/cli/environment-variables/ */
const pulumiSettings = {
  // The empty passphrase is accepted; the state of a run is thrown away, so its secrets need no better lock.
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
  PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
  // A command is over after a second: Go collects its garbage in a fifth of that, for memory that nobody misses.
  GOGC: "400",
};

/**
 * The whole environment of a hermetic run: own PULUMI_HOME and file backend in `workFolder` (made when missing),
 * so that `~/.pulumi`, the user's stacks and login are never touched.
 */
export function hermeticEnvironment(options: EnvironmentOptions): Record<string, string> {
  const from = options.from ?? process.env;
  const home = join(options.workFolder, "home");
  const state = join(options.workFolder, "state");
  // Pulumi's hosts leave files in the temporary folder.
  const tmp = join(options.workFolder, "tmp");
  for (const folder of [home, state, tmp]) mkdirSync(folder, { recursive: true });
  const env: Record<string, string> = {};
  for (const name of inherited) {
    const value = from[name] ?? (name === "PATH" ? from.Path : undefined);
    if (value !== undefined) env[name] = value;
  }
  // The node that runs us also runs the program and the provider, whatever else is on PATH.
  const searched = [
    ...(options.path ?? []),
    options.binDir,
    dirname(options.node ?? process.execPath),
    env.PATH,
  ];
  env.PATH = searched.filter((part) => part).join(delimiter);
  return {
    ...env,
    ...pulumiSettings,
    TMPDIR: tmp,
    TEMP: tmp,
    TMP: tmp,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: fileUrl(state),
    ...options.extra,
  };
}

/** Pulumi wants `file://` and the plain path, also on Windows: `file://C:/folder`; it does not undo percent signs. */
function fileUrl(folder: string): string {
  return `file://${folder.replaceAll("\\", "/")}`;
}
