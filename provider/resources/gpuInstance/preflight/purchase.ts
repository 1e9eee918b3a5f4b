import {
  type CheckFailure,
  failure,
  formatDuration,
  type Properties,
  type Replacement,
  textOf,
  type View,
  viewOf,
} from "../../../core";
import { overCap } from "../../../pricing";
import { orWarn } from "../../asking";
import type { GpuContext } from "../context";
import { overAlready } from "../expiry";
import { same } from "../facts";
import { type FieldName, fields } from "../generated/fields";
import type { Inputs } from "../inputs";
import { choicesOf, stockWaitMs } from "../placement";
import { checkChoices } from "./choices";
import { describe, isOpen, labelOf, priced } from "./offer";
import { isOff } from "../power";
import {
  credentialObstacles,
  diskFailure,
  inItsLikelyPlace,
  mountObstacles,
  NOT_KNOWN,
  obstacles,
} from "./obstacles";
import { outOfReach } from "./replacement";
import { RESET_WHILE_OFF, switching } from "./switching";

const names = Object.keys(fields) as FieldName[];
/** Inputs that change a price in place. Those that replace the instance bring a second check, without olds. */
const pricedInPlace = priced.filter((name) => fields[name].change !== "replace");

/** Whether these inputs lead to spending that the ones in the state do not. */
export function buys(olds: Properties, news: Properties): boolean {
  const cap = (inputs: Properties): unknown =>
    (inputs.lifecycle as { maxHourlyPrice?: unknown } | undefined)?.maxHourlyPrice;
  if (cap(olds) !== cap(news) || isOff(olds) !== isOff(news)) return true;
  return pricedInPlace.some((name) => !same(name, olds[name], news[name]));
}

