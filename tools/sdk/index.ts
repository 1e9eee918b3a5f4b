import { generateSdks } from "./command";

/** `tsx tools/sdk/index.ts [--check]`, run in the project's root. */
async function main(args: readonly string[]): Promise<void> {
  const unknown = args.filter((arg) => arg !== "--check");
  if (unknown.length > 0) throw new Error(`unknown option ${unknown.join(" ")}; there is only --check`);
  const isCheck = args.includes("--check");
  const lines = await generateSdks(process.cwd(), isCheck);
  if (!isCheck) return void lines.forEach((line) => console.log(line));
  if (lines.length === 0) return console.log("the SDKs are up to date");
  throw new Error(`${lines.join("\n")}\nRun \`npm run generate:sdk\`.`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
