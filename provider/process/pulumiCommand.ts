import { execFile } from "node:child_process";

/** Runs the `pulumi` of this update with arguments, and resolves to what it prints. */
export type Pulumi = (args: readonly string[]) => Promise<string>;

const LONGEST_RUN_MS = 60_000;
/** A state of some thousand resources has tens of megabytes. */
const LARGEST_OUTPUT = 1 << 30;

/** That of the machine. */
export function runPulumi(args: readonly string[]): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const options = { env, timeout: LONGEST_RUN_MS, maxBuffer: LARGEST_OUTPUT };
  return new Promise((resolve, reject) => {
    const child = execFile("pulumi", [...args, "--non-interactive"], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const said = stderr.trim().split("\n")[0] || error.message;
      reject(new Error(`\`pulumi ${args.slice(0, 2).join(" ")}\` failed: ${said.replace(/\.$/, "")}.`));
    });
    child.stdin?.end();
  });
}