/**
 * Asks for the price and the stock of what is about to be bought, and says them; a failure if the price is over the
 * user's cap, if the product takes no such root disk, or if an instance would be deleted for one that cannot be
 * had. A service that cannot be asked is a warning; what a preview does not know is skipped.
 *
 * @param olds What the state has; empty if an instance is going to be created.
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function checkPurchase(
  ctx: GpuContext,
  olds: Properties,
  inputs: Inputs,
  replacement?: Replacement,
): Promise<CheckFailure[]> {
  const isNew = olds.productId === undefined;
  const over = isNew ? overAlready(inputs, ctx.clock.now(), viewOf(ctx, inputs)) : undefined;
  if (over !== undefined) return [failure("lifecycle.expires", over)];
  if (isOpen(inputs)) return [];
  const { adopt, maxHourlyPrice: cap } = inputs.lifecycle ?? {};
  const remark = (missing: string | undefined): void => {
    for (const each of switching({ olds, isNew }, inputs, missing, viewOf(ctx, inputs)))
      ctx.log.warn(`${labelOf(inputs)}: ${each}`);
  };
  const isOneOfSeveral = choicesOf(inputs).length > 1;
  // Which of them it is only the instance tells, by the time that it is taken over.
  if (isOneOfSeveral && adopt !== undefined) return [];
  if (isOneOfSeveral)
    return orWarn(ctx, NOT_PRICED(inputs), () => checkChoices(ctx, inputs, isNew, replacement, remark));
  const isTaken = isNew && adopt !== undefined;
  const isBought = isNew && !isTaken;
  if (isTaken && cap === undefined) {
    remark(undefined);
    return [];
  }
  const getsDisk = adopt === undefined && olds.rootfsSize !== inputs.rootfsSize;
  return orWarn(ctx, NOT_PRICED(inputs), async () => {
    const view = viewOf(ctx, inputs);
    // What is to be started again needs GPUs where it is.
    const place = isOff(olds) && !isOff(inputs) ? textOf(olds.clusterId) : undefined;
    const placed = isNew ? await inItsLikelyPlace(ctx, inputs) : { ...inputs, clusterId: place };
    const quote = await ctx.prices.quoteThere(placed as Inputs);
    const disk = getsDisk ? diskFailure(ctx, await ctx.prices.product(inputs), inputs) : undefined;
    const out = replacement && outOfReach(replacement.olds, placed as Inputs, quote);
    const waits = isBought && quote?.stock === "none" && stockWaitMs(inputs) > 0;
    if (out !== undefined && !waits) return [unreachable(inputs, out, view)];
    if (disk) return [disk];
    const unmet = isBought
      ? await orWarn(ctx, `${labelOf(inputs)}: ${NOT_KNOWN}`, () => obstacles(ctx, inputs))
      : [];
    // One that would be deleted for it must not be.
    if (replacement && unmet.length > 0) return unmet;
    for (const { reason } of unmet) ctx.log.warn(`${labelOf(inputs)}: ${reason}`);
    const why = cap === undefined ? undefined : overCap(quote, inputs.productId, cap, view);
    // What is over the cap may be stopped all the same.
    const isStill = !isNew && isOff(inputs);
    if (why !== undefined && !isStill) return [failure("lifecycle.maxHourlyPrice", why)];
    if (quote && !isTaken) ctx.log.info(`${labelOf(inputs)}: ${describe(inputs, quote, view)}`);
    if (!quote && !isTaken) ctx.log.warn(`${labelOf(inputs)}: ${describeUnlisted(inputs, view)}`);
    remark(quote?.stock === "none" ? "its GPUs" : undefined);
    if (isNew && adopt === undefined && !replacement && !waits && quote?.stock === "none")
      ctx.log.warn(`${labelOf(inputs)}: ${describeLack(inputs, view)}`);
    if (waits && (!replacement || out !== undefined))
      ctx.log.warn(`${labelOf(inputs)}: ${describeWait(inputs, view)}`);
    return [];
  });
}

function unreachable({ productId }: Inputs, why: string, { show }: View): CheckFailure {
  const is = `is ${show("productId", `"${productId}"`)}, which ${why}`;
  const rest = `${is}: replacing now would delete the current instance with no replacement available. Choose another one, or try again later.`;
  return failure("productId", rest);
}

const NOT_PRICED = (inputs: Inputs): string => `${labelOf(inputs)}: going on without its price and stock.`;

/** What a reset of an instance that exists would name, and the account does not have. */
export function checkChange(ctx: GpuContext, olds: Properties, inputs: Inputs): Promise<CheckFailure[]> {
  const isAnother = (name: "networkStorages" | "imageAuthId"): boolean =>
    !same(name, olds[name], inputs[name]);
  const isReset = names.some(
    (name) => fields[name].change === "upgrade" && !same(name, olds[name], inputs[name]),
  );
  const isShown = !viewOf(ctx, inputs).hides("lifecycle.power");
  if (isReset && isOff(inputs) && isOff(olds) && isShown)
    ctx.log.warn(`${labelOf(inputs)}: ${RESET_WHILE_OFF}`);
  return orWarn(ctx, `${labelOf(inputs)}: ${NOT_KNOWN}`, async () => [
    ...(isAnother("networkStorages") ? await mountObstacles(ctx, inputs) : []),
    ...(isAnother("imageAuthId") ? await credentialObstacles(ctx, inputs) : []),
  ]);
}

function describeWait({ productId, lifecycle }: Inputs, { show }: View): string {
  const upTo = show("lifecycle.waitForStock", formatDuration(stockWaitMs({ lifecycle })));
  return `product ${show("productId", `"${productId}"`)} is out of stock now. \`pulumi up\` waits up to ${upTo} for it (lifecycle.waitForStock), and deletes nothing before.`;
}

function describeLack({ productId }: Inputs, { show }: View): string {
  return `product ${show("productId", `"${productId}"`)} is out of stock now, so \`pulumi up\` may be refused. lifecycle.waitForStock waits for it, and lifecycle.alternatives names other choices.`;
}

function describeUnlisted({ productId, kind, billingMode }: Inputs, { show }: View): string {
  const mode = billingMode === undefined ? "" : ` for billingMode ${show("billingMode", `"${billingMode}"`)}`;
  return `Novita does not list the ${show("kind", `${kind}`)} product ${show("productId", `"${productId}"`)}${mode} now, so its price and stock are unknown. Check the productId.`;
}
