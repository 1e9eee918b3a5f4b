import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A promise, and a change of the source that breaks it. */
export interface Mutation {
  /** In a few words. */
  readonly promise: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** The cheapest tests that hold the promise. */
  readonly tests: readonly string[];
  /** Whether these test what is in dist/. */
  readonly compiled?: boolean;
}

export const root = join(__dirname, "../..");

/** The table, in `table.yaml`; paths are from the root. */
export function readTable(): readonly Mutation[] {
  return parse(readFileSync(join(__dirname, "table.yaml"), "utf8")) as Mutation[];
}

/**
 * The text of the file with the promise broken.
 *
 * @throws if what is to be changed does not stand there exactly once.
 */
export function broken(text: string, { file, from, to }: Omit<Mutation, "promise" | "tests">): string {
  const [before, after, ...more] = text.split(from);
  if (before !== undefined && after !== undefined && more.length === 0) return before + to + after;
  throw new Error(
    `stands ${more.length + (after === undefined ? 0 : 1)} times in ${file}, not once: ${from}`,
  );
}
