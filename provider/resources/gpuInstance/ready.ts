import { NovitaError } from "../../api/errors";
import type { Timeouts } from "./generated/inputs";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import { running } from "./judges";
import { liveInputs, observedForms } from "./live";
import { labelOf, look } from "./look";
import { type Inputs, OBSERVED_KEY, type State } from "./model";
import { InitFailure } from "./initFailure";
import { timeoutMs, waitsUntilRunning } from "./options";
import { fieldsOf, hourlyPriceOf, stateOf } from "./state";
import { waitFor, WaitError } from "./wait";

/** An instance that exists and has to become ready. */
export interface Becoming {
  readonly id: string;
  readonly inputs: Inputs;
  readonly startedAt: number;
  readonly timeoutName: keyof Timeouts;
  /** See `RunningJudge`. */
  readonly wasStopped?: boolean;
  readonly arrived?: (live: Instance) => boolean;
  /** What is kept where nothing newer is known. */
  readonly fallback?: State;
}

/**
 * Waits until the instance is ready and returns its whole state.
 *
 * @throws InitFailure for every failure whatsoever, a defect of our own included: the instance exists.
 */
export async function ready(ctx: Context, becoming: Becoming): Promise<State> {
  let last: Instance | undefined;
  try {
    last = await waitUntilReady(ctx, becoming);
    return await finalState(ctx, becoming, last);
  } catch (error) {
    throw keptFailure(becoming, error, error instanceof WaitError ? error.last : last);
  }
}

async function waitUntilReady(ctx: Context, becoming: Becoming): Promise<Instance | undefined> {
  const { id, inputs, startedAt, timeoutName, wasStopped, arrived } = becoming;
  if (!waitsUntilRunning(inputs.lifecycle)) return undefined;
  const label = labelOf({ id, name: inputs.name });
  const judge = running({ label, wasStopped, arrived: arrived && (({ instance }) => arrived(instance)) });
  const limit = timeoutMs(inputs.lifecycle, timeoutName);
  return waitFor(ctx, { id, label, goal: "to run", timeoutMs: limit, startedAt, timeoutName, judge });
}

async function finalState(
  ctx: Context,
  { id, inputs, fallback }: Becoming,
  listed?: Instance,
): Promise<State> {
  const hourlyPrice = await hourlyPriceOf(ctx, inputs, fallback?.hourlyPrice);
  const live = await look(ctx, id, listed);
  if (!live && !waitsUntilRunning(inputs.lifecycle))
    return { ...inputs, ...(hourlyPrice !== undefined && { hourlyPrice }) };
  if (!live)
    throw new WaitError(`${labelOf({ id, name: inputs.name })} disappeared as soon as it ran.`, listed);
  const observed = observedForms(liveInputs(live, inputs), fieldsOf(inputs));
  return stateOf({ inputs, live, hourlyPrice, observed });
}

/** A failure that keeps the instance in the state: as it was last seen, else as it was known before. */
export function keptFailure(
  { id, inputs, fallback }: Pick<Becoming, "id" | "inputs" | "fallback">,
  error: unknown,
  last?: Instance,
): InitFailure {
  const base = fallback ?? inputs;
  // What the service shows of an instance that it has just created is what it made of the declaration.
  const observed =
    last && !fallback ? observedForms(liveInputs(last, inputs), fieldsOf(inputs)) : fallback?.[OBSERVED_KEY];
  const properties = last
    ? stateOf({ inputs, live: last, hourlyPrice: fallback?.hourlyPrice, observed })
    : base;
  return new InitFailure(id, properties, [reasonOf(error, labelOf({ id, name: inputs.name }))]);
}

/** The reason that a person reads; for a defect of our own, whose it is and that nothing is lost. */
function reasonOf(error: unknown, label: string): string {
  if (error instanceof NovitaError) return error.message;
  const words = error instanceof Error ? error.message : String(error);
  return `${label} exists and is kept in the state, but the provider failed: ${words}. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on where it stopped, \`pulumi destroy\` deletes the instance.`;
}
