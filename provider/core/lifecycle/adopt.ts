import { NovitaError } from "../../api";
import { lookUp } from "../await";
import type { Inputs, State } from "../declaration";
import type { Named } from "../exactlyOnce";
import { type Context, labelOf, type Live, notAsked } from "../model";
import { adoptedForms, asPlacedLive, fieldsOf, stateOf } from "../state";
import { whyApart, whyNotTaken } from "./adoptChecks";
import { converge, type Created } from "./converge";
import { keeping } from "./initFailure";

/**
 * Takes over an existing thing instead of creating one. Whatever could only be made true by replacing or resetting it
 * has to be declared as it is: a take-over destroys nothing.
 *
 * @throws NovitaError when there is no such thing, or it is not what is declared.
 */
export async function adopt(ctx: Context, news: Inputs, id: string, startedAt: number): Promise<Created> {
  const { resource } = ctx;
  const live = await lookUp(ctx, id);
  const inputs = live ? asPlacedLive(resource, live, news) : news;
  const why =
    ctx.deployment.whyNotAdopted(id) ?? whyNotTaken(ctx, inputs, live) ?? (await whyApart(ctx, news, id));
  if (!live || why !== undefined) {
    throw new NovitaError(`${resource.noun} ${id} was not taken over (lifecycle.adopt): ${why}`);
  }
  await resource.beforeCreate?.(ctx, { ...inputs, name: live.name ?? id });
  const olds = asAdopted(ctx, inputs, live);
  return { id, state: await converge(ctx, { id, olds, news: inputs, startedAt, timeoutName: "create" }) };
}

const UNSEEN =
  'No stack of this project has it; whether a stack of another project or backend does, only their states can tell: `pulumi stack export | npx pulumi-novita orphans -`. To be asked first, set novita:orphans to "report".';

/** Makes an orphan what is declared, as an update would: it may differ in everything that can be changed in place. */
export function adoptOrphan(ctx: Context, inputs: Named, orphan: Live, startedAt: number): Promise<Created> {
  const { id, name } = orphan;
  const news = asPlacedLive(ctx.resource, orphan, { ...inputs, name });
  const becoming = {
    id,
    olds: asAdopted(ctx, news, orphan),
    news,
    startedAt,
    timeoutName: "create",
  } as const;
  const adopting = async (): Promise<Created> => {
    ctx.log.warn(
      `${labelOf(ctx.resource, orphan)} is left from an earlier run and is taken over (novita:orphans is "adopt"). ${UNSEEN}`,
    );
    return { id, state: await converge(ctx, becoming) };
  };
  return keeping(ctx, becoming, adopting, orphan);
}

/** The state of a thing that is taken over, before anything of it is changed. */
function asAdopted({ resource }: Context, inputs: Inputs, live: Live): State {
  const declared = fieldsOf(resource, inputs);
  const observed = adoptedForms(resource, resource.liveInputs(live, declared), declared);
  return stateOf(resource, { inputs: notAsked(resource, inputs), live, observed });
}
