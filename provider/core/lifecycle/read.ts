import { NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import type { Context } from "../model/context";
import { asDeclared, type Declared, liveInputs, observedForms } from "../../resources/gpuInstance/fromLive";
import { labelOf, lookFor } from "../await/lookup";
import type { FieldName } from "../../resources/gpuInstance/generated/fields";
import { DECLARATION_KEY, type Inputs, OBSERVED_KEY, type State, TERM_KEY } from "../model/declaration";
import { waitsUntilRunning } from "../model/options";
import { same } from "../forms/canonical";
import { concealIn } from "../state/secrets";
import { fieldsOf, hourlyPriceOf, inputsOf, stateOf } from "../state/state";
import { announcedReclaim, isBeingMade, phaseOf } from "../../resources/gpuInstance/readiness";

/** What a read found. */
export interface Found {
  readonly state: State;
  /** The inputs as they really are, in the user's own words where they have not changed; no name of our own making. */
  readonly inputs: Inputs & { readonly status?: string };
}

/**
 * Reads the live instance; `undefined` only where it certainly does not exist any more.
 *
 * An instance that should run and does not shows as an input `status` that no program declares: the engine compares
 * inputs, so this is what makes the drift show in a refresh and has the next `pulumi up` repair it.
 *
 * @throws NovitaError when nothing certain can be said; the state stays as it is.
 */
export async function read(ctx: Context, id: string, olds: State): Promise<Found | undefined> {
  concealIn(ctx, olds);
  // A state always says whose declaration it is; `GpuInstance.get` has none to give.
  const looksUp = olds[DECLARATION_KEY] === undefined;
  const live = await lookFor(ctx, id, olds);
  if (!live && looksUp) {
    throw new NovitaError(
      `There is no GPU instance ${id} in this account. Check the id, and that the API key belongs to the account that has it.`,
    );
  }
  if (!live) {
    ctx.log.warn(
      `${labelOf({ id, name: olds.name })} does not exist any more in the account of this API key.`,
    );
    ctx.tracked.remove({ id, name: olds.name });
    return undefined;
  }
  if (!looksUp) ctx.tracked.add({ id, name: live.name });
  const announced = announcedReclaim(live);
  if (announced) {
    ctx.log.warn(
      `${labelOf(live)}: ${announced}. Save what is on its disks: to run again it moves to another machine.`,
    );
  }
  const before: Inputs = looksUp ? lookedUp(olds, live) : inputsOf(olds);
  const state = stateOf({
    inputs: before,
    live,
    hourlyPrice: await hourlyPriceOf(ctx, { ...before, ...liveInputs(live, before) }, olds.hourlyPrice),
    observed: looksUp ? undefined : baseline(before, olds, live),
    // The end as of the last apply tells a renewal that a killed run has paid for: a read must not move it.
    termEndsAt: olds[TERM_KEY] ?? live.endTime,
  });
  const halted = !looksUp && waitsUntilRunning(olds.lifecycle) && phaseOf(live) !== "running";
  return { state, inputs: { ...inputsOf(state), ...(halted && { status: live.status }) } };
}

/** What the program only looks at is as it is; a list that the service shows in another order is no other one. */
function lookedUp(olds: State, live: Instance): Inputs {
  const shown = asDeclared(live);
  const names = Object.keys(shown) as FieldName[];
  const kept = names
    .filter((name) => olds[name] !== undefined && same(name, olds[name], shown[name]))
    .map((name) => [name, olds[name]]);
  return { ...inputsOf(olds), ...shown, ...(Object.fromEntries(kept) as Declared) } as Inputs;
}

/** The baseline of the state; until an instance was ready once, what it shows is what the service made of it. */
function baseline(inputs: Inputs, olds: State, live: Instance): State[typeof OBSERVED_KEY] {
  if (!isBeingMade(olds.status)) return olds[OBSERVED_KEY];
  return observedForms(liveInputs(live, inputs), fieldsOf(inputs));
}
