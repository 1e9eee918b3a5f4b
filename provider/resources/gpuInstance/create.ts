import { InDoubtError, NovitaError } from "../../api/errors";
import type { Instance } from "../../api/instance";
import { adopt } from "./adopt";
import type { Context } from "./context";
import { InitFailure } from "./initFailure";
import { findEarlier, isWhatIsDeclared, leftoverError } from "./leftovers";
import { labelOf } from "./look";
import type { Inputs, State } from "./model";
import { timeoutMs } from "./options";
import { affordable } from "./priceCap";
import { ready } from "./ready";
import { toCreateRequest } from "./requests";
import { settle } from "./settle";
import { fieldsOf, stateOf } from "./state";
import { update } from "./update";

/** A resource as Pulumi keeps it after create. */
export interface Created {
  readonly id: string;
  readonly state: State;
}

/**
 * Creates the declared instance, or takes over the one that `lifecycle.adopt` names, and waits until it is ready.
 *
 * The request is sent once. What could go wrong before it is a plain error: nothing was created. From the moment an
 * id is known, every failure is an {@link InitFailure} that carries it.
 */
export async function create(ctx: Context, inputs: Inputs): Promise<Created> {
  const startedAt = ctx.clock.now();
  if (inputs.lifecycle?.adopt !== undefined) return adopt(ctx, inputs, inputs.lifecycle.adopt, startedAt);
  const { leftovers, sameName } = await findEarlier(ctx, inputs);
  const leftover = await leftoverToTakeOver(ctx, inputs, leftovers);
  if (leftover) return takeOver(ctx, inputs, leftover);
  await affordable(ctx, inputs);
  const id = await send(ctx, inputs, sameName, startedAt);
  ctx.tracked.add({ id, name: inputs.name });
  return { id, state: await ready(ctx, { id, inputs, startedAt, timeoutName: "create" }) };
}

async function leftoverToTakeOver(
  ctx: Context,
  inputs: Inputs,
  leftovers: readonly Instance[],
): Promise<Instance | undefined> {
  const [first, ...more] = leftovers;
  if (!first) return undefined;
  const certain = more.length === 0 && isWhatIsDeclared(first, inputs);
  if (ctx.leftovers === "adopt" && certain) return first;
  throw await leftoverError(ctx, inputs, leftovers);
}

/** Makes a leftover what is declared, as an update would: it may differ in everything that can be changed in place. */
async function takeOver(ctx: Context, inputs: Inputs, leftover: Instance): Promise<Created> {
  const { id, name } = leftover;
  ctx.log.warn(
    `${labelOf(leftover)} is left from an earlier run and is taken over (novita:leftovers is "adopt").`,
  );
  ctx.tracked.add({ id, name });
  const declared: Inputs = { ...inputs, name };
  const olds = stateOf({ inputs: declared, live: leftover });
  try {
    return { id, state: await update(ctx, id, olds, declared) };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    throw new InitFailure(id, olds, [error.message]);
  }
}

/** Sends the one create request, and finds out what became of it where the answer did not say. */
async function send(
  ctx: Context,
  inputs: Inputs,
  before: ReadonlySet<string>,
  startedAt: number,
): Promise<string> {
  const budgetMs = timeoutMs(inputs.lifecycle, "create");
  try {
    const id = await ctx.client.createInstance(toCreateRequest(fieldsOf(inputs)), { budgetMs });
    ctx.log.info(`${labelOf({ id, name: inputs.name })} was accepted.`);
    return id;
  } catch (error) {
    if (!(error instanceof InDoubtError) || !inputs.name) throw error;
    return (await settle(ctx, { name: inputs.name, before, error, endsAt: startedAt + budgetMs })).id;
  }
}
