import type { Inputs } from "../inputs";

/** One of the instances that a declaration accepts. */
export interface Choice {
  /** What would be created: the declared inputs, with what this choice says instead. */
  readonly inputs: Inputs;
}

/** The instances that a declaration accepts, the one that is wanted most first. */
export function choicesOf(inputs: Inputs): readonly Choice[] {
  return [{ inputs }];
}
