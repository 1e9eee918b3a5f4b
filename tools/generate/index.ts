import { command } from "./command";
import { outputs } from "./outputs";

/** `tsx tools/generate/index.ts [--check]`, run in the project's root. */
void command(process.argv.slice(2), process.cwd(), outputs).then(({ exitCode, stdout, stderr }) => {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
});
