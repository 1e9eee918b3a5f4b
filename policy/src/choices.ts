import { choicesOf } from "pulumi-novita/facts";
import { type Declared, showOf } from "./declared";

/** One of the instances that a declaration accepts: each may be the one that is rented. */
export interface Choice {
  readonly instance: Declared;
  /** The place of an input of it: `productId`, or `lifecycle.alternatives[0].productId`. */
  readonly placeOf: (input: string) => string;
}

/** What is declared, and each alternative as if it was declared alone. */
export function choicesIn(declared: Declared): readonly Choice[] {
  return choicesOf(declared.props).map(({ at, inputs: props }) => ({
    instance: at === "" ? declared : { ...declared, props, show: showOf(props) },
    placeOf: (input) => (at === "" ? input : `${at}.${input}`),
  }));
}

/**
 * What a policy has against the choices of a declaration, by one input: a value that several have is judged once.
 *
 * @param says What it has against a choice; the place of the input comes first in the sentence.
 */
export function violationsOf(
  declared: Declared,
  valueOf: (instance: Declared) => string | undefined,
  says: (value: string, choice: Choice) => readonly string[],
): string[] {
  const seen = new Set<string>();
  return choicesIn(declared).flatMap((choice) => {
    const value = valueOf(choice.instance);
    if (value === undefined || seen.has(value)) return [];
    seen.add(value);
    return says(value, choice);
  });
}
