import { NovitaError } from "../api";
import type { CheckFailure } from "../core";

/** A function cannot be asked with these arguments. The message has everything that is wrong with them. */
export class ArgumentsError extends NovitaError {
  constructor(
    /** The function's name. */
    readonly called: string,
    readonly failures: readonly CheckFailure[],
  ) {
    const why = failures.map(({ reason }) => reason).join(" ");
    super(`Calling ${called} failed: ${why}`, why);
  }
}
