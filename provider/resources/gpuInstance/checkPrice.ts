import { AuthenticationError, NovitaError } from "../../api/errors";
import type { Context } from "./context";
import { type CheckFailure, failure } from "./failures";
import { DECLARATION_KEY, type Inputs, type Properties } from "./model";
import { describeQuote, type Quote } from "./price";
import { overCap } from "./priceCap";
import { outOfReach } from "./replacements";
import { type View, viewOf } from "./secrets";
import { hasUnknown } from "./unknowns";

/**
 * Asks for the price and the stock of what is about to be bought, and says them; a failure where the price is over the
 * user's cap, or where an instance would be deleted for one that cannot be had. A service that cannot be asked is a
 * warning; what a preview does not know is skipped.
 *
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function priceFailures(ctx: Context, checked: Properties): Promise<CheckFailure[]> {
  const priced = [
    checked.productId,
    checked.gpuNum,
    checked.rootfsSize,
    checked.billingMode,
    checked.month,
    checked.kind,
  ];
  if (hasUnknown([priced, checked.lifecycle])) return [];
  const inputs = checked as unknown as Inputs;
  let quote: Quote | undefined;
  try {
    quote = await ctx.prices.quote(inputs);
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    ctx.log.warn(`${labelOf(inputs)}: going on without its price and stock. ${error.message}`);
    return [];
  }
  const reach = reachFailure(ctx, inputs, quote);
  if (reach) return [reach];
  const cap = inputs.lifecycle?.maxHourlyPrice;
  const why = cap === undefined ? undefined : overCap(quote, inputs.productId, cap, viewOf(ctx, inputs));
  if (why !== undefined) return [failure("lifecycle.maxHourlyPrice", why)];
  if (quote) ctx.log.info(`${labelOf(inputs)}: ${describe(inputs, quote, viewOf(ctx, inputs))}`);
  else ctx.log.warn(`${labelOf(inputs)}: ${describeUnlisted(inputs, viewOf(ctx, inputs))}`);
  return [];
}

/** What speaks against the replacement that these inputs are checked for, if they are. */
function reachFailure(ctx: Context, inputs: Inputs, quote: Quote | undefined): CheckFailure | undefined {
  const declaration = inputs[DECLARATION_KEY];
  const planned = declaration && ctx.replacements.of(declaration);
  const why = planned && outOfReach({ ...planned, news: inputs }, quote);
  if (why === undefined) return undefined;
  const { show } = viewOf(ctx, inputs);
  return failure(
    "productId",
    `is ${show("productId", `"${inputs.productId}"`)}, which ${why}: the instance that is there would be deleted for nothing. Choose another one, or try again later.`,
  );
}

/** By the logical name: a preview and the run after it draw different physical ones. */
function labelOf({ [DECLARATION_KEY]: declaration, name, lifecycle, productId }: Inputs): string {
  return declaration?.name ?? name ?? lifecycle?.adopt ?? productId;
}

function describe({ productId, gpuNum, kind, month }: Inputs, quote: Quote, view: View): string {
  const product = view.show("productId", quote.productName ?? productId);
  const count = kind === "cpu" ? "" : ` × ${view.show("gpuNum", `${gpuNum}`)}`;
  return `${product}${count}, ${describeQuote(quote, month, view)}`;
}

function describeUnlisted({ productId, kind, billingMode }: Inputs, { show }: View): string {
  const mode = billingMode === undefined ? "" : ` for billingMode ${show("billingMode", `"${billingMode}"`)}`;
  return `Novita does not list the ${show("kind", `${kind}`)} product ${show("productId", `"${productId}"`)}${mode} now, so its price and stock are unknown. Check the productId.`;
}
