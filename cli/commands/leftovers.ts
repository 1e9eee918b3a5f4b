import type { AddCommand } from "../command";
import { ExitCode } from "../exitCode";

/** `pulumi-novita leftovers`. */
export const addLeftovers: AddCommand = (program, act) => {
  program.command("leftovers").action(act(async () => ExitCode.ok));
};
