import { NovitaError } from "../../api/errors/errors";
import type { Instance } from "../../api/entities/instance";
import { bring } from "./converge";
import type { Context } from "../model/context";
import type { Created } from "./create";
import { InitFailure } from "./initFailure";
import { differencesOf, type Earlier, LeftoverError, leftoverMessage, type Named } from "../exactlyOnce/orphans";
import { takenForm } from "../../resources/gpuInstance/fromLive";
import { labelOf } from "../await/lookup";
import type { Inputs } from "../model/declaration";
import { unasked } from "../model/options";
import { affordable } from "../../pricing/cap";
import { keptFailure } from "./awaitReady";
import { stateOf } from "../state/state";

/**
 * The leftover that may be taken over in place of a create; `undefined` if there is none at all. Taken over by itself is
 * only the one thing that is what is declared, in the name of an owner, and that no stack of the project holds.
 *
 * @throws LeftoverError if a person has to decide.
 */
export async function leftoverToTakeOver(
  ctx: Context,
  inputs: Named,
  earlier: Earlier,
): Promise<Instance | undefined> {
  const [first, ...more] = earlier.leftovers;
  if (!first) return undefined;
  const message = await leftoverMessage(ctx, inputs, earlier);
  const isOne = more.length === 0 && differencesOf(ctx, first, inputs).length === 0;
  const certain = isOne && earlier.trouble === undefined && ctx.owner !== "";
  if (ctx.leftovers !== "adopt" || !certain) throw new LeftoverError(message);
  try {
    await affordable(ctx, inputs);
    return first;
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    // It goes on costing money, so it has to be named whatever the reason not to keep it.
    throw new LeftoverError(`${error.message} ${message}`);
  }
}

const UNSEEN =
  'No stack of this project has it; whether a stack of another project or backend does, only their states can tell: `pulumi stack export | npx pulumi-novita leftovers -`. To be asked first, set novita:leftovers to "report".';

/** Makes a leftover what is declared, as an update would: it may differ in everything that can be changed in place. */
export async function takeOver(
  ctx: Context,
  inputs: Inputs,
  leftover: Instance,
  startedAt: number,
): Promise<Created> {
  const { id, name } = leftover;
  const news: Inputs = { ...inputs, name };
  const olds = stateOf({ inputs: unasked(news), live: leftover, observed: takenForm(leftover, news) });
  try {
    ctx.log.warn(
      `${labelOf(leftover)} is left from an earlier run and is taken over (novita:leftovers is "adopt"). ${UNSEEN}`,
    );
    return { id, state: await bring(ctx, { id, olds, news, startedAt, timeoutName: "create" }) };
  } catch (error) {
    if (error instanceof InitFailure) throw error;
    throw keptFailure({ id, inputs: news, fallback: olds }, error, leftover);
  }
}
