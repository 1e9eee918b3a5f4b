import { NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import type { FieldName } from "../../resources/gpuInstance/generated/fields";
import type { Timeouts } from "../../resources/gpuInstance/generated/inputs";
import { InitFailure } from "./initFailure";
import { running } from "../await/conditions";
import { echoedFields, liveInputs, observedForms } from "../../resources/gpuInstance/fromLive";
import { labelOf, look } from "../await/lookup";
import { type Inputs, OBSERVED_KEY, type State, TERM_KEY } from "../model/declaration";
import { timeoutMs, waitsUntilRunning } from "../model/options";
import { fieldsOf, hourlyPriceOf, stateOf } from "../state/state";
import { isBeingMade, phaseOf } from "../../resources/gpuInstance/readiness";
import { waitFor, WaitError } from "../await/waitFor";

/** An instance that exists and has to become ready. */
export interface Becoming {
  readonly id: string;
  readonly inputs: Inputs;
  readonly startedAt: number;
  readonly timeoutName: keyof Timeouts;
  /** See `RunningJudge`. */
  readonly wasStopped?: boolean;
  /** As it was read just now, where nothing has been changed since. */
  readonly live?: Instance;
  /** The state as it was before; what is kept where nothing newer is known. */
  readonly fallback?: State;
  /** The fields that the service has been seen to have taken on. Default: all of them. */
  readonly applied?: readonly FieldName[];
  /** The fields whose change was accepted and may not be shown yet. */
  readonly pending?: readonly FieldName[];
}

/**
 * Waits until the instance is ready and returns its whole state.
 *
 * @throws InitFailure for every failure whatsoever, a defect of our own included: the instance exists.
 */
export async function ready(ctx: Context, becoming: Becoming): Promise<State> {
  let last = becoming.live;
  let price = becoming.fallback?.hourlyPrice;
  try {
    if (!becoming.fallback) {
      ctx.tracked.add({ id: becoming.id, name: becoming.inputs.name });
      ctx.log.info(`${labelOf({ id: becoming.id, name: becoming.inputs.name })} was accepted.`);
    }
    // A failure is the moment when the bill matters most.
    price ??= await hourlyPriceOf(ctx, becoming.inputs);
    const runs = last !== undefined && phaseOf(last) === "running";
    const waits = !runs && waitsUntilRunning(becoming.inputs.lifecycle);
    if (waits) last = await untilRunning(ctx, becoming);
    const live = last && !waits ? last : await look(ctx, becoming.id, last);
    return await finalState(ctx, becoming, live);
  } catch (error) {
    throw keptFailure({ ...becoming, price }, error, (error instanceof WaitError && error.last) || last);
  }
}

function untilRunning(ctx: Context, becoming: Becoming): Promise<Instance | undefined> {
  const { id, inputs, startedAt, timeoutName, wasStopped } = becoming;
  const label = labelIn(becoming);
  const judge = running({ label, wasStopped, existed: becoming.fallback !== undefined });
  const limit = timeoutMs(inputs.lifecycle, timeoutName);
  return waitFor(ctx, { id, label, goal: "to run", timeoutMs: limit, startedAt, timeoutName, judge });
}

async function finalState(ctx: Context, becoming: Becoming, live: Instance | undefined): Promise<State> {
  const { inputs, fallback, pending } = becoming;
  const hourlyPrice = await hourlyPriceOf(ctx, inputs, fallback?.hourlyPrice);
  if (live) {
    const termEndsAt = pending?.includes("month") ? undefined : live.endTime;
    return stateOf({ inputs, live, hourlyPrice, observed: baseline(becoming, live), pending, termEndsAt });
  }
  // Accepted just now, and not to be seen yet.
  if (!waitsUntilRunning(inputs.lifecycle)) {
    return { ...inputs, ...(hourlyPrice !== undefined && { hourlyPrice }) };
  }
  throw new WaitError(
    `${labelIn(becoming)} disappeared as soon as it ran: somebody or something deleted it. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it anew.`,
    undefined,
  );
}

/** The baseline, drawn anew for what was applied; for everything until the instance was ready once. */
function baseline(becoming: Becoming, live: Instance): State[typeof OBSERVED_KEY] {
  const { inputs, fallback } = becoming;
  const applied = isBeingMade(fallback?.status) ? echoedFields : (becoming.applied ?? echoedFields);
  return observedForms(liveInputs(live, inputs), fieldsOf(inputs), {
    applied,
    before: fallback?.[OBSERVED_KEY],
  });
}

/** A name that create has drawn is in the state alone, and in no input. */
function labelIn({ id, inputs, fallback }: Pick<Becoming, "id" | "inputs" | "fallback">): string {
  return labelOf({ id, name: inputs.name ?? fallback?.name });
}

/** What a failure keeps; `price` is USD an hour. */
type Kept = Pick<Becoming, "id" | "inputs" | "fallback"> & { readonly price?: number };

/** A failure that keeps the instance in the state: as it was last seen, else as it was known before. */
export function keptFailure(becoming: Kept, error: unknown, last?: Instance): InitFailure {
  const { id } = becoming;
  return new InitFailure(id, keptState(becoming, last), [reasonOf(error, labelIn(becoming))]);
}

function keptState(becoming: Kept, last: Instance | undefined): State {
  const { inputs, fallback } = becoming;
  const hourlyPrice = becoming.price ?? fallback?.hourlyPrice;
  const known: State = { ...(fallback ?? inputs), ...(hourlyPrice !== undefined && { hourlyPrice }) };
  if (!last) return known;
  try {
    return stateOf({
      inputs,
      live: last,
      hourlyPrice,
      observed: fallback ? fallback[OBSERVED_KEY] : observedForms(liveInputs(last, inputs), fieldsOf(inputs)),
      termEndsAt: fallback ? fallback[TERM_KEY] : last.endTime,
    });
  } catch {
    // Whatever is wrong with what was seen: the id must not be lost over it.
    return known;
  }
}

/** The reason that a person reads; for a defect of our own, whose it is and that nothing is lost. */
function reasonOf(error: unknown, label: string): string {
  if (error instanceof WaitError) return error.message;
  if (error instanceof NovitaError) {
    return `${error.message} ${label} is kept in the state and may be billed: \`pulumi up\` goes on where it stopped, \`pulumi destroy\` ends its bill.`;
  }
  const words = error instanceof Error ? error.message : String(error);
  return `${label} exists and is kept in the state, but the provider failed: ${words}. This is a defect of pulumi-novita; please report it. \`pulumi up\` goes on where it stopped, \`pulumi destroy\` deletes the instance.`;
}
