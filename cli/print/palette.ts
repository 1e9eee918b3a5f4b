import { createColors } from "picocolors";
import type { World } from "../world";

/** Colours for what a person looks at; every one leaves the text as it is elsewhere. */
export type Palette = ReturnType<typeof createColors>;

/** Colours for stdout: only on a terminal, and not if `NO_COLOR` is set to anything but nothing (no-color.org). */
export function paletteOf({ stdout, env }: Pick<World, "stdout" | "env">): Palette {
  return createColors(stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb");
}
