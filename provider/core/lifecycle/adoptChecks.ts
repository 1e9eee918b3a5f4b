import { AuthenticationError, NovitaError } from "../../api";
import { lookUp } from "../await";
import {
  type CheckFailure,
  DECLARATION_KEY,
  failure,
  hasUnknown,
  type Inputs,
  type Properties,
} from "../declaration";
import { differencesOf } from "../exactlyOnce";
import { adoptOf, type Context, type Definition, labelOf, type Live, shortNoun } from "../model";
import { asPlacedLive, viewOf } from "../state";

/** A check does not wait for a service that hangs. */
const BRIEFLY = { budgetMs: 15_000, withinMs: 120_000 };

/**
 * A replacement of an adopted thing would delete it and then ask to take it over. Said in check and not in diff, as a
 * refresh calls diff the other way round, and must be able to show what has drifted.
 *
 * @param asked `replaces`: the inputs that only a replacement can change.
 * @param replacement If only the state tells that one is needed, as for an adopted thing that cannot start: by the time
 * of the second check it is known.
 */
export function adoptFailures(
  { noun }: Definition,
  asked: { readonly olds: Properties; readonly news: Properties; readonly replaces: readonly string[] },
  replacement: { readonly id: string } | undefined,
): CheckFailure[] {
  const { olds, news, replaces } = asked;
  const adopt = adoptOf(news);
  const isReplaced = adopt === adoptOf(olds) && replaces.length > 0;
  if (adopt === undefined || !(isReplaced || adopt === replacement?.id)) return [];
  const would = isReplaced
    ? `a change of ${replaces.join(", ")} would delete and replace`
    : "would be deleted and replaced";
  const why = `still asks to take over ${noun} ${adopt}, which ${would}. Remove lifecycle.adopt first: it has done its work.`;
  return [failure("lifecycle.adopt", why)];
}

/**
 * Refuses a `lifecycle.adopt` that came to a resource which has its thing already.
 *
 * @throws NovitaError when it names another thing, or this one together with a change that replaces it.
 */
export function refuseLateAdopt(
  resource: Definition,
  id: string,
  { olds, news, isReplaced }: { olds: Properties; news: Properties; isReplaced: boolean },
): void {
  const { noun } = resource;
  const adopt = adoptOf(news);
  if (adopt === undefined || adopt === adoptOf(olds)) return;
  if (adopt !== id) {
    throw new NovitaError(
      `lifecycle.adopt names ${noun} ${adopt}, but this resource manages ${id} already. To take over another ${shortNoun(resource)}, declare it as a resource of its own; to give up ${id}, remove the resource first.`,
    );
  }
  if (isReplaced) {
    throw new NovitaError(
      `${noun} ${id} would have to be replaced, but lifecycle.adopt asks to take over the very ${shortNoun(resource)} that would be deleted. Remove lifecycle.adopt.`,
    );
  }
}

/**
 * Says what a new resource takes over, or why it cannot: nothing is bought. What a preview does not know is skipped, and a
 * service that cannot be asked is a warning.
 *
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function takeOverFailures(ctx: Context, inputs: Inputs): Promise<CheckFailure[]> {
  const { resource, log } = ctx;
  const id = adoptOf(inputs);
  if (id === undefined) return [];
  const shown = viewOf(ctx, inputs).show("lifecycle.adopt", id);
  const name = inputs[DECLARATION_KEY]?.name ?? inputs.name ?? shown;
  try {
    const live = await lookUp(ctx, id, undefined, BRIEFLY);
    const placed = live && !hasUnknown(inputs) ? asPlacedLive(resource, live, inputs) : inputs;
    const why = whyNotTaken(ctx, placed, live) ?? (await whyApart(ctx, inputs, id));
    if (!live || why !== undefined)
      return [failure("lifecycle.adopt", `cannot take over ${resource.noun} ${shown}: ${why}`)];
    const price = await resource.priceOf?.(ctx, live);
    const now = `${labelOf(resource, live)} [${live.status}]${price === undefined ? "" : `, ${price}`}`;
    log.info(`${name}: takes over ${now}; nothing is bought`);
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    log.warn(`${name}: whether ${resource.noun} ${shown} can be taken over is not known. ${error.message}`);
  }
  return [];
}

/**
 * Why a thing that is as declared cannot be taken over all the same: what a resource gives up the process of its provider
 * deletes, and of what another one does it knows nothing.
 */
export async function whyApart(ctx: Context, inputs: Inputs, id: string): Promise<string | undefined> {
  const declaration = inputs[DECLARATION_KEY];
  const name = declaration && (await ctx.states.heldApart(declaration, id));
  if (name === undefined) return undefined;
  return `"${name}" of this stack has it by way of another provider, which would delete it. In place of lifecycle.adopt, give this resource the option aliases with the name "${name}"; or give it the same provider.`;
}

/** Why a thing cannot be taken over as it is, as the rest of a sentence about it; absent if it can, or is not known. */
export function whyNotTaken(ctx: Context, inputs: Inputs, live: Live | undefined): string | undefined {
  const { resource } = ctx;
  if (!live || resource.phaseOf(live) === "leaving") {
    return "it does not exist, or is being deleted. Remove lifecycle.adopt to create a new one.";
  }
  if (hasUnknown(inputs)) return undefined;
  const differences = differencesOf(ctx, live, inputs);
  if (differences.length > 0) {
    return `it is not what is declared: ${differences.join("; ")}. Declare it as it is; once it is taken over, a change of the program is shown by \`pulumi preview\` and made by \`pulumi up\`.`;
  }
  return resource.whyNotAdopted?.(live, inputs);
}
