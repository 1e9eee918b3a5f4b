import { InDoubtError, NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import { adopt } from "./adopt";
import { bring } from "./converge";
import type { Context } from "../model/context";
import { formatDuration } from "../model/durations";
import { findEarlier, type Named, ownerMissing } from "../exactlyOnce/orphans";
import { leftoverToTakeOver, takeOver } from "./adoptOrphan";
import { CHOSEN_KEY, DECLARATION_KEY, type Inputs, type State } from "../model/declaration";
import { autoName } from "../exactlyOnce/naming";
import { timeoutMs, unasked } from "../model/options";
import { InitFailure } from "./initFailure";
import { affordable } from "../../pricing/cap";
import { keptFailure, ready } from "./awaitReady";
import { toCreateRequest } from "../../resources/gpuInstance/requests";
import { settle } from "../exactlyOnce/reconcile";
import { fieldsOf } from "../state/state";
import { twinsMessage, twinsOf } from "../exactlyOnce/duplicates";

/** A resource as Pulumi keeps it after create. */
export interface Created {
  readonly id: string;
  readonly state: State;
}

/**
 * Creates the declared instance, or takes over the one that `lifecycle.adopt` names, and waits until it is ready.
 *
 * The request is sent once. What could go wrong before it is a plain error: nothing was created. From the moment an
 * id is known, every failure is an `InitFailure` that carries it.
 */
export async function create(ctx: Context, inputs: Inputs): Promise<Created> {
  const startedAt = ctx.clock.now();
  if (inputs[DECLARATION_KEY]) ctx.replacements.begin(inputs[DECLARATION_KEY]);
  const existing = inputs.lifecycle?.adopt;
  if (existing !== undefined)
    return taken(ctx, inputs, existing, () => adopt(ctx, inputs, existing, startedAt));
  const unowned = ownerMissing(ctx);
  if (unowned !== undefined) throw new NovitaError(unowned);
  const declared = named(ctx, inputs);
  // Known from here on, so that another resource of the same logical name does not take it for a leftover.
  ctx.tracked.add({ name: declared.name });
  // Two resources may be declared with one fixed name.
  const obtained = await ctx.turns.take(declared.name, () => obtain(ctx, declared, startedAt));
  if ("leftover" in obtained) {
    const { leftover } = obtained;
    return taken(ctx, inputs, leftover.id, () => takeOver(ctx, declared, leftover, startedAt));
  }
  const { id } = obtained;
  const made = await ready(ctx, { id, inputs: unasked(declared), startedAt, timeoutName: "create" });
  const state = await withOptions(ctx, declared, { id, state: made }, startedAt);
  const reasons = twinReasons(ctx, declared, { id, state }, startedAt);
  if (reasons.length > 0) throw new InitFailure(id, state, reasons);
  return { id, state };
}

/** Asks for what a create request cannot say; a failure of that must not lose the instance. */
async function withOptions(
  ctx: Context,
  declared: Named,
  { id, state }: Created,
  startedAt: number,
): Promise<State> {
  if (declared.lifecycle?.autoMigrate === undefined) return state;
  try {
    return await bring(ctx, { id, olds: state, news: declared, startedAt, timeoutName: "create" });
  } catch (error) {
    if (error instanceof InitFailure) throw error;
    throw keptFailure({ id, inputs: declared, fallback: state }, error);
  }
}

/** What is wrong where a second instance of the declaration showed up; a failing look must not lose the first. */
function twinReasons(ctx: Context, declared: Named, { id, state }: Created, startedAt: number): string[] {
  try {
    const twins = twinsOf(ctx, declared, id, startedAt);
    return twins.length > 0 ? [twinsMessage(declared, id, twins)] : [];
  } catch (error) {
    throw keptFailure({ id, inputs: declared, fallback: state }, error);
  }
}

/** Notes that this resource holds an existing instance, once it does: also after a failure that keeps it in the state. */
async function taken(
  ctx: Context,
  inputs: Inputs,
  id: string,
  takingIt: () => Promise<Created>,
): Promise<Created> {
  const declaration = inputs[DECLARATION_KEY];
  try {
    ctx.claims.begin(id, declaration);
    const created = await takingIt();
    ctx.claims.take(id, declaration);
    return created;
  } catch (error) {
    if (error instanceof InitFailure) ctx.claims.take(id, declaration);
    else ctx.claims.refuse(id, declaration);
    throw error;
  }
}

/** A leftover that is to be taken over, or the id of an instance that was created. */
async function obtain(
  ctx: Context,
  declared: Named,
  startedAt: number,
): Promise<{ readonly leftover: Instance } | { readonly id: string }> {
  const budgetMs = timeoutMs(declared.lifecycle, "create");
  for (const id of declared.lifecycle?.ignoreOrphans ?? []) ctx.tracked.add({ id });
  const earlier = await findEarlier(ctx, declared, budgetMs);
  const leftover = await leftoverToTakeOver(ctx, declared, earlier);
  if (!leftover) await affordable(ctx, declared);
  const id = leftover?.id ?? (await send(ctx, declared, earlier.sameName, startedAt + budgetMs));
  // Whose turn is next must not take it for one of nobody.
  ctx.tracked.add({ id });
  return leftover ? { leftover } : { id };
}

/** Without a name of its own an instance could not be found again after a doubt: what has none gets it here. */
function named(ctx: Context, inputs: Inputs): Named {
  if (inputs.name) return { ...inputs, name: inputs.name };
  const declaration = inputs[DECLARATION_KEY] ?? { project: "", stack: "", name: "gpu" };
  return { ...inputs, name: autoName(declaration, ctx.owner, ctx.random), [CHOSEN_KEY]: ["name"] };
}

/** Sends the one create request, and finds out what became of it where the answer did not say. */
async function send(
  ctx: Context,
  inputs: Named,
  before: ReadonlySet<string>,
  endsAt: number,
): Promise<string> {
  const budgetMs = endsAt - ctx.clock.now();
  if (budgetMs <= 0) {
    throw new NovitaError(
      `Creating GPU instance "${inputs.name}" was not begun: the ${formatDuration(timeoutMs(inputs.lifecycle, "create"))} of lifecycle.timeouts.create were over before. Nothing was created; run \`pulumi up\` again, with a longer timeout.`,
    );
  }
  if (!(await ctx.log.heard(`Creating GPU instance "${inputs.name}".`))) {
    throw new NovitaError(`Creating GPU instance "${inputs.name}" was not begun: Pulumi is gone.`);
  }
  try {
    return await ctx.client.createInstance(toCreateRequest(fieldsOf(inputs)), {
      budgetMs,
      goesOn: () => ctx.log.heard(`Creating GPU instance "${inputs.name}": trying again.`),
    });
  } catch (error) {
    if (!(error instanceof InDoubtError)) throw error;
    return await settle(ctx, { name: inputs.name, before, error, endsAt });
  }
}
