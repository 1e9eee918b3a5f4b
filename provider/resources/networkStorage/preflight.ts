import { type CheckFailure, hasUnknown, type Properties, viewOf } from "../../core";
import { describePrice } from "../../pricing";
import { clusterFailures, declaredName, orWarn } from "../asking";
import type { ClientContext } from "../clientContext";
import type { Inputs } from "./inputs";
import { hourlyUsdOf } from "./price";

/**
 * Says what a storage is going to cost, and why its cluster can have none. What a preview does not know is skipped; a
 * service that cannot be asked is a warning.
 *
 * @param olds What the state has; empty if a storage is going to be created.
 * @throws AuthenticationError when the key is refused: no run could succeed with it.
 */
export async function checkPurchase(
  ctx: ClientContext,
  olds: Properties,
  inputs: Inputs,
): Promise<CheckFailure[]> {
  const label = declaredName(inputs) ?? "";
  const isNew = olds.clusterId === undefined;
  const words = `${label}: whether its cluster can have a storage is not known.`;
  const failures = isNew ? await orWarn(ctx, words, () => missing(ctx, inputs)) : [];
  if (failures.length === 0 && !hasUnknown(inputs.size)) ctx.log.info(`${label}: ${price(ctx, inputs)}`);
  return failures;
}

const missing = (ctx: ClientContext, inputs: Inputs): Promise<CheckFailure[]> =>
  clusterFailures(ctx, inputs, "network storage", ({ hasNetworkStorage }) => hasNetworkStorage === false);

function price(ctx: ClientContext, inputs: Inputs): string {
  const { show } = viewOf(ctx, inputs);
  const size = show("size", `${inputs.size} GB`);
  return `${size} of network storage, ${show("size", describePrice(hourlyUsdOf(inputs.size)))}`;
}
