import {
  type CheckFailure,
  type Declaration,
  DECLARATION_KEY,
  declaredSince,
  type Facts,
  failure,
  type Lifecycle,
  type Properties,
  qualifiedTypeOf,
  REMEMBERED_KEY,
  type State,
  where,
} from "../core";
import { open, rootOf } from "./values";
import type { Autonaming, Bag } from "./wire";

/** The type of a resource as the provider knows it: `GpuInstance`, of a URN or a token. */
export function typeIn(urn: string): string {
  const [token = ""] = (urn.split("::")[2] ?? urn).split("$").slice(-1);
  return token.slice(token.lastIndexOf(":") + 1);
}

/**
 * Whose declaration a resource is, as the dynamic face's class passes it; the organization alone is not in a URN.
 *
 * @param urn `urn:pulumi:<stack>::<project>::<qualified type>::<name>`; a name may have colons of its own.
 * @param marked The places of what the program has marked as secret.
 */
export function declarationOf(urn: string, marked: readonly string[]): Declaration {
  const [stack = "", project = "", , ...name] = urn.split("::");
  return {
    project,
    stack: stack.slice("urn:pulumi:".length),
    type: qualifiedTypeOf(urn),
    name: name.join("::"),
    ...(marked.length > 0 && { secret: marked }),
  };
}

/** Of the places of secrets those that only the program makes secret; what is remembered we have sealed ourselves. */
export function markedIn({ secretPaths }: Pick<Facts, "secretPaths">, secret: readonly string[]): string[] {
  const isOurs = (place: string): boolean =>
    secretPaths.includes(place.replace(/\[\d+\]/g, "[*]")) || rootOf(place) === REMEMBERED_KEY;
  return secret.filter((place) => !isOurs(place));
}

/**
 * A state as the engine sent it, in plain values. What was found on a thing and declared since, as it is, has changed
 * nothing, so no update has noted it: that the last inputs have it tells.
 */
export function stateIn(olds: Bag, inputs: Bag): State {
  return declaredSince(open(olds).values as State, open(inputs).values);
}

/** A bag of a state without what a dynamic face had hidden in it. */
export function ownOf(bag: Properties | State): Properties {
  return where(bag, (key) => !key.startsWith("__") || key === REMEMBERED_KEY);
}

/**
 * A state as the plugin would have written it. The dynamic face's class passes `customTimeouts` as `lifecycle.timeouts`;
 * the plugin is told of them beside the inputs, so that nothing has changed if the inputs have them no more.
 */
export function asWrittenHere(state: Properties | State, inputs: Properties): Properties {
  const own = ownOf(state);
  const { timeouts, ...rest } = (own.lifecycle ?? {}) as Lifecycle;
  const isGiven = (inputs.lifecycle as Lifecycle | undefined)?.timeouts !== undefined;
  if (!(DECLARATION_KEY in state) || timeouts === undefined || isGiven) return own;
  return { ...own, lifecycle: Object.keys(rest).length > 0 ? rest : undefined };
}

/**
 * The inputs with the name that the config `pulumi:autonaming` gives a new resource which the program leaves without one.
 * A name of ours is drawn later, by create.
 */
export function namedBy(
  autonaming: Autonaming,
  before: Properties,
  inputs: Properties,
  { fields }: Pick<Facts, "fields">,
): { readonly inputs: Properties; readonly failures: readonly CheckFailure[] } {
  const isNew = Object.keys(before).length === 0;
  const isOpen = isNew && "name" in fields && (inputs.name ?? "") === "";
  if (!isOpen || autonaming === undefined) return { inputs, failures: [] };
  if (autonaming !== "disabled") return { inputs: { ...inputs, name: autonaming.name }, failures: [] };
  const why =
    "must be given, because the config pulumi:autonaming is disabled for it. Set a name, or allow names to be made.";
  return { inputs, failures: [failure("name", why)] };
}
