import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";

/** `pulumi-novita doctor`. */
export const addDoctor: AddCommand = (program, act) => {
  program.command("doctor").action(act(async () => ExitCode.ok));
};
