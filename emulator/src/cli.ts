#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { helpText } from "./cli/help";
import { readArguments } from "./cli/readArguments";
import type { EmulatorOptions } from "./options";
import { startEmulator } from "./startEmulator";

async function main(): Promise<void> {
  const command = readArguments(process.argv.slice(2));
  switch (command.kind) {
    case "help":
      process.stdout.write(helpText());
      return;
    case "version":
      process.stdout.write(`${version()}\n`);
      return;
    case "wrong":
      process.stderr.write(`${command.problems.join("\n")}\nTry --help.\n`);
      process.exitCode = 2;
      return;
    case "start":
      await run(command.options);
  }
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  process.stdout.write(`${emulator.url}\n`);
  if (emulator.warning !== undefined) process.stderr.write(`${emulator.warning}\n`);
  const end = (): void => {
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => complain(error),
    );
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

function version(): string {
  const { version: text } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return text;
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(complain);
