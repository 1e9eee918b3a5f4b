import { accessSync, closeSync, constants, openSync, readSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { World } from "../../world";
import type { Check, Finding } from "../check";
import { onPath } from "./pulumiCli";

/** Starts the process that dynamic providers run in. */
const LAUNCHER = "pulumi-resource-pulumi-nodejs";
const EXTENSIONS = ["", ".cmd", ".exe"];

/**
 * The launcher, where the engine looks for it: on PATH, then beside its own file (`GetPluginPath` in Pulumi's
 * go/common/workspace/plugins.go).
 */
export const launcherCheck: Check = {
  name: "launcher",
  title: LAUNCHER,
  onlyFor: "dynamic",
  needs: ["pulumiCli"],
  look: async ({ world }): Promise<Finding> => {
    const ambient = isSet(world.env.PULUMI_IGNORE_AMBIENT_PLUGINS)
      ? undefined
      : await onPath(LAUNCHER, world);
    if (ambient !== undefined) return { status: "ok", detail: ambient };
    const cli = realpathSync(await theCli(world));
    const beside = EXTENSIONS.map((extension) => join(dirname(cli), LAUNCHER + extension)).find(isExecutable);
    if (beside !== undefined) return { status: "ok", detail: beside };
    if (isScript(cli)) {
      return {
        status: "warning",
        detail: `not on PATH; ${cli} starts another file, which may have it beside it`,
        advice: "If `pulumi up` does not find it, put the folder of the real Pulumi CLI on PATH.",
      };
    }
    return {
      status: "failed",
      detail: `neither on PATH nor beside ${cli}`,
      advice:
        "It comes with Pulumi's own downloads: install the CLI from https://www.pulumi.com/docs/install, or put node_modules/@pulumi/pulumi on PATH.",
    };
  },
};

/** The check of the CLI has found it a moment ago. */
async function theCli(world: World): Promise<string> {
  const file = await onPath("pulumi", world);
  if (file === undefined) throw new Error("The Pulumi CLI has gone from PATH.");
  return file;
}

/** As Pulumi reads a switch in the environment. */
function isSet(value: string | undefined): boolean {
  return value === "1" || value?.toLowerCase() === "true";
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a CLI is a script that starts the real one somewhere else, as version managers and the npm package have it. */
function isScript(file: string): boolean {
  if (/\.(cmd|bat|ps1)$/i.test(file)) return true;
  const start = Buffer.alloc(2);
  try {
    const handle = openSync(file, "r");
    readSync(handle, start);
    closeSync(handle);
  } catch {
    // Whoever may start a file need not be allowed to read it.
    return false;
  }
  return start.toString("latin1") === "#!";
}
