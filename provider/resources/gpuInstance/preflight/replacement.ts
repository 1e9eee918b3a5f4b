import { AuthenticationError, NovitaError } from "../../../api";
import { lookUp, type Properties, type Replacement, viewOf } from "../../../core";
import { capRefusal, type Quote } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { overAlready } from "../expiry";
import { ADD_ANOTHER, choicesOf, Patience, productIn, SHARED_MS } from "../placement";
import { phaseOf } from "../readiness";
import { inItsPlace, misfits } from "./obstacles";
import { isOpen } from "./offer";

const OUT_OF_STOCK = "is out of stock now";

/**
 * Why a replacement cannot be had now, as the rest of a sentence about its product; `undefined` if it can. What
 * the old instance sets free serves a new one of the same product, in the same place, that needs no more.
 */
export function outOfReach(olds: Properties, news: Inputs, quote: Quote | undefined): string | undefined {
  if (!quote) return "is not listed by Novita now";
  return quote.stock === "none" && !isFreedBy(olds, news) ? OUT_OF_STOCK : undefined;
}

/** Whether the old instance sets free all that a new one needs; one that stands still has given its GPUs back. */
export function isFreedBy(olds: Properties, news: Inputs): boolean {
  if (typeof olds.status === "string" && phaseOf({ status: olds.status }) === "stopped") return false;
  const samePlace = !news.clusterId || news.clusterId === olds.clusterId;
  const noMore = Number(olds.gpuNum ?? 1) >= Number(news.gpuNum ?? 1);
  return olds.productId === news.productId && samePlace && noMore;
}

/** A stopped instance has given its GPUs back. */
async function holdsGpus(ctx: GpuContext, id: string): Promise<boolean> {
  const live = await lookUp(ctx, id);
  return live !== undefined && phaseOf(live) !== "stopped";
}

/** Why an instance is not deleted for a replacement. */
interface Hindrance {
  /** The whole, if there is no other choice. */
  readonly message: string;
  /** As a clause among others: `product "4090" is out of stock now`. */
  readonly clause: string;
  /** Whether it may help to wait. */
  readonly mayPass: boolean;
}

/**
 * Asks once more, right before an instance is deleted for another one, whether one that is accepted is available: within the
 * cap, in stock, and all that it names there in one cluster. Waits for stock as long as the declaration says.
 *
 * @throws NovitaError when none is, or that cannot be known; nothing was deleted then.
 */
export async function beforeReplacement(
  ctx: GpuContext,
  replacement: Replacement,
  label: string,
): Promise<void> {
  if (isOpen(replacement.news as Inputs)) return;
  const refused = `${label} was not deleted, because its replacement is not available`;
  const waiting = { label: `The replacement of ${label}`, refused };
  const patience = new Patience(ctx, waiting, replacement.news as Inputs);
  for (let isWaiting = false; ;) {
    refuseOver(ctx, replacement.news as Inputs, label);
    // Stock goes fast: a minute ago is too long to delete anything, but those that wait may share what they see.
    ctx.answers.forget(isWaiting ? SHARED_MS : undefined);
    const found = await hindrances(ctx, replacement, label, refused);
    if (!found && !isWaiting) return;
    isWaiting = found !== undefined;
    if (!found) continue;
    const clauses = found.map(({ clause }) => clause).join("; ");
    if (!found.some(({ mayPass }) => mayPass) || patience.isOver) {
      const [only, ...others] = found;
      const none = `${refused}: none of the ${found.length} choices can be had: ${clauses}. ${ADD_ANOTHER}`;
      throw new NovitaError(only && others.length === 0 ? only.message : none);
    }
    await patience.pause(clauses);
  }
}

/** A new one would expire before it runs, and the time may have come while it was waited for stock. */
function refuseOver(ctx: GpuContext, news: Inputs, label: string): void {
  const over = overAlready(news, ctx.clock.now(), viewOf(ctx, news));
  if (over !== undefined) throw new NovitaError(`${label} was not deleted: lifecycle.expires ${over}`);
}

/** Why no choice can be had; absent if one can. */
async function hindrances(
  ctx: GpuContext,
  replacement: Replacement,
  label: string,
  refused: string,
): Promise<Hindrance[] | undefined> {
  const found: Hindrance[] = [];
  for (const { alone } of choicesOf(replacement.news as Inputs)) {
    const why = await hindrance(ctx, replacement, alone, label, refused);
    if (!why) return undefined;
    found.push(why);
  }
  return found;
}

/** @param news One choice, as if it was declared alone. */
async function hindrance(
  ctx: GpuContext,
  { id, olds }: Replacement,
  news: Inputs,
  label: string,
  refused: string,
): Promise<Hindrance | undefined> {
  const product = productIn(ctx, news);
  const capped = await capRefusal(ctx, news);
  if (capped) {
    const clause = `${product}: ${capped.why.replace(/\.$/, "")}`;
    return { message: `${refused}: ${capped.why}`, clause, mayPass: capped.isUnknown };
  }
  try {
    const placed = await inItsPlace(ctx, news);
    const quote = await ctx.prices.quoteThere(placed);
    const unmet = await misfits(ctx, news);
    if (quote && unmet.length > 0) {
      const reasons = unmet.map(({ reason }) => reason).join(" ");
      const message = `${refused}. ${reasons} Then run \`pulumi up\` again.`;
      return { message, clause: reasons.replace(/\.$/, ""), mayPass: false };
    }
    const none = quote?.stock === "none";
    const why =
      outOfReach(olds, placed, quote) ?? (none && !(await holdsGpus(ctx, id)) ? OUT_OF_STOCK : undefined);
    if (why === undefined) return undefined;
    const clause = `${product} ${why}`;
    const message = `${refused}: ${clause}. Choose another productId, or run \`pulumi up\` again later.`;
    return { message, clause, mayPass: none };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    const message = `${label} was not deleted, because it is not known whether its replacement is available: ${error.message}`;
    const clause = `whether ${product} is available is not known (${error.message})`;
    return { message, clause, mayPass: !(error instanceof AuthenticationError) };
  }
}
