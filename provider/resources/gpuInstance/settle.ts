import { type InDoubtError, NovitaError } from "../../api/errors";
import type { Instance } from "../../api/instance";
import type { Context } from "./context";
import { formatDuration } from "./durations";
import { listAll } from "./listing";
import { labelOf } from "./look";
import { phaseOf } from "./status";
import { pauseFor } from "./watcher";

/** A create was sent, and it is not known what became of it, or it is known and is more than one instance. */
export class UnsettledError extends NovitaError {
  override readonly name = "UnsettledError";
}

/**
 * How long an instance that may have been created is looked for. A request can outlive its connection: gateways give
 * up after 30 to 60 seconds while the service behind them still works, and lists may lag behind. Twice the longest of
 * these leaves room for both; a shorter create timeout cuts it.
 */
export const SETTLE_WINDOW_MS = 120_000;

/** What is looked for after a doubt. */
export interface Doubt {
  /** The physical name that was sent. */
  readonly name: string;
  /** Ids of instances with this very name from before the request. */
  readonly before: ReadonlySet<string>;
  readonly error: InDoubtError;
  /** When the create operation has to be over. */
  readonly endsAt: number;
}

/**
 * Finds out what became of a create that was sent once and not answered.
 *
 * @returns the one instance that it made.
 * @throws UnsettledError when none showed up until the settle window had passed, or several did.
 */
export async function settle(ctx: Context, { name, before, error, endsAt }: Doubt): Promise<Instance> {
  const since = ctx.clock.now();
  const until = Math.min(since + SETTLE_WINDOW_MS, endsAt);
  ctx.log.warn(`${error.message} It may have been carried out all the same: looking for "${name}".`);
  let looked = false;
  do {
    const found = await findByName(ctx, name, before);
    looked ||= found !== undefined;
    const [instance, ...more] = found ?? [];
    if (instance && more.length === 0) {
      ctx.log.info(`${labelOf(instance)} was created after all and is taken over.`);
      return instance;
    }
    if (instance) throw severalFound(name, [instance, ...more]);
    await ctx.clock.sleep(Math.max(1, Math.min(pauseFor(ctx.clock.now() - since), until - ctx.clock.now())));
  } while (ctx.clock.now() < until);
  throw noneFound(name, error, ctx.clock.now() - since, looked);
}

/** Instances of this very name that were not there before; `undefined` where the service could not be asked. */
async function findByName(
  ctx: Context,
  name: string,
  before: ReadonlySet<string>,
): Promise<readonly Instance[] | undefined> {
  try {
    const { instances } = await listAll(ctx.client, { name, budgetMs: 30_000 });
    return instances.filter((each) => each.name === name && !before.has(each.id) && phaseOf(each) !== "gone");
  } catch (error) {
    if (error instanceof NovitaError) return undefined;
    throw error;
  }
}

function severalFound(name: string, found: readonly Instance[]): UnsettledError {
  const list = found.map((each) => `${labelOf(each)} [${each.status}]`).join(", ");
  return new UnsettledError(
    `The create request for "${name}" was sent once, but there are now ${found.length} instances of that name: ${list}. Each of them is billed. Delete those that are not wanted in Novita's console, or keep one with lifecycle: { adopt: "<its id>" }.`,
  );
}

function noneFound(name: string, error: InDoubtError, waitedMs: number, looked: boolean): UnsettledError {
  const outcome = looked
    ? `No instance of that name has shown up within ${formatDuration(waitedMs)}, so most likely none was created`
    : `Whether it was carried out could not be found out within ${formatDuration(waitedMs)}, as the list of instances could not be read`;
  return new UnsettledError(
    `${error.message} The request was sent once, for an instance named "${name}". ${outcome}. Run \`pulumi up\` again: it looks for that instance before it creates another one.`,
  );
}
