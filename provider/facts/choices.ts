import { choicesOf as choicesOfInputs, type Inputs } from "../resources/gpuInstance";

/** One of the instances that a declaration accepts. */
export interface Choice {
  /** Where it is declared: empty, or `lifecycle.alternatives[0]`. */
  readonly at: string;
  /** Its inputs, as if it was declared alone. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The instances that checked inputs accept: what is declared, and each of `lifecycle.alternatives`, the best first. */
export function choicesOf(inputs: Readonly<Record<string, unknown>>): readonly Choice[] {
  const all = choicesOfInputs(inputs as unknown as Inputs);
  return all.map(({ at, alone }) => ({ at, inputs: alone as unknown as Choice["inputs"] }));
}
