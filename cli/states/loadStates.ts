import { readText, STDIN } from "../readText";
import type { World } from "../world";
import { HOW_TO_EXPORT, readState } from "./readState";
import type { Held, StackState } from "./state";
import { NovitaError, printable } from "../../provider/api";

/** What the help says of arguments that {@link loadStates} takes. */
export const STATES_HELP = "outputs of `pulumi stack export`: files, or - for standard input";

/**
 * Reads exported states, and warns of instances that Pulumi would forget in place of deleting them.
 *
 * @param files As they were given, relative to the folder that the command was started in; `-` is standard input.
 * @throws NovitaError if one cannot be read, or is anything else.
 */
export async function loadStates(world: World, files: readonly string[]): Promise<readonly StackState[]> {
  if (files.filter((file) => file === STDIN).length > 1) {
    throw new NovitaError("Standard input (-) can be read only once. Give the other states as files.");
  }
  const states = await Promise.all(files.map((file) => loadState(world, file)));
  for (const { source, held } of states) {
    for (const each of held) if (each.deletedWith !== undefined) world.stderr.write(warning(source, each));
  }
  return states;
}

function warning(source: string, { declaration, id, deletedWith = "" }: Held): string {
  const other = deletedWith.slice(deletedWith.lastIndexOf("::") + 2);
  return printable(
    `warning: ${JSON.stringify(declaration.name)} (${source}) has the option deletedWith: when ${JSON.stringify(other)} is deleted, Pulumi forgets the instance ${id} without deleting it, and Novita goes on billing it. Take the option away, and run \`pulumi up\` before that.`,
    LONGEST_WARNING,
  ).concat("\n");
}

const LONGEST_WARNING = 2_000;

async function loadState(world: World, file: string): Promise<StackState> {
  const { text, name } = await readText(world, file, { what: "The state", how: HOW_TO_EXPORT });
  return readState(text, name);
}
