import { NovitaError } from "../../api/errors";
import type { Context } from "./context";
import { labelOf, look } from "./look";
import { DECLARATION_KEY, type Inputs, OBSERVED_KEY, type State } from "./model";
import { waitsUntilRunning } from "./options";
import { hourlyPriceOf, inputsOf, stateOf } from "./state";
import { phaseOf } from "./status";

/** What a read found. */
export interface Found {
  readonly state: State;
  /** The inputs as they really are, in the user's own words where they have not changed. */
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
  // A state always says whose declaration it is; `GpuInstance.get` has none to give.
  const looksUp = olds[DECLARATION_KEY] === undefined;
  const live = await look(ctx, id);
  if (!live && looksUp) throw new NovitaError(`There is no GPU instance ${id} in this account.`);
  if (!live) {
    ctx.log.warn(`${labelOf({ id, name: olds.name })} does not exist any more.`);
    ctx.tracked.remove({ id, name: olds.name });
    return undefined;
  }
  ctx.tracked.add({ id, name: live.name });
  const before = inputsOf(olds);
  const hourlyPrice = await hourlyPriceOf(ctx, before, olds.hourlyPrice);
  const state = stateOf({ inputs: before, live, hourlyPrice, observed: olds[OBSERVED_KEY] });
  const halted = !looksUp && waitsUntilRunning(olds.lifecycle) && phaseOf(live) !== "running";
  return { state, inputs: { ...inputsOf(state), ...(halted && { status: live.status }) } };
}
