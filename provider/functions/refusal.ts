import { NovitaError } from "../api";
import { type CheckFailure, failure } from "../core";

/** A function cannot be asked with these arguments. The message has everything that is wrong with them. */
export class ArgumentsError extends NovitaError {
  constructor(
    /** The function's name. */
    readonly called: string,
    readonly failures: readonly CheckFailure[],
  ) {
    super(`Calling ${called} failed: ${failures.map(({ reason }) => reason).join(" ")}`);
  }
}

/** What only the service, or a rule across arguments, has against one of them; {@link ArgumentsError} is made of it. */
export class Refusal extends Error {
  readonly failures: readonly CheckFailure[];

  constructor(argument: string, rest: string) {
    super(argument);
    this.failures = [failure(argument, rest)];
  }
}
