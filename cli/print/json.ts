import type { World } from "../world";

/** Prints the one JSON object of a command with `--json`. */
export function printJson({ stdout }: Pick<World, "stdout">, value: object): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
