import { NovitaError } from "../api/errors/errors";
import type { Context } from "../core/model/context";
import type { Inputs } from "../core/model/declaration";
import { formatUsd, IF_PER_MONTH, type Quote } from "./quote";
import { openView, type View, viewOf } from "../core/state/secrets";

/** The instance would cost more than `lifecycle.maxHourlyPrice`, or what it costs is not known. Nothing was created. */
export class PriceCapError extends NovitaError {
  override readonly name = "PriceCapError";
}

/** A price in full where four decimals would round it: what is compared must be seen to differ. */
export function exactUsd(usd: number): string {
  return Math.abs(usd * 1e4 - Math.round(usd * 1e4)) < 1e-6 ? formatUsd(usd) : `$${usd}`;
}

function shownIn(cap: number, show: View["show"]): string {
  return show("lifecycle.maxHourlyPrice", exactUsd(cap));
}

/** Why a quote is over the cap, as the rest of a sentence about `lifecycle.maxHourlyPrice`; `undefined` if it is not. */
export function overCap(
  quote: Quote | undefined,
  productId: string,
  cap: number,
  { show }: View = openView,
): string | undefined {
  const shownCap = shownIn(cap, show);
  if (quote?.hourlyUsd === undefined) {
    const why = quote ? "names no price for it with" : "does not list it for";
    return `is ${shownCap}, but the price of product ${show("productId", `"${productId}"`)} is not known: Novita ${why} this billing mode. Choose another productId or billingMode, or remove maxHourlyPrice.`;
  }
  // What is unsure counts against the cap: it is there to hold.
  const hourlyUsd = quote.most?.hourlyUsd ?? quote.hourlyUsd;
  if (hourlyUsd <= cap) return undefined;
  const unsure = quote.most ? ` ${IF_PER_MONTH}` : "";
  return `is ${shownCap}, but the instance costs ${exactUsd(hourlyUsd)} an hour now${unsure}. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.`;
}

/**
 * Asks for the price once more, right before the money is spent.
 *
 * @param refused How the refusal begins: what was not done.
 * @throws PriceCapError when it is over the user's cap, or cannot be known: a cap that cannot be checked holds.
 */
export async function affordable(
  ctx: Context,
  inputs: Inputs,
  refused = `Creating GPU instance "${inputs.name}" was not begun`,
): Promise<void> {
  const cap = inputs.lifecycle?.maxHourlyPrice;
  if (cap === undefined) return;
  const refuse = (rest: string): never => {
    throw new PriceCapError(`${refused}: lifecycle.maxHourlyPrice ${rest}`);
  };
  const view = viewOf(ctx, inputs);
  const quote = await ctx.prices.quote(inputs).catch((error: unknown) => {
    if (!(error instanceof NovitaError)) throw error;
    return refuse(`is ${shownIn(cap, view.show)}, and the price could not be asked for. ${error.message}`);
  });
  const why = overCap(quote, inputs.productId, cap, view);
  if (why !== undefined) refuse(why);
}
