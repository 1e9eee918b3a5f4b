import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { World } from "./world";
import { NovitaError } from "../provider/api";

/** The argument that stands for standard input. */
export const STDIN = "-";

/** What a text is called, and how one is made: for messages. */
export interface Kind {
  /** Such as "The preview". */
  readonly what: string;
  /** A sentence. */
  readonly how: string;
}

/** A text and how messages name where it comes from. */
export interface Source {
  readonly text: string;
  readonly name: string;
}

/**
 * Reads the text that an argument names.
 *
 * @param file Relative to the folder that the command was started in; `-` is standard input.
 * @throws NovitaError if there is none.
 */
export async function readText(world: World, file: string, kind: Kind): Promise<Source> {
  if (file === STDIN) return { text: await world.readStdin(), name: "standard input" };
  try {
    return { text: decoded(await readFile(resolve(world.cwd, file))), name: file };
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new NovitaError(
      `${kind.what} ${file} could not be read: ${reasons.get(code) ?? code}. ${kind.how}`,
    );
  }
}

/** In PowerShell 5, `>` writes UTF-16. */
function decoded(bytes: Buffer): string {
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
  return text.replace(/^\ufeff/, "");
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "this user may not read it"],
]);
