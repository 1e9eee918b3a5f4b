import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";

/** `pulumi-novita cost`. */
export const addCost: AddCommand = (program, act) => {
  program.command("cost").action(act(async () => ExitCode.ok));
};
