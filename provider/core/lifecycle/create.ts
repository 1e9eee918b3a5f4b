import { NovitaError } from "../../api";
import { lookUp } from "../await";
import { DECLARATION_KEY, type Inputs, REMEMBERED_KEY, type State } from "../declaration";
import { autoName, createOnce, duplicateReasons, isAlive, type Named, ownerMissing } from "../exactlyOnce";
import { type Context, labelOf, longestName, notAsked, waits } from "../model";
import { adopt, adoptOrphan } from "./adopt";
import { stepsOf } from "./applyStep";
import { awaitReady } from "./awaitReady";
import { converge, type Created, type Goal } from "./converge";
import { InitFailure, keeping } from "./initFailure";

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
  await warnOfKept(ctx, inputs);
  const declared = named(ctx, inputs);
  const obtained = await createOnce(ctx, declared, startedAt);
  if ("orphan" in obtained) {
    const { orphan } = obtained;
    return adopted(ctx, inputs, orphan.id, () => adoptOrphan(ctx, declared, orphan, startedAt));
  }
  const { id, inputs: news } = obtained;
  const becoming = { id, news, startedAt: obtained.startedAt, timeoutName: "create" } as const;
  const unasked = notAsked(ctx.resource, news);
  const olds = await awaitReady(ctx, { ...becoming, news: unasked, waits: waits(ctx.resource, news) });
  const state = await withOptions(ctx, { ...becoming, olds });
  const reasons = await keeping(ctx, { ...becoming, olds: state }, () =>
    duplicateReasons(ctx, news, id, obtained.startedAt),
  );
  if (reasons.length > 0) throw new InitFailure(id, state, reasons);
  return { id, state };
}

/**
 * Pulumi tells nobody that `retainOnDelete` has kept what should have gone first, and from now on no state names it. What an
 * earlier run has deleted is compared once more, too.
 */
async function warnOfKept(ctx: Context, { [DECLARATION_KEY]: declaration }: Inputs): Promise<void> {
  const { resource, deployment, log } = ctx;
  const kept = declaration && deployment.replacementFor(declaration);
  if (!kept || resource.replacedFirst !== "delete" || !deployment.mayDelete(kept.id, declaration)) return;
  const live = await lookUp(ctx, kept.id, undefined, { budgetMs: 15_000 }).catch(() => undefined);
  if (!live || !isAlive(ctx, live)) return;
  log.warn(
    `${labelOf(resource, live)} was not deleted before its replacement. If retainOnDelete keeps it, it goes on being billed, and no state has it any more: delete it in Novita's console when you do not need it.`,
  );
}

/** Asks for what a create request cannot say. */
async function withOptions(ctx: Context, goal: Goal): Promise<State> {
  const { id, olds, news } = goal;
  const situation = { id, live: { id, status: olds.status ?? "" }, olds, news };
  const isAsked = stepsOf(ctx.resource).some((step) => step.option !== undefined && step.needed(situation));
  return isAsked ? keeping(ctx, goal, () => converge(ctx, goal)) : olds;
}

/** Notes that this resource holds an existing thing, once it does: also after a failure that keeps it in the state. */
async function adopted(
  { deployment }: Context,
  { [DECLARATION_KEY]: declaration }: Inputs,
  id: string,
  adopting: () => Promise<Created>,
): Promise<Created> {
  try {
    deployment.adopting(id, declaration, "adopting");
    const created = await adopting();
    deployment.adopting(id, declaration, "adopted");
    return created;
  } catch (error) {
    deployment.adopting(id, declaration, error instanceof InitFailure ? "adopted" : "refused");
    throw error;
  }
}

/** Without a name of its own a thing could not be found again after an unknown outcome: what has none gets it here. */
function named(ctx: Context, inputs: Inputs): Named {
  if (inputs.name) return { ...inputs, name: inputs.name };
  const declaration = inputs[DECLARATION_KEY] ?? { project: "", stack: "", name: "gpu" };
  const name = autoName(declaration, ctx.owner, longestName(ctx.resource.facts), ctx.random);
  return { ...inputs, name, [REMEMBERED_KEY]: { chosen: ["name"] } } as Named;
}
