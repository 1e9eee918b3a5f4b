import { AuthenticationError, NovitaError } from "../../../api/errors/errors";
import type { Context } from "../../../core/model/context";
import { type CheckFailure, failure } from "../../../core/model/failures";
import { DECLARATION_KEY, type Inputs, type Properties } from "../../../core/model/declaration";
import { describeQuote, type Quote } from "../../../pricing/quote";
import { overCap } from "../../../pricing/cap";
import { credentialObstacles, diskFailure, mountObstacles, obstacles } from "./obstacles";
import { outOfReach } from "../../../core/replacements";
import { same } from "../../../core/forms/canonical";
import { type View, viewOf } from "../../../core/state/secrets";
import { hasUnknown } from "../../../core/model/unknowns";

/**
 * Asks for the price and the stock of what is about to be bought, and says them; a failure where the price is over the
 * user's cap, where the product takes no such root disk, or where an instance would be deleted for one that cannot be
 * had. A service that cannot be asked is a warning; what a preview does not know is skipped.
 *
 * @param olds What the state has; empty where an instance is going to be created.
 *
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function priceFailures(
  ctx: Context,
  olds: Properties,
  checked: Properties,
): Promise<CheckFailure[]> {
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
  const isNew = olds.productId === undefined;
  const getsDisk = inputs.lifecycle?.adopt === undefined && olds.rootfsSize !== inputs.rootfsSize;
  let quote: Quote | undefined;
  let disk: CheckFailure | undefined;
  try {
    quote = await ctx.prices.quoteThere(isNew ? inputs : { ...inputs, clusterId: undefined });
    disk = getsDisk ? diskFailure(ctx, await ctx.prices.product(inputs), inputs) : undefined;
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    ctx.log.warn(`${labelOf(inputs)}: going on without its price and stock. ${error.message}`);
    return [];
  }
  const reach = reachFailure(ctx, inputs, quote);
  if (reach) return [reach];
  if (disk) return [disk];
  const unmet = isNew ? await unmetFailures(ctx, inputs) : [];
  if (unmet.length > 0) return unmet;
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

/** What of the declaration does not exist: a warning for a new instance, and a failure where one would be deleted for it. */
async function unmetFailures(ctx: Context, inputs: Inputs): Promise<CheckFailure[]> {
  const declaration = inputs[DECLARATION_KEY];
  const planned = declaration && ctx.replacements.of(declaration);
  try {
    const unmet = await obstacles(ctx, inputs);
    if (planned) return unmet;
    for (const { reason } of unmet) ctx.log.warn(`${labelOf(inputs)}: ${reason}`);
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    ctx.log.warn(`${labelOf(inputs)}: whether all that it names exists is not known. ${error.message}`);
  }
  return [];
}

/** What a reset of an instance that exists would name, and the account does not have. */
export async function resetFailures(
  ctx: Context,
  olds: Properties,
  checked: Properties,
): Promise<CheckFailure[]> {
  const inputs = checked as unknown as Inputs;
  const isAnother = (name: "networkStorages" | "imageAuthId"): boolean =>
    !same(name, olds[name], inputs[name]);
  try {
    return [
      ...(isAnother("networkStorages") ? await mountObstacles(ctx, inputs) : []),
      ...(isAnother("imageAuthId") ? await credentialObstacles(ctx, inputs) : []),
    ];
  } catch (error) {
    if (!(error instanceof NovitaError) || error instanceof AuthenticationError) throw error;
    ctx.log.warn(`${labelOf(inputs)}: whether all that it names exists is not known. ${error.message}`);
    return [];
  }
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
