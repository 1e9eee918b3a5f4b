import { AuthenticationError, NovitaError } from "../../../api";
import { type View, viewOf } from "../../../core";
import { overCap, type Quote } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Choice } from "./choices";

/** How old a look may be, in milliseconds, to serve somebody else who waits. */
const SHARED_MS = 5_000;

/** What the service says of a choice now. */
export interface Sight {
  readonly choice: Choice;
  readonly quote?: Quote;
  /** Why it cannot be had: over its cap, not listed, out of stock, or not known; absent if nothing speaks against it. */
  readonly obstacle?: "cap" | "unlisted" | "stock" | "unknown";
  /** The obstacle as a clause: `product "4090" is out of stock`. */
  readonly why: string;
}

/**
 * Looks at the price and the stock of each choice.
 *
 * @throws AuthenticationError when the key is refused.
 */
export async function lookAt(ctx: GpuContext, choices: readonly Choice[]): Promise<readonly Sight[]> {
  ctx.answers.forget(SHARED_MS);
  return Promise.all(choices.map((choice) => lookAtOne(ctx, choice)));
}

async function lookAtOne(ctx: GpuContext, choice: Choice): Promise<Sight> {
  const { inputs } = choice;
  const view = viewOf(ctx, inputs);
  const product = productIn(inputs, view);
  let quote: Quote | undefined;
  try {
    quote = await ctx.prices.quoteThere(inputs);
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    return { choice, obstacle: "unknown", why: `the stock of ${product} is not known (${error.message})` };
  }
  const cap = inputs.lifecycle?.maxHourlyPrice;
  const over = cap === undefined ? undefined : overCap(quote, inputs.productId, cap, view);
  if (over !== undefined) return { choice, quote, obstacle: "cap", why: `lifecycle.maxHourlyPrice ${over}` };
  if (!quote) return { choice, obstacle: "unlisted", why: `${product} is not listed by Novita now` };
  if (quote.stock === "none") return { choice, quote, ...outOfStock(ctx, choice) };
  return { choice, quote, why: "" };
}

/** What is known of a choice that the service has just refused. */
export function outOfStock(
  ctx: Pick<GpuContext, "redactor">,
  { inputs }: Choice,
): Required<Pick<Sight, "obstacle" | "why">> {
  return { obstacle: "stock", why: `${productIn(inputs, viewOf(ctx, inputs))} is out of stock` };
}

/** How messages name the product of a choice: `product "4090"`. */
function productIn({ productId }: { readonly productId: string }, { show }: View): string {
  return `product ${show("productId", `"${productId}"`)}`;
}
