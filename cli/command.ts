import type { Command } from "commander";
import type { ExitCode } from "./exitCode";
import type { World } from "./world";

/**
 * Makes a command's action of its work. The work gets the world, then what commander hands over: the arguments, the
 * options. What it throws is printed on stderr: a `NovitaError` as its message, anything else as a defect.
 */
export type Act = <Args extends unknown[]>(
  work: (world: World, ...args: Args) => Promise<ExitCode>,
) => (...args: Args) => Promise<void>;

/** Adds one command to the program: its name, arguments, options, help and work. */
export type AddCommand = (program: Command, act: Act) => void;
