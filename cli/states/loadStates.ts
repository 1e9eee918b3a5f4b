import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { World } from "../world";
import { readState, StateFileError } from "./readState";
import type { StackState } from "./state";

/** The argument that stands for standard input. */
const STDIN = "-";

/** What the help says of arguments that {@link loadStates} takes. */
export const STATES_HELP = "outputs of `pulumi stack export`: files, or - for standard input";

/**
 * Reads exported states.
 *
 * @param files As they were given, relative to the folder that the command was started in; `-` is standard input.
 * @throws StateFileError where one cannot be read, or is anything else.
 */
export async function loadStates(world: World, files: readonly string[]): Promise<readonly StackState[]> {
  if (files.filter((file) => file === STDIN).length > 1) {
    throw new StateFileError("Standard input (-) can be read only once. Give the other states as files.");
  }
  return Promise.all(files.map((file) => loadState(world, file)));
}

async function loadState(world: World, file: string): Promise<StackState> {
  if (file === STDIN) return readState(await world.readStdin(), "standard input");
  return readState(await read(resolve(world.cwd, file), file), file);
}

async function read(path: string, file: string): Promise<string> {
  try {
    return decoded(await readFile(path));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new StateFileError(
      `The state ${file} could not be read: ${reasons.get(code) ?? code}. Make one with \`pulumi stack export --file dev.json\`.`,
    );
  }
}

/** In PowerShell 5, `>` writes UTF-16. */
function decoded(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "this user may not read it"],
]);
