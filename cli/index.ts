#!/usr/bin/env node
/**
 * The command `pulumi-novita`: looks at the set-up and at the account, and changes nothing. It stands on
 * `provider/api` and `provider/resources`; nothing stands on it.
 */
import { runCli } from "./program";
import { systemWorld } from "./systemWorld";

// `pulumi-novita cost | head -1`: whoever reads has seen enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void runCli(systemWorld(), process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
