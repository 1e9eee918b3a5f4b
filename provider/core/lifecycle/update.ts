import { bring } from "./converge";
import type { Context } from "../model/context";
import type { Inputs, State } from "../model/declaration";

/**
 * Brings the live instance to what is declared. With nothing to change it goes on waiting until the instance is ready.
 *
 * @throws NovitaError before the first call that changes something; then the state stays as it was.
 * @throws InitFailure afterwards, with what has been achieved.
 */
export function update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State> {
  return bring(ctx, { id, olds, news, startedAt: ctx.clock.now(), timeoutName: "update" });
}
