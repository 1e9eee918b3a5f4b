import { ensureToolchain, type Toolchain } from "../../tools/pulumi/toolchain";

let engine: Promise<Toolchain> | undefined;

/** The engine, looked for once in each test file. */
export function theEngine(): Promise<Toolchain> {
  engine ??= ensureToolchain({ log: () => undefined, isPinned: true });
  return engine;
}
