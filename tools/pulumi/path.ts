/** `npm run --silent pulumi:path`: prints the folder with the `pulumi` binary and its hosts, having made it ready. */
import { ensureToolchain, ToolchainError } from "./toolchain";

ensureToolchain({ log: (line) => process.stderr.write(`${line}\n`) }).then(
  ({ binDir }) => process.stdout.write(`${binDir}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof ToolchainError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
