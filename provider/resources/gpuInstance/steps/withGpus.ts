import { type Instance, NovitaError, OutOfStockError } from "../../../api";
import { formatDuration, labelOf } from "../../../core";
import { affordable } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { choiceOf, choicesOf, lookAgain, Patience } from "../placement";
import { phaseOf } from "../readiness";
import type { GpuSituation } from "./step";

/** What needs GPUs, as messages and a wait for them ask about it. */
export interface Needing {
  /** What is not done if there is none: "started". */
  readonly done: string;
  /** Whether it is still to be done: somebody may have started the instance meanwhile. */
  readonly needed: (situation: GpuSituation) => boolean;
  /** How to get another one in its place. */
  readonly orAnother?: string;
}

const OR_ANOTHER = "get another one, with empty disks, in its place: `pulumi up --replace` with its URN";

/**
 * Starts or resets an instance, which has given its GPUs back if it is stopped. If none is free it waits as long as
 * `lifecycle.waitForStock` says, and looks at the stock and at the instance before it attempts it again.
 *
 * @throws NovitaError when none is free, or the instance costs more than its cap.
 */
export async function withGpus(
  ctx: GpuContext,
  situation: GpuSituation,
  { done, needed, orAnother = OR_ANOTHER }: Needing,
  attempt: () => Promise<void>,
): Promise<void> {
  const { id, live, news } = situation;
  if (phaseOf(live) !== "stopped") return attempt();
  const label = labelOf(ctx.resource, { id, name: live.name });
  const refused = `${label} was not ${done}`;
  const { alone } = choiceOf(news);
  const itself = { ...alone, clusterId: live.clusterId ?? alone.clusterId };
  const patience = new Patience(ctx, { label, refused }, news);
  let refusal: OutOfStockError | undefined;
  for (;;) {
    await affordable(ctx, itself, refused);
    // The service knows best; what it says of the stock is asked once for all that wait.
    if (!refusal || (await looksFree(ctx, itself))) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof OutOfStockError)) throw error;
        refusal = error;
      }
    }
    if (patience.isOver) throw new NovitaError(notHad(refused, patience.waitMs, refusal, orAnother));
    await patience.pause("none of the GPUs that it needs is free");
    const now = await seenNow(ctx, id);
    // Of one that is gone the service says so itself.
    if (now === "gone") return attempt();
    if (now && phaseOf(now) !== "stopped")
      return needed({ ...situation, live: { ...live, ...now } }) ? attempt() : undefined;
  }
}

/** How the instance is by a list that all who wait share; `undefined` if that does not tell. */
async function seenNow(ctx: GpuContext, id: string): Promise<Instance | "gone" | undefined> {
  const listing = await ctx.lists.recent().catch(() => undefined);
  const found = listing?.items.find((each) => each.id === id) as Instance | undefined;
  return found ?? (listing?.complete ? "gone" : undefined);
}

/** Whether there may be GPUs of this kind where the instance is. */
async function looksFree(ctx: GpuContext, inputs: Inputs): Promise<boolean> {
  const [sight] = await lookAgain(ctx, choicesOf(inputs));
  return sight?.obstacle?.kind !== "stock";
}

function notHad(refused: string, waitMs: number, { reason }: OutOfStockError, orAnother: string): string {
  const waited = waitMs > 0 ? ` within ${formatDuration(waitMs)} (lifecycle.waitForStock)` : "";
  const advice = waitMs > 0 ? "" : ", set lifecycle.waitForStock";
  return `${refused}: none of the GPUs that it needs is free${waited} (${reason}). It stays as it is, stopped, with its id and its disks; other choices that the program declares are for new instances. Run \`pulumi up\` again later${advice}, or ${orAnother}.`;
}
