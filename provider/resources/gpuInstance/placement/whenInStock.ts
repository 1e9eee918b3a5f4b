import { NovitaError, OutOfStockError } from "../../../api";
import { formatDuration } from "../../../core";
import { affordable } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { choicesOf } from "./choices";
import { lookAt, outOfStock, type Sight } from "./look";
import { Patience, type StockWait, stockWaitMs } from "./patience";

/**
 * Does something that needs GPUs which are free, as soon as they are: looks at the stock until `lifecycle.waitForStock` is
 * over, and attempts it with whatever is in stock. If the declaration does not wait, it attempts it at once.
 *
 * @param inputs As declared.
 * @param attempt What is done with one choice. An `OutOfStockError` of it is a definite refusal; any other error ends it.
 * @throws NovitaError when the time is over, or nothing that is accepted is offered within its cap.
 */
export async function whenInStock<T>(
  ctx: GpuContext,
  inputs: Inputs,
  wait: StockWait,
  attempt: (choice: Inputs) => Promise<T>,
): Promise<T> {
  const choices = choicesOf(inputs);
  if (choices.length === 1 && stockWaitMs(inputs) === 0) {
    await affordable(ctx, inputs, wait.refused);
    return attempt(inputs);
  }
  const patience = new Patience(ctx, wait, inputs);
  for (;;) {
    const sights: Sight[] = [];
    for (const sight of await lookAt(ctx, choices)) {
      const outcome = await tried(ctx, sight, attempt);
      if ("value" in outcome) return outcome.value;
      sights.push(outcome);
    }
    if (!mayPass(sights) || patience.isOver) throw new NovitaError(notHad(wait, patience, sights));
    await patience.pause(sights.map(({ why }) => why).join("; "));
  }
}

async function tried<T>(
  ctx: GpuContext,
  sight: Sight,
  attempt: (choice: Inputs) => Promise<T>,
): Promise<{ readonly value: T } | Sight> {
  if (sight.obstacle !== undefined) return sight;
  try {
    return { value: await attempt(sight.choice.inputs) };
  } catch (error) {
    if (!(error instanceof OutOfStockError)) throw error;
    return { ...sight, ...outOfStock(ctx, sight.choice) };
  }
}

/** Whether it may help to wait: a price or a product that is not on offer does not come back with the stock. */
export function mayPass(sights: readonly Sight[]): boolean {
  return sights.some(({ obstacle }) => obstacle === "stock" || obstacle === "unknown");
}

/** Why none can be had, and what to do, in words. */
export function notHad(
  { refused }: StockWait,
  { waitMs }: Pick<Patience, "waitMs">,
  sights: readonly Sight[],
): string {
  const whys = sights.map(({ why }) => why).join("; ");
  if (!mayPass(sights)) return `${refused}: ${whys.replace(/\.$/, "")}.`;
  const waited = waitMs > 0 ? ` It has waited for ${formatDuration(waitMs)} (lifecycle.waitForStock).` : "";
  return `${refused}: ${whys}.${waited} Choose another productId or clusterId, fewer GPUs, or run \`pulumi up\` again later.`;
}
