import { NovitaError, type Redactor } from "../api";
import {
  type Context,
  type Declaration,
  type Definition,
  labelOf,
  namedOf,
  type Properties,
  restOf,
  type State,
  undeclaredIn,
} from "../core";
import { rootOf } from "./values";

/** Why a thing that was read is not as it should be, for somebody who has changed nothing: a sentence or two. */
export function halted(resource: Definition, id: string, state: State): string {
  const live = { ...state, id, status: state.status ?? "" };
  const phase = resource.phaseOf(live);
  const label = labelOf(resource, live);
  return phase === "failed" || phase === "stopped" || phase === "frozen" || phase === "ready"
    ? `${label} ${resource.explain(live, phase, state.lifecycle)}`
    : `${label} is ${resource.describe(live)}. Run \`pulumi up\` to wait for it ${restOf(resource, state).goal}.`;
}

/** What an import keeps out of the program that Pulumi prints, in sentences; `undefined` if it is nothing. */
export function notPrinted(resource: Definition, id: string, state: State): string | undefined {
  const names = undeclaredIn(resource, state);
  if (names.length === 0) return undefined;
  const label = labelOf(resource, { id, name: state.name });
  return `${label} has ${namedOf(state, names)}. An import prints no secrets, so the program does not declare them: they stay as they are until it does.`;
}

/**
 * What another provider of the stack has would be managed, and deleted, by two processes that know nothing of each other.
 *
 * @throws NovitaError if a thing that is to be imported is such a one.
 */
export async function refuseApart(ctx: Context, id: string, declaration: Declaration): Promise<void> {
  const name = await ctx.states.heldApart(declaration, id);
  if (name === undefined) return;
  throw new NovitaError(
    `${labelOf(ctx.resource, { id })} was not imported: "${name}" of this stack has it by way of another provider. To move it, give the new resource the option aliases with the name "${name}".`,
  );
}

/**
 * Whether the engine may print the value that it finds at a property of a program.
 *
 * @param given What the program gives, and the places of what is secret.
 */
export function isOpen(
  property: string,
  { facts }: Definition,
  { places, values }: { readonly places: readonly string[]; readonly values: Properties },
  redactor: Redactor,
): boolean {
  const root = rootOf(property);
  const isKnown = root in facts.fields || root === "lifecycle";
  const text = JSON.stringify(values[root]) ?? "";
  // Of a place within another property it prints no value but `<nil>`; the reason names the place.
  return (
    isKnown &&
    root === property &&
    !places.some((place) => rootOf(place) === root) &&
    redactor.redact(text) === text
  );
}
