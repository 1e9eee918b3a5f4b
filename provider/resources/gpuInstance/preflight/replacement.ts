import { AuthenticationError, NovitaError } from "../../../api";
import { type CheckFailure, lookUp, type Properties, type Replacement, viewOf } from "../../../core";
import { capRefusal, type Quote } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { Patience } from "../placement";
import { phaseOf } from "../readiness";
import { diskFailure, obstacles } from "./obstacles";

const OUT_OF_STOCK = "is out of stock now";

/**
 * Why a replacement cannot be had now, as the rest of a sentence about its product; `undefined` if it can. What
 * the old instance sets free serves a new one of the same product, in the same place, that needs no more.
 */
export function outOfReach(olds: Properties, news: Inputs, quote: Quote | undefined): string | undefined {
  if (!quote) return "is not listed by Novita now";
  const samePlace = news.clusterId === undefined || news.clusterId === olds.clusterId;
  const noMore = Number(olds.gpuNum ?? 1) >= Number(news.gpuNum ?? 1);
  const freed = olds.productId === news.productId && samePlace && noMore;
  return quote.stock === "none" && !freed ? OUT_OF_STOCK : undefined;
}

/** A stopped instance has given its GPUs back. */
async function holdsGpus(ctx: GpuContext, id: string): Promise<boolean> {
  const live = await lookUp(ctx, id);
  return live !== undefined && phaseOf(live) !== "stopped";
}

async function unmetBy(ctx: GpuContext, news: Inputs): Promise<CheckFailure[]> {
  const disk = diskFailure(ctx, await ctx.prices.product(news), news);
  return [...(disk ? [disk] : []), ...(await obstacles(ctx, news))];
}

/** Why an instance is not deleted. */
interface Hindrance {
  readonly message: string;
  /** What may pass by itself, as a clause: `product "4090" is out of stock now`; absent if nothing does. */
  readonly waitsFor?: string;
}

/**
 * Asks once more, right before an instance is deleted for another one, whether that one is available: within the cap,
 * in stock, and all that it names there in one cluster. Waits for stock as long as the declaration says.
 *
 * @throws NovitaError when it cannot, or cannot be known; nothing was deleted then.
 */
export async function beforeReplacement(
  ctx: GpuContext,
  replacement: Replacement,
  label: string,
): Promise<void> {
  const refused = `${label} was not deleted, because its replacement is not available`;
  const waiting = { label: `The replacement of ${label}`, refused };
  const patience = new Patience(ctx, waiting, replacement.news as Inputs);
  for (;;) {
    // Stock goes fast: a minute ago is too long.
    ctx.answers.forget();
    const found = await hindrance(ctx, replacement, label, refused);
    if (!found) return;
    if (found.waitsFor === undefined || patience.isOver) throw new NovitaError(found.message);
    await patience.pause(found.waitsFor);
  }
}

async function hindrance(
  ctx: GpuContext,
  { id, olds, news: planned }: Replacement,
  label: string,
  refused: string,
): Promise<Hindrance | undefined> {
  const news = planned as Inputs;
  const { show } = viewOf(ctx, news);
  const product = `product ${show("productId", `"${news.productId}"`)}`;
  const waitsFor = `whether ${product} is in stock is not known`;
  const capped = await capRefusal(ctx, news);
  if (capped) return { message: `${refused}: ${capped.why}`, ...(capped.isUnknown && { waitsFor }) };
  try {
    const quote = await ctx.prices.quoteThere(news);
    const unmet = await unmetBy(ctx, news);
    if (quote && unmet.length > 0) {
      const reasons = unmet.map(({ reason }) => reason).join(" ");
      return { message: `${refused}. ${reasons} Then run \`pulumi up\` again.` };
    }
    const none = quote?.stock === "none";
    const why =
      outOfReach(olds, news, quote) ?? (none && !(await holdsGpus(ctx, id)) ? OUT_OF_STOCK : undefined);
    if (why === undefined) return undefined;
    const message = `${refused}: ${product} ${why}. Choose another productId, or run \`pulumi up\` again later.`;
    return { message, ...(none && { waitsFor: `${product} ${why}` }) };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    const message = `${label} was not deleted, because it is not known whether its replacement is available: ${error.message}`;
    return { message, ...(!(error instanceof AuthenticationError) && { waitsFor }) };
  }
}
