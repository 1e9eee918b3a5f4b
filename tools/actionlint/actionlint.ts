import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { isExecutable } from "../pulumi/toolchain/binaries";
import { userCache } from "../pulumi/toolchain/context";
import { underLock } from "../pulumi/toolchain/lock";
import { inStaging } from "../pulumi/toolchain/staging";
import { lastLines, realSystem, type System } from "../pulumi/toolchain/system";

/** There is no actionlint; the message says why and what to do. */
export class ActionlintError extends Error {
  override readonly name = "ActionlintError";
}

/** Where the linter is kept, and the world it is built in. */
export interface ActionlintContext {
  readonly system: System;
  /** Takes one line of progress. */
  readonly log: (line: string) => void;
  /** Folder of the go.mod that pins the linter. */
  readonly module: string;
  /** Folder for every version; shared by all checkouts. */
  readonly cacheDir: string;
  /** The pinned version's binary. */
  readonly binary: string;
}

/** Works out the places for a checkout; the binary's folder changes with every change of the pinned modules. */
export function actionlintContext(system: System, log: (line: string) => void): ActionlintContext {
  const hash = createHash("sha256")
    .update(readFileSync(join(__dirname, "go.sum")))
    .digest("hex");
  const cacheDir = join(userCache(system), "pulumi-novita", "actionlint");
  const name = system.platform === "win32" ? "actionlint.exe" : "actionlint";
  return { system, log, module: __dirname, cacheDir, binary: join(cacheDir, hash.slice(0, 12), name) };
}

/**
 * The linter of GitHub workflows, as tools/actionlint/go.mod pins it: from the user's cache folder, or built into it
 * with the user's Go, once, in about ten seconds.
 *
 * @returns the path of the binary
 * @throws ActionlintError if it cannot be built
 */
export async function ensureActionlint(
  context: ActionlintContext = actionlintContext(realSystem(), () => undefined),
): Promise<string> {
  const { binary } = context;
  if (!isExecutable(binary))
    // While this run waited for the lock, another one may have built it.
    await underLock(context, async () => (isExecutable(binary) ? undefined : build(context)), "actionlint");
  return binary;
}

function build(context: ActionlintContext): Promise<void> {
  const { system, log, module, binary } = context;
  return inStaging(context, async (folder) => {
    log("Building actionlint from its pinned Go modules: about ten seconds, only this once.");
    const bin = join(folder, "bin");
    // A go.work above the checkout would replace the pinned modules.
    const request = { cwd: module, env: { GOWORK: "off" } };
    const outcome = await system.run("go", ["build", "-trimpath", "-o", join(bin, "/"), "tool"], request);
    if (outcome.kind === "missing")
      throw new ActionlintError(
        "actionlint is built with Go, and `go` is not on PATH. Install Go 1.25 or newer (https://go.dev/doc/install) and run this again.",
      );
    if (outcome.exitCode !== 0)
      throw new ActionlintError(
        `actionlint could not be built: \`go build\` of tools/actionlint failed: ${lastLines(outcome.output, 3)}`,
      );
    mkdirSync(dirname(dirname(binary)), { recursive: true });
    rmSync(dirname(binary), { recursive: true, force: true });
    renameSync(bin, dirname(binary));
  });
}
