import { NovitaError } from "../../api";
import { DECLARATION_KEY, type Inputs, REMEMBERED_KEY, type State } from "../declaration";
import {
  autoName,
  createOnce,
  duplicatesMessage,
  duplicatesOf,
  type Named,
  ownerMissing,
} from "../exactlyOnce";
import { type Context, notAsked } from "../model";
import { adopt, adoptOrphan } from "./adopt";
import { awaitReady } from "./awaitReady";
import { converge, type Created } from "./converge";
import { InitFailure, keptFailure } from "./initFailure";

/**
 * Creates what is declared, or takes over the thing that `lifecycle.adopt` names, and waits until it is ready.
 *
 * The request is sent once. What could go wrong before it is a plain error: nothing was created. From the moment an
 * id is known, every failure is an `InitFailure` that carries it.
 */
export async function create(ctx: Context, inputs: Inputs): Promise<Created> {
  const startedAt = ctx.clock.now();
  if (inputs[DECLARATION_KEY]) ctx.deployment.creating(inputs[DECLARATION_KEY]);
  const existing = inputs.lifecycle?.adopt;
  if (existing !== undefined)
    return adopted(ctx, inputs, existing, () => adopt(ctx, inputs, existing, startedAt));
  const unowned = ownerMissing(ctx);
  if (unowned !== undefined) throw new NovitaError(unowned);
  const declared = named(ctx, inputs);
  const obtained = await createOnce(ctx, declared, startedAt);
  if ("orphan" in obtained) {
    const { orphan } = obtained;
    return adopted(ctx, inputs, orphan.id, () => adoptOrphan(ctx, declared, orphan, startedAt));
  }
  const { id } = obtained;
  const unasked = notAsked(ctx.resource, declared);
  const made = await awaitReady(ctx, { id, inputs: unasked, startedAt, timeoutName: "create" });
  const state = await withOptions(ctx, declared, { id, state: made }, startedAt);
  const reasons = duplicateReasons(ctx, declared, { id, state }, startedAt);
  if (reasons.length > 0) throw new InitFailure(id, state, reasons);
  return { id, state };
}

/** Asks for what a create request cannot say; a failure of that must not lose the thing. */
async function withOptions(
  ctx: Context,
  declared: Named,
  { id, state }: Created,
  startedAt: number,
): Promise<State> {
  const live = { id, status: state.status ?? "" };
  const situation = { id, live, olds: state, news: declared };
  if (!ctx.resource.steps.some((step) => step.option !== undefined && step.needed(situation))) return state;
  try {
    return await converge(ctx, { id, olds: state, news: declared, startedAt, timeoutName: "create" });
  } catch (error) {
    if (error instanceof InitFailure) throw error;
    throw keptFailure(ctx, { id, inputs: declared, fallback: state }, error);
  }
}

/** What is wrong if a second thing of the declaration showed up; a failing look must not lose the first. */
function duplicateReasons(
  ctx: Context,
  declared: Named,
  { id, state }: Created,
  startedAt: number,
): string[] {
  try {
    const duplicates = duplicatesOf(ctx, declared, id, startedAt);
    return duplicates.length > 0 ? [duplicatesMessage(ctx.resource, declared, id, duplicates)] : [];
  } catch (error) {
    throw keptFailure(ctx, { id, inputs: declared, fallback: state }, error);
  }
}

/** Notes that this resource holds an existing thing, once it does: also after a failure that keeps it in the state. */
async function adopted(
  ctx: Context,
  inputs: Inputs,
  id: string,
  adopting: () => Promise<Created>,
): Promise<Created> {
  const declaration = inputs[DECLARATION_KEY];
  try {
    ctx.deployment.adopting(id, declaration, "adopting");
    const created = await adopting();
    ctx.deployment.adopting(id, declaration, "adopted");
    return created;
  } catch (error) {
    ctx.deployment.adopting(id, declaration, error instanceof InitFailure ? "adopted" : "refused");
    throw error;
  }
}

/** Without a name of its own a thing could not be found again after an unknown outcome: what has none gets it here. */
function named(ctx: Context, inputs: Inputs): Named {
  if (inputs.name) return { ...inputs, name: inputs.name };
  const declaration = inputs[DECLARATION_KEY] ?? { project: "", stack: "", name: "gpu" };
  const name = autoName(declaration, ctx.owner, ctx.random);
  return { ...inputs, name, [REMEMBERED_KEY]: { chosen: ["name"] } } as Named;
}
