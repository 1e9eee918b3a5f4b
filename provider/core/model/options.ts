import type { CallOptions } from "../../api";
import {
  type Inputs,
  known,
  type Lifecycle,
  type Properties,
  type State,
  type Timeouts,
  where,
} from "../declaration";
import { parseDuration } from "./durations";
import { schemaAt } from "./facts";
import type { Rest } from "./live";
import type { Context, Definition } from "./resource";

/** For a resource whose schema says nothing. */
const usualTimeouts = { create: "30m", update: "30m", delete: "10m" } as const;

/** How long an operation may take in all, in milliseconds: what the engine or the user says, else the schema's default. */
export function timeoutMs(
  {
    resource,
    customTimeoutMs,
  }: Pick<Context, "customTimeoutMs"> & { readonly resource: Pick<Definition, "facts"> },
  lifecycle: Lifecycle | undefined,
  operation: keyof Timeouts,
): number {
  if (customTimeoutMs !== undefined) return customTimeoutMs;
  const { schema } = resource.facts;
  const fallback =
    schemaAt(schema, ["lifecycle", "timeouts", operation])?.default ?? usualTimeouts[operation];
  return parseDuration(lifecycle?.timeouts?.[operation] ?? String(fallback));
}

/** What sets that limit, as the user writes it. */
export function limitOf(
  { customTimeoutMs }: Pick<Context, "customTimeoutMs">,
  operation: keyof Timeouts,
): string {
  return `${customTimeoutMs === undefined ? "lifecycle.timeouts" : "customTimeouts"}.${operation}`;
}

/** Why nobody listens any more, as the rest of a sentence. */
export function whyUnheard({ cancelled }: Pick<Context, "cancelled">): string {
  return cancelled?.aborted ? "the run was cancelled" : "the Pulumi engine has exited";
}

/** Says before each further attempt at a call why there is one; there is none if nobody hears it. */
export function saysWhyAgain({ log }: Pick<Context, "log">, doing: string): CallOptions["goesOn"] {
  return (failure) => log.heard(failure ? `${doing}: ${failure.why}; trying again.` : `${doing}.`);
}

/** Where a thing comes to rest, as declared. */
export function restOf(
  { restsAt, goal }: Pick<Definition, "restsAt" | "goal">,
  inputs: Properties | Inputs,
): Rest {
  return restsAt?.(inputs) ?? { phase: "ready", goal };
}

/**
 * Whether the operation ends only when the thing has come to rest; otherwise as soon as the service has accepted it. What
 * is declared to stand still is waited for in any case: it would go on costing what it costs while it runs.
 */
export function waits(
  resource: Pick<Definition, "restsAt" | "goal">,
  { lifecycle, ...inputs }: Properties | Inputs,
): boolean {
  const isPatient = (lifecycle as Lifecycle | undefined)?.waitUntil !== "created";
  return isPatient || restOf(resource, { lifecycle, ...inputs }).phase !== "ready";
}

/** The thing that the inputs ask to take over; none as long as a preview does not know it. */
export function adoptOf({ lifecycle }: Properties | Inputs): string | undefined {
  return known((lifecycle as Lifecycle | undefined)?.adopt);
}

/**
 * Inputs without the options that no create request says and the service does not show, or with what it has been asked
 * for so far, as the state before says.
 */
export function notAsked({ steps }: Pick<Definition, "steps">, inputs: Inputs, before?: State): Inputs {
  const asks = (name: string): boolean => steps.some(({ option }) => option === name);
  const asked = where(before?.lifecycle ?? {}, asks);
  if (inputs.lifecycle === undefined && Object.keys(asked).length === 0) return inputs;
  return { ...inputs, lifecycle: { ...where(inputs.lifecycle ?? {}, (name) => !asks(name)), ...asked } };
}
