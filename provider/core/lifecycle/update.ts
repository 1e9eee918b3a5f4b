import type { Inputs, State } from "../declaration";
import type { Context } from "../model";
import { converge } from "./converge";

/**
 * Brings the live thing to what is declared. With nothing to change it goes on waiting until it is ready.
 *
 * @throws NovitaError before the first call that changes something; then the state stays as it was.
 * @throws InitFailure afterwards, with what has been achieved.
 */
export function update(ctx: Context, id: string, olds: State, news: Inputs): Promise<State> {
  return converge(ctx, { id, olds, news, startedAt: ctx.clock.now(), timeoutName: "update" });
}
