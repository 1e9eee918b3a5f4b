import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { isExecutable } from "../pulumi/toolchain/binaries";
import { userCache } from "../pulumi/toolchain/context";
import { underLock } from "../pulumi/toolchain/lock";
import { inStaging } from "../pulumi/toolchain/staging";
import { lastLines, realSystem, type System } from "../pulumi/toolchain/system";

/** There is no schemathesis; the message says why and what to do. */
export class PythonError extends Error {
  override readonly name = "PythonError";
}

/** Where schemathesis is kept, and the world it is installed in. */
export interface PythonContext {
  readonly system: System;
  /** Takes one line of progress. */
  readonly log: (line: string) => void;
  /** The packages, each with its version and hashes. */
  readonly requirements: string;
  /** Folder for every version; shared by all checkouts. */
  readonly cacheDir: string;
  /** The Python of the virtual environment with the pinned packages. */
  readonly python: string;
}

const OLDEST_PYTHON = "3.11";
const WHAT_TO_DO = `Install Python ${OLDEST_PYTHON} or newer with its venv module (python3-venv on Debian and Ubuntu), and run this again.`;

/** Works out the places; the environment's folder changes with every change of the pinned packages. */
export function pythonContext(system: System, log: (line: string) => void): PythonContext {
  const requirements = join(__dirname, "requirements.txt");
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const cacheDir = join(userCache(system), "pulumi-novita", "schemathesis");
  const binary = system.platform === "win32" ? join("Scripts", "python.exe") : join("bin", "python");
  return { system, log, requirements, cacheDir, python: join(cacheDir, hash.slice(0, 12), binary) };
}

/**
 * A Python with schemathesis, as requirements.txt pins it: from the user's cache folder, or installed into it from
 * PyPI, once, in about half a minute.
 *
 * @returns the path of the interpreter
 * @throws PythonError if it cannot be installed
 */
export async function ensurePython(
  context: PythonContext = pythonContext(realSystem(), () => undefined),
): Promise<string> {
  const { python } = context;
  if (!isExecutable(python))
    // While this run waited for the lock, another one may have installed it.
    await underLock(
      context,
      async () => (isExecutable(python) ? undefined : install(context)),
      "schemathesis",
    );
  return python;
}

function install(context: PythonContext): Promise<void> {
  const { system, log, requirements, python } = context;
  return inStaging(context, async (folder) => {
    const from = await systemPython(system, folder);
    log("Installing schemathesis from PyPI: about half a minute, only this once.");
    const environment = join(folder, "environment");
    await succeed(
      system,
      folder,
      [from, "-m", "venv", environment],
      `it could not make a virtual environment`,
    );
    const own = join(environment, ...python.split(/[\\/]/).slice(-2));
    const pip = [
      "-m",
      "pip",
      "install",
      "--disable-pip-version-check",
      "--only-binary",
      ":all:",
      "--require-hashes",
    ];
    await succeed(system, folder, [own, ...pip, "-r", requirements], "pip could not install it");
    const home = dirname(dirname(python));
    mkdirSync(dirname(home), { recursive: true });
    rmSync(home, { recursive: true, force: true });
    renameSync(environment, home);
  });
}

/** The first Python on PATH that is new enough. */
async function systemPython(system: System, cwd: string): Promise<string> {
  const newEnough = `import sys; sys.exit(sys.version_info < (${OLDEST_PYTHON.replace(".", ", ")}))`;
  for (const name of ["python3", "python"]) {
    const outcome = await system.run(name, ["-c", newEnough], { cwd });
    if (outcome.kind === "ended" && outcome.exitCode === 0) return name;
  }
  throw new PythonError(
    `The API is fuzzed with schemathesis, which needs Python ${OLDEST_PYTHON}, and neither \`python3\` nor \`python\` on PATH is one. ${WHAT_TO_DO}`,
  );
}

async function succeed(system: System, cwd: string, command: readonly string[], why: string): Promise<void> {
  const [program = "", ...args] = command;
  const outcome = await system.run(program, args, { cwd });
  if (outcome.kind === "ended" && outcome.exitCode === 0) return;
  const said = outcome.kind === "ended" ? lastLines(outcome.output, 3) : `${program} is missing`;
  throw new PythonError(`schemathesis is not installed: ${why}: ${said}\n${WHAT_TO_DO}`);
}
