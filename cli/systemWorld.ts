import { execFile } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Ended, Invocation, World } from "./world";
import { connect } from "../provider/account";
import { systemClock } from "../provider/api";

/** A program that is asked for its version answers at once; one that hangs must not hang the command. */
const LONGEST_RUN_MS = 30_000;

/** The real one. */
export function systemWorld(): World {
  return {
    env: process.env,
    cwd: process.cwd(),
    nodeVersion: process.versions.node,
    stdout: process.stdout,
    stderr: process.stderr,
    readStdin: () => text(process.stdin),
    clock: systemClock,
    connect,
    run,
  };
}

function run({ file, args, cwd }: Invocation): Promise<Ended | undefined> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd, timeout: LONGEST_RUN_MS }, (error, stdout, stderr) => {
      // A text is the system's word for why it could not be started.
      if (typeof error?.code === "string") resolve(undefined);
      else resolve({ exitCode: error ? (error.code ?? null) : 0, stdout, stderr });
    });
  });
}
