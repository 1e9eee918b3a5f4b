import { readText, STDIN } from "../readText";
import type { World } from "../world";
import { HOW_TO_EXPORT, readState, StateFileError } from "./readState";
import type { StackState } from "./state";

/** What the help says of arguments that {@link loadStates} takes. */
export const STATES_HELP = "outputs of `pulumi stack export`: files, or - for standard input";

/**
 * Reads exported states.
 *
 * @param files As they were given, relative to the folder that the command was started in; `-` is standard input.
 * @throws NovitaError where one cannot be read, or is anything else.
 */
export async function loadStates(world: World, files: readonly string[]): Promise<readonly StackState[]> {
  if (files.filter((file) => file === STDIN).length > 1) {
    throw new StateFileError("Standard input (-) can be read only once. Give the other states as files.");
  }
  return Promise.all(files.map((file) => loadState(world, file)));
}

async function loadState(world: World, file: string): Promise<StackState> {
  const { text, name } = await readText(world, file, { what: "The state", how: HOW_TO_EXPORT });
  return readState(text, name);
}
