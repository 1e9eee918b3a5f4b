import { harmless } from "../../api";
import {
  bagOf,
  type Inputs,
  type Properties,
  type Remembered,
  REMEMBERED_KEY,
  type State,
  where,
} from "../declaration";
import { same } from "../forms";
import type { Definition, Live, Moment } from "../model";
import { type Baseline, observedForms, withDrift } from "./drift";

const present = (values: Properties): Properties => where(values, (_name, value) => value !== undefined);

/**
 * The inputs that a state (or a bag of inputs) holds, with the keys of the faces, and nothing computed. Of what is remembered
 * the inputs that the program says, if the thing is another of its choices.
 */
export function inputsOf({ facts }: Pick<Definition, "facts">, state: State | Inputs): Inputs {
  const { chosen = [], declared } = rememberedIn(state);
  const left = new Set<string>([...facts.outputs, ...chosen, REMEMBERED_KEY]);
  const inputs = where(state, (key, value) => !left.has(key) && value !== undefined);
  return { ...inputs, ...(declared && { [REMEMBERED_KEY]: { declared } }) } as Inputs;
}

/** The user's own fields of a bag of inputs. */
export function fieldsOf({ facts }: Pick<Definition, "facts">, inputs: object): Properties {
  return where(inputs, (key) => Object.hasOwn(facts.fields, key));
}

/** {@link observedForms} of a live thing, for the inputs that it was given. */
export function formsOf(
  resource: Definition,
  inputs: object,
  live: Live,
  baseline?: Baseline,
): Properties | undefined {
  const declared = fieldsOf(resource, inputs);
  return observedForms(resource, resource.liveInputs(live, declared), declared, baseline);
}

/** What the provider remembers of a thing. */
export function rememberedIn(state: object): Remembered {
  return (bagOf(state)[REMEMBERED_KEY] ?? {}) as Remembered;
}

/** A state with something else to remember; `undefined` forgets a key. */
export function remembering(state: State, more: object): State {
  const { [REMEMBERED_KEY]: before, ...rest } = state;
  const all = present({ ...before, ...more });
  return { ...rest, ...(Object.keys(all).length > 0 && { [REMEMBERED_KEY]: all }) };
}

/** What is remembered as declared of a thing that is another choice; what has drifted is as it is. */
function declaredWithDrift(resource: Definition, inputs: Inputs, state: State): Properties | undefined {
  const { declared } = rememberedIn(inputs);
  if (!declared) return undefined;
  const [was, is] = [bagOf(inputs), bagOf(state)];
  const entries = Object.entries(declared).map(([name, value]) => [
    name,
    same(resource, name, was[name], is[name]) ? value : is[name],
  ]);
  return Object.fromEntries(entries) as Properties;
}

/** What {@link stateOf} puts together. */
export interface StateParts {
  readonly inputs: Inputs;
  readonly live: Live;
  /** Outputs that the thing itself does not tell. */
  readonly quoted?: Properties;
  readonly observed?: Properties;
  readonly moment?: Moment;
}

/** The whole state of a live thing: inputs (drifted ones as they really are), and everything computed and remembered. */
export function stateOf(resource: Definition, parts: StateParts): State {
  const { inputs, live, quoted = {}, observed, moment = { kind: "applied" } } = parts;
  const { fields } = resource.facts;
  const declared = fieldsOf(resource, inputs);
  const { chosen: known = [] } = rememberedIn(inputs);
  const all = resource.liveInputs(live, declared);
  const shown = where(all, (key) => !moment.pending?.includes(key));
  const always = Object.keys(fields).filter(
    (name) =>
      fields[name]?.chosen === "always" &&
      (!declared[name] || known.includes(name)) &&
      bagOf(live)[name] !== undefined,
  );
  const found = known.filter((name) => name in fields && fields[name]?.chosen !== "always");
  const chosen = [...always, ...found];
  const state = {
    ...where(inputs, (key) => !Object.hasOwn(fields, key) && key !== REMEMBERED_KEY),
    ...withDrift(resource, shown, declared, observed),
    ...Object.fromEntries(always.map((name) => [name, harmless(bagOf(live)[name])])),
    ...present({ ...resource.outputsOf(live, bagOf(inputs)), ...quoted }),
  } as State;
  return remembering(state, {
    observed,
    declared: declaredWithDrift(resource, inputs, state),
    ...(chosen.length > 0 && { chosen }),
    ...resource.remember?.(live, inputs, moment),
  });
}
