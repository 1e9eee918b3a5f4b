import {
  NotFoundError,
  NovitaError,
  PrepaidInstanceError,
  RateLimitError,
  ServerError,
  WrongStateError,
  ConnectionError,
} from "../../api/errors";
import { gone } from "./judges";
import type { Context } from "./context";
import { labelOf, look } from "./look";
import type { State } from "./model";
import { timeoutMs } from "./options";
import { waitFor } from "./wait";

/** The instance still exists. */
export class DeleteError extends NovitaError {
  override readonly name = "DeleteError";
}

const PAUSE_MS = 5_000;

/**
 * Deletes an instance and returns when it is really gone, so that nothing of it is billed any more. One that is gone
 * already is fine.
 *
 * @throws NovitaError when it still exists, or may.
 */
export async function remove(ctx: Context, id: string, olds: State): Promise<void> {
  const startedAt = ctx.clock.now();
  const label = labelOf({ id, name: olds.name });
  const limit = timeoutMs(olds.lifecycle, "delete");
  const accepted = await request(ctx, id, label, startedAt + limit);
  if (accepted) {
    await waitFor(ctx, {
      id,
      label,
      goal: "to be gone",
      timeoutMs: limit,
      startedAt,
      timeoutName: "delete",
      judge: gone,
    });
  }
  ctx.tracked.remove({ id, name: olds.name });
}

/** Asks for the deletion until it is accepted; `false` where there is nothing to delete any more. */
async function request(ctx: Context, id: string, label: string, endsAt: number): Promise<boolean> {
  for (;;) {
    try {
      await ctx.client.deleteInstance(id);
      return true;
    } catch (error) {
      if (error instanceof NotFoundError) {
        if ((await look(ctx, id)) === undefined) return false;
      } else if (error instanceof PrepaidInstanceError) {
        throw new DeleteError(`${error.message}${await paidUntil(ctx, id)}`);
      } else if (!mayPass(error) || ctx.clock.now() + PAUSE_MS >= endsAt) {
        throw error;
      }
      if (ctx.clock.now() + PAUSE_MS >= endsAt) throw error;
      ctx.log.info(`${label} cannot be deleted yet; trying again.`);
      await ctx.clock.sleep(PAUSE_MS);
    }
  }
}

function mayPass(error: unknown): boolean {
  const passing = [WrongStateError, RateLimitError, ServerError, ConnectionError];
  return passing.some((kind) => error instanceof kind);
}

async function paidUntil(ctx: Context, id: string): Promise<string> {
  const live = await look(ctx, id).catch(() => undefined);
  if (live?.endTime === undefined) return "";
  return ` Its term ends on ${new Date(live.endTime * 1000).toISOString().slice(0, 10)}.`;
}
