import { AuthenticationError, NovitaError, type Redactor } from "../api";
import { openView, type View, viewOf } from "../core";
import type { PriceList } from "./priceList";
import type { Priced, Quote } from "./quote";
import { exactUsd } from "./words";

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
  if (quote.hourlyUsd <= cap) return undefined;
  return `is ${shownCap}, but the instance costs ${exactUsd(quote.hourlyUsd)} an hour now. Raise maxHourlyPrice, or choose a cheaper productId, fewer GPUs or another billingMode.`;
}

type Capped = Priced & { readonly name?: string; readonly lifecycle?: { readonly maxHourlyPrice?: number } };

/**
 * Why the user's cap refuses an instance now, as a sentence; `undefined` if it does not. A cap that cannot be checked
 * holds: `isUnknown`.
 */
export async function capRefusal(
  ctx: { readonly prices: PriceList; readonly redactor: Redactor },
  inputs: Capped,
): Promise<{ readonly why: string; readonly isUnknown: boolean } | undefined> {
  const cap = inputs.lifecycle?.maxHourlyPrice;
  if (cap === undefined) return undefined;
  const view = viewOf(ctx, inputs);
  try {
    const why = overCap(await ctx.prices.quote(inputs), inputs.productId, cap, view);
    return why === undefined ? undefined : { why: `lifecycle.maxHourlyPrice ${why}`, isUnknown: false };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    const why = `is ${shownIn(cap, view.show)}, and the price could not be asked for. ${error.message}`;
    return { why: `lifecycle.maxHourlyPrice ${why}`, isUnknown: !(error instanceof AuthenticationError) };
  }
}

/**
 * Asks for the price once more, right before the money is spent.
 *
 * @param refused How the refusal begins: what was not done.
 * @throws NovitaError when it is over the user's cap, or cannot be known: a cap that cannot be checked holds.
 */
export async function affordable(
  ctx: { readonly prices: PriceList; readonly redactor: Redactor },
  inputs: Capped,
  refused = `GPU instance "${inputs.name}" was not created`,
): Promise<void> {
  const found = await capRefusal(ctx, inputs);
  if (found) throw new NovitaError(`${refused}: ${found.why}`);
}
