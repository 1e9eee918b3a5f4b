import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { AddCommand } from "../command";
import { examine } from "../doctor/check";
import { checks } from "../doctor/checks";
import { createSite } from "../doctor/site";
import { doctorText } from "../doctor/text";
import { ExitCode } from "../exitCode";
import { printJson } from "../print/json";
import { paletteOf } from "../print/palette";
import type { World } from "../world";
import { ConfigurationError } from "../../provider/api";

const NOTES = `
Exit codes: 0 nothing failed, 1 something failed. The service is asked twice: for a list of one instance, and for the balance.`;

/** `pulumi-novita doctor`: whether everything is there that a run needs. */
export const addDoctor: AddCommand = (program, act) => {
  program
    .command("doctor")
    .summary("whether everything is there that a run needs")
    .description(
      "Checks what `pulumi up` needs: Node.js, TypeScript, the Pulumi CLI and its parts, the packages of the project, the key and the service. Says what to do about everything that is wrong.",
    )
    .option("-C, --cwd <folder>", "the project folder, in place of this one")
    .option("--json", "print one JSON object")
    .addHelpText("after", NOTES)
    .action(act(doctor));
};

async function doctor(
  world: World,
  { cwd = ".", json = false }: { readonly cwd?: string; readonly json?: boolean },
): Promise<ExitCode> {
  const folder = resolve(world.cwd, cwd);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ConfigurationError(`There is no folder ${folder}. Give the project folder with --cwd.`);
  }
  const examined = await examine(checks, createSite(world, folder));
  const ok = examined.every(({ status }) => status !== "failed");
  if (json) printJson(world, { ok, checks: examined });
  else world.stdout.write(doctorText(examined, paletteOf(world)));
  return ok ? ExitCode.ok : ExitCode.error;
}
