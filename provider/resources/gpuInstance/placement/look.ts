import { AuthenticationError, NovitaError } from "../../../api";
import { viewOf } from "../../../core";
import { exactUsd, overCap, type Quote } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import type { Choice } from "./choices";

/** How old a look may be, in milliseconds, to serve somebody else who waits. */
export const SHARED_MS = 5_000;

/** What the service says of a choice now. */
export interface Sight {
  readonly choice: Choice;
  readonly quote?: Quote;
  /** Why it cannot be had; absent if nothing speaks against it. */
  readonly obstacle?: Obstacle;
}

/** Why a choice cannot be had. */
export interface Obstacle {
  readonly kind: "cap" | "unlisted" | "stock" | "unknown" | "misfit";
  /** As a clause among others: `product "4090" is out of stock`. */
  readonly clause: string;
  /** As the end of a sentence about the only choice that there is. Default: the clause. */
  readonly alone?: string;
}

/** Whether it may help to wait: what is not on offer, or not at this price, does not come with the stock. */
export const mayPass = ({ obstacle }: Sight): boolean =>
  obstacle?.kind === "stock" || obstacle?.kind === "unknown";

/**
 * Looks at the price and the stock of each choice.
 *
 * @throws AuthenticationError when the key is refused.
 */
export function lookAt(ctx: GpuContext, choices: readonly Choice[]): Promise<Sight[]> {
  return Promise.all(choices.map((choice) => lookAtOne(ctx, choice)));
}

/** The same, with no answer that is older than a few seconds. */
export function lookAgain(ctx: GpuContext, choices: readonly Choice[]): Promise<Sight[]> {
  ctx.answers.forget(SHARED_MS);
  return lookAt(ctx, choices);
}

async function lookAtOne(ctx: GpuContext, choice: Choice): Promise<Sight> {
  const { alone: inputs } = choice;
  let quote: Quote | undefined;
  try {
    quote = await ctx.prices.quoteThere(inputs);
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    const clause = `the stock of ${productIn(ctx, inputs)} is not known (${error.message})`;
    return { choice, obstacle: { kind: "unknown", clause } };
  }
  const obstacle =
    beyondCap(ctx, inputs, quote) ??
    (quote ? undefined : unlisted(ctx, inputs)) ??
    (quote?.stock === "none" ? outOfStock(ctx, inputs) : undefined);
  return { choice, ...(quote && { quote }), ...(obstacle && { obstacle }) };
}

function beyondCap(ctx: Asking, inputs: Inputs, quote: Quote | undefined): Obstacle | undefined {
  const cap = inputs.lifecycle?.maxHourlyPrice;
  const view = viewOf(ctx, inputs);
  const over = cap === undefined ? undefined : overCap(quote, inputs.productId, cap, view);
  if (cap === undefined || over === undefined) return undefined;
  const product = productIn(ctx, inputs);
  const limit = view.show("lifecycle.maxHourlyPrice", exactUsd(cap));
  const clause =
    quote?.hourlyUsd === undefined
      ? `the price of ${product} is not known, and its maxHourlyPrice is ${limit}`
      : `${product} costs ${exactUsd(quote.hourlyUsd)} an hour, above its maxHourlyPrice of ${limit}`;
  return { kind: "cap", clause, alone: `lifecycle.maxHourlyPrice ${over}` };
}

type Asking = Pick<GpuContext, "redactor">;

const unlisted = (ctx: Asking, inputs: Inputs): Obstacle => ({
  kind: "unlisted",
  clause: `${productIn(ctx, inputs)} is not listed by Novita now`,
});

/** What is known of a choice that the service has just refused. */
export const outOfStock = (ctx: Asking, inputs: Inputs): Obstacle => ({
  kind: "stock",
  clause: `${productIn(ctx, inputs)} is out of stock`,
});

/** How messages name the product of an instance: `product "4090"`. */
export function productIn(ctx: Asking, inputs: Inputs): string {
  const { show } = viewOf(ctx, inputs);
  return `product ${show("productId", JSON.stringify(inputs.productId))}`;
}
