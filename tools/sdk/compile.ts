import { checkSdks } from "./check";

/** `tsx tools/sdk/compile.ts [language…]`, run in the project's root. */
const wanted = process.argv.slice(2);
try {
  checkSdks(process.cwd(), (line) => console.log(line), wanted.length > 0 ? wanted : undefined);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
