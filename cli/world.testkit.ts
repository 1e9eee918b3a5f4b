import { FakeClock } from "../provider/api/fakeClock.testkit";
import { runCli } from "./program";
import type { World } from "./world";

/** What a run of the command printed, and how it ended. */
export interface Printed {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What of the world a test gives; the rest is empty, and fails when it is used. */
export type WorldParts = Partial<Omit<World, "stdout" | "stderr">> & { readonly isTTY?: boolean };

/** Runs the command line in process. */
export async function runIn(parts: WorldParts, ...args: readonly string[]): Promise<Printed> {
  const printed = { stdout: "", stderr: "" };
  const { isTTY = false, ...rest } = parts;
  const world: World = {
    env: {},
    cwd: "/nowhere",
    nodeVersion: "20.20.2",
    readStdin: unexpected("standard input was read"),
    clock: new FakeClock(),
    connect: unexpected("the service was asked"),
    run: unexpected("a program was run"),
    ...rest,
    stdout: { isTTY, write: (text) => (printed.stdout += text) },
    stderr: { isTTY, write: (text) => (printed.stderr += text) },
  };
  const exitCode = await runCli(world, args);
  return { exitCode, ...printed };
}

function unexpected(what: string): () => never {
  return () => {
    throw new Error(`Not expected: ${what}.`);
  };
}
