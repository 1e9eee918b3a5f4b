import {
  bagOf,
  hasUnknown,
  type Inputs,
  pick,
  type Properties,
  REMEMBERED_KEY,
  type State,
  where,
} from "../declaration";
import { same } from "../forms";
import type { Definition, Live } from "../model";
import { fieldsOf, inputsOf, rememberedIn } from "./state";

/**
 * The inputs of a declaration that accepts several things, as they are for the one that there is: those of the first choice
 * which `was` is, or can become in place, and in what is remembered the ones that the program says. What was another choice may
 * still be one that a preview does not know yet: it is as it was. As declared if there is none.
 *
 * @param was A state, or the inputs as a live thing has them; what it does not show is the default, or may be anything.
 */
export function asPlaced(resource: Definition, was: object, news: Inputs): Inputs {
  const declared = asWritten(resource, news);
  const choices = choicesIn(resource, declared);
  if (choices.length === 1) return declared;
  const choice =
    choices.find((each) => isChoice(resource, bagOf(was), bagOf(each))) ??
    choices.find((each) => mayBecome(resource, bagOf(was), bagOf(each))) ??
    stillOpen(resource, was, choices);
  return choice ? asChosen(resource, declared, choice) : declared;
}

/**
 * The same for a live thing.
 *
 * @param before What is known of it that it does not show.
 */
export function asPlacedLive(resource: Definition, live: Live, news: Inputs, before: object = {}): Inputs {
  const was = {
    ...pick(before, resource.placed ?? []),
    ...resource.liveInputs(live, fieldsOf(resource, news)),
  };
  return asPlaced(resource, was, news);
}

/** A choice of a declaration, with the inputs that the program says instead. */
export function asChosen(resource: Definition, declared: Inputs, choice: Inputs): Inputs {
  const { placed = [] } = resource;
  const [first, other] = [bagOf(declared), bagOf(choice)];
  if (placed.every((name) => same(resource, name, first[name], other[name]))) return declared;
  const remembered = { ...rememberedIn(declared), declared: pick(declared, placed) };
  return { ...choice, [REMEMBERED_KEY]: remembered } as Inputs;
}

/** The inputs of a state as the program says them: if the thing is another of its choices, not as the thing has them. */
export function writtenOf(resource: Definition, state: State | Inputs): Inputs {
  return asWritten(resource, inputsOf(resource, state));
}

/** Takes back what {@link asChosen} did. */
export function asWritten({ placed = [] }: Definition, inputs: Inputs): Inputs {
  const { declared, ...remembered } = rememberedIn(inputs);
  if (!declared) return inputs;
  const others = where(inputs, (name) => name !== REMEMBERED_KEY && !placed.includes(name));
  const rest = Object.keys(remembered).length > 0 ? { [REMEMBERED_KEY]: remembered } : {};
  return { ...others, ...declared, ...rest } as Inputs;
}

/**
 * What is remembered as declared of a thing that is another choice, on its way to what the program says now: of what is still
 * to be changed in place, what was declared before.
 *
 * @param state What has been achieved so far.
 */
export function declaredSoFar(resource: Definition, state: State, news: Inputs): Properties | undefined {
  const { declared } = rememberedIn(news);
  if (!declared) return undefined;
  const [is, before, after] = [bagOf(state), bagOf(writtenOf(resource, state)), bagOf(news)];
  const { placed = [] } = resource;
  const isOpen = placed.filter((name) => !same(resource, name, is[name], after[name]));
  return { ...where(declared, (name) => !isOpen.includes(name)), ...pick(before, isOpen) };
}

/** The one of the choices of earlier inputs that inputs still accept; the earlier inputs if they do not. */
export function stillAccepted(resource: Definition, olds: Properties, news: Properties): Properties {
  const after = choicesIn(resource, news as Inputs);
  const before = choicesIn(resource, olds as Inputs);
  const kept = before.find((was) => after.some((each) => mayBecome(resource, bagOf(was), bagOf(each))));
  return kept ? bagOf(kept) : olds;
}

function choicesIn({ choices }: Definition, inputs: Inputs): readonly Inputs[] {
  return choices?.(inputs) ?? [inputs];
}

function isChoice(resource: Definition, was: Properties, choice: Properties): boolean {
  const { placed = [] } = resource;
  return placed.every((name) => isAsIn(resource, name, was, choice));
}

/** The choice that what was not the first one may still be, with what a preview does not know yet as it was. */
function stillOpen(resource: Definition, was: object, [, ...others]: readonly Inputs[]): Inputs | undefined {
  if (!rememberedIn(was).declared) return undefined;
  const closed = others.map((each) => {
    const isOpen = (name: string): boolean =>
      resource.placed?.includes(name) === true && hasUnknown(bagOf(each)[name]);
    return { ...where(each, (name) => !isOpen(name)), ...where(was, isOpen) } as Inputs;
  });
  return closed.find((each) => mayBecome(resource, bagOf(was), bagOf(each)));
}

/** Whether nothing of it needs a replacement: what is paid by the hour goes on by the month. */
function mayBecome(resource: Definition, was: Properties, choice: Properties): boolean {
  const { placed = [] } = resource;
  return placed.every((name) => isAsIn(resource, name, was, choice) || !resource.replaces(name, was, choice));
}

function isAsIn(resource: Definition, name: string, was: Properties, choice: Properties): boolean {
  const { fields } = resource.facts;
  const wanted = choice[name];
  if (hasUnknown(wanted)) return false;
  const isAny = fields[name]?.chosen === "always" && (wanted === undefined || wanted === "");
  const is = was[name] ?? fields[name]?.default;
  return isAny || is === undefined || same(resource, name, is, wanted);
}
