import { printable } from "../../api";
import { bagOf, type Inputs, pick, type Properties, REMEMBERED_KEY, type State, where } from "../declaration";
import { keysOf, same } from "../forms";
import { type Definition, echoedFields, type Live } from "../model";
import { asDeclared, isEmpty } from "./drift";
import { rememberedIn, remembering } from "./state";

type WithFields = Pick<Definition, "facts">;

/**
 * The secret inputs of a thing that was there before anybody declared it. No import prints them into a program, so they are
 * left as they are until one declares them. What the service does not show yet may be there as well.
 */
export function secretsShown({ facts }: WithFields, shown: Properties): string[] {
  const isMeant = (name: string): boolean => facts.fields[name]?.secret === true && !isEmpty(shown[name]);
  return echoedFields(facts).filter(isMeant);
}

/** Of what nobody declared of a thing that which was found on it, and which no service chooses. */
function foundIn({ facts }: WithFields, bag: object): readonly string[] {
  const { chosen = [] } = rememberedIn(bag);
  return chosen.filter((name) => name in facts.fields && facts.fields[name]?.chosen !== "always");
}

/** Whether an input that is not declared is left as it is, whatever it is. */
export function isLeft(resource: WithFields, name: string, olds: object, news: object): boolean {
  const value = bagOf(news)[name];
  if (value !== undefined && value !== "") return false;
  return resource.facts.fields[name]?.chosen === "always" || foundIn(resource, olds).includes(name);
}

/**
 * Inputs together with what was found on a thing and nobody has declared: as the thing shows it, else as the state has it.
 * A change of something else then sends it as it is.
 */
export function withFound(resource: Definition, olds: State, news: Inputs, live?: Live): Inputs {
  const before = foundIn(resource, news);
  const found = foundIn(resource, olds).filter(
    (name) => before.includes(name) || isLeft(resource, name, olds, news),
  );
  if (found.length === 0) return news;
  const was = bagOf(olds);
  const shown = where(
    live ? resource.liveInputs(live, bagOf(news)) : {},
    (name, value) => !same(resource, name, value, was[name]),
  );
  const values = asDeclared(resource, pick({ ...was, ...shown }, found));
  return { ...news, ...values, [REMEMBERED_KEY]: { ...rememberedIn(news), chosen: found } } as Inputs;
}

/** A state in which what a program has declared since is nobody's no more. */
export function declaredSince(state: State, inputs: object): State {
  const { chosen = [] } = rememberedIn(state);
  const left = chosen.filter((name) => bagOf(inputs)[name] === undefined);
  if (left.length === chosen.length) return state;
  return remembering(state, { chosen: left.length > 0 ? left : undefined });
}

/** The names of what was found on a thing, is there as far as the state knows, and is not in these inputs. */
export function undeclaredIn(resource: WithFields, state: object, inputs: object = {}): readonly string[] {
  const isThere = (name: string): boolean => bagOf(state)[name] !== undefined;
  return foundIn(resource, state).filter((name) => isThere(name) && isLeft(resource, name, state, inputs));
}

/** Inputs in words that hold no value: `envs (TOKEN, MODE)`. */
export function namedOf(state: object, names: readonly string[]): string {
  return names.map((name) => `${name}${inBrackets(keysOf(bagOf(state)[name]))}`).join(" and ");
}

const NAMED = 20;

function inBrackets(keys: readonly unknown[]): string {
  if (keys.length === 0) return "";
  const more = keys.length > NAMED ? `, and ${keys.length - NAMED} more` : "";
  return ` (${keys
    .slice(0, NAMED)
    .map((key) => printable(String(key)))
    .join(", ")}${more})`;
}
