import { Command, CommanderError } from "commander";
import type { Act, AddCommand } from "./command";
import { addCost } from "./commands/cost";
import { addDoctor } from "./commands/doctor";
import { addOrphans } from "./commands/orphans";
import { addPlan } from "./commands/plan";
import { ExitCode } from "./exitCode";
import type { Output, World } from "./world";
import { NovitaError, Redactor } from "../provider/api";
import { version } from "../provider/version";

/** In the order of the help. */
const commands: readonly AddCommand[] = [addDoctor, addPlan, addCost, addOrphans];

/** The same help everywhere, in a terminal and in a log. */
const HELP_WIDTH = 100;

/**
 * Runs the command line: `pulumi-novita <command>`.
 *
 * @param args What stands after the program's name.
 * @returns the exit code; nothing is thrown.
 */
export async function runCli(outside: World, args: readonly string[]): Promise<ExitCode> {
  const world = withoutKey(outside);
  let exitCode: ExitCode = ExitCode.ok;
  const act: Act =
    (work) =>
    async (...given) => {
      exitCode = await work(world, ...given);
    };
  try {
    await assemble(world, act).parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed what it throws.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.error;
    world.stderr.write(`${messageOf(error)}\n`);
    return ExitCode.error;
  }
}

function assemble(world: World, act: Act): Command {
  const program = new Command("pulumi-novita")
    .description("Novita AI GPU instances of Pulumi programs: what is installed, what runs, what it costs.")
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError("Try --help.")
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText(
      "after",
      "\nThe key is read from NOVITA_API_KEY, the service's address from NOVITA_BASE_URL.",
    );
  for (const add of commands) add(program, act);
  return program;
}

function messageOf(error: unknown): string {
  if (error instanceof NovitaError) return error.message;
  const lines = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${lines}\nThis is a defect of pulumi-novita; please report it with the lines above.`;
}

/** The same world, which never prints the key, whatever stands in names, answers and errors. */
function withoutKey(world: World): World {
  const redactor = new Redactor();
  redactor.add(world.env.NOVITA_API_KEY?.trim());
  const clean = (output: Output): Output => ({
    isTTY: output.isTTY,
    write: (text) => output.write(redactor.redact(text)),
  });
  return { ...world, stdout: clean(world.stdout), stderr: clean(world.stderr) };
}
