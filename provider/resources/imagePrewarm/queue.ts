import { ApiError, type CallOptions, NovitaError } from "../../api";
import type { ClientContext } from "../clientContext";

const SHORTEST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Creates a task as soon as the account may have one more: Novita refuses a create while too many are going on, and has
 * made nothing then.
 *
 * @throws NovitaError if none ends in time, or Pulumi is gone.
 */
export async function inQueue<T>(
  ctx: ClientContext,
  name: string,
  { withinMs = Infinity, ...options }: CallOptions,
  create: (options: CallOptions) => Promise<T>,
): Promise<T> {
  const { clock, log } = ctx;
  const endsAt = clock.now() + withinMs;
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    try {
      return await create({ ...options, withinMs: endsAt - clock.now() });
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== "OPERATION_LIMIT") throw error;
      const full = `as many prewarm tasks are going on as Novita allows at once${await limitOf(ctx)}`;
      if (clock.now() + pauseMs >= endsAt)
        throw new NovitaError(
          `Prewarm task "${name}" was not created: ${full}, and none has ended within lifecycle.timeouts.create. Run \`pulumi up\` again once one has ended, or raise the timeout.`,
        );
      if (!(await log.heard(`Prewarm task "${name}" waits for its turn: ${full}.`)))
        throw new NovitaError(`Prewarm task "${name}" was not created: the Pulumi engine has exited.`);
      await clock.sleep(pauseMs);
    }
  }
}

async function limitOf({ client }: Pick<ClientContext, "client">): Promise<string> {
  const { limit } = await client.getImagePrewarmQuota().catch(() => ({ limit: undefined }));
  return limit === undefined ? "" : ` (${limit})`;
}
