import { type CheckFailure, failure } from "../../core";

/** What only the service, or a rule across arguments, has against an argument; a caller makes an `ArgumentsError` of it. */
export class Refusal extends Error {
  readonly failures: readonly CheckFailure[];

  constructor(argument: string, rest: string) {
    super(argument);
    this.failures = [failure(argument, rest)];
  }
}
