import { NovitaError } from "../../../api";
import { type CheckFailure, lookUp, type Properties, type Replacement, viewOf } from "../../../core";
import { affordable, type Quote } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
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

/**
 * Asks once more, right before an instance is deleted for another one, whether that one is available: within the cap,
 * in stock, and all that it names there in one cluster.
 *
 * @throws NovitaError when it cannot, or cannot be known; nothing was deleted then.
 */
export async function beforeReplacement(
  ctx: GpuContext,
  { id, olds, news: planned }: Replacement,
  label: string,
): Promise<void> {
  const news = planned as Inputs;
  // Stock goes fast: a minute ago is too long.
  ctx.answers.forget();
  const refused = `${label} was not deleted, because its replacement is not available`;
  const unsure = (error: unknown): never => {
    if (!(error instanceof NovitaError)) throw error;
    throw new NovitaError(
      `${label} was not deleted, because it is not known whether its replacement is available: ${error.message}`,
    );
  };
  await affordable(ctx, news, refused);
  const quote = await ctx.prices.quoteThere(news).catch(unsure);
  const unmet = await unmetBy(ctx, news).catch(unsure);
  if (quote && unmet.length > 0) {
    const reasons = unmet.map(({ reason }) => reason).join(" ");
    throw new NovitaError(`${refused}. ${reasons} Then run \`pulumi up\` again.`);
  }
  const none = quote?.stock === "none";
  const why =
    outOfReach(olds, news, quote) ?? (none && !(await holdsGpus(ctx, id)) ? OUT_OF_STOCK : undefined);
  if (why === undefined) return;
  const { show } = viewOf(ctx, news);
  throw new NovitaError(
    `${refused}: product ${show("productId", `"${news.productId}"`)} ${why}. Choose another productId, or run \`pulumi up\` again later.`,
  );
}
