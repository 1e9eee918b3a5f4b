import { NovitaError, OutOfStockError } from "../../../api";
import { formatDuration } from "../../../core";
import { affordable } from "../../../pricing";
import type { GpuContext } from "../context";
import type { Inputs } from "../inputs";
import { choicesOf } from "./choices";
import { lookAgain, mayPass, outOfStock, type Sight } from "./look";
import { Patience, type StockWait, stockWaitMs } from "./patience";

/**
 * Does something that needs GPUs which are free, with the first choice of a declaration that can be had. If the declaration
 * waits for stock, looks at it until one is in stock, and attempts nothing before; otherwise each choice is attempted in turn,
 * as the service alone knows for certain.
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
  const waits = stockWaitMs(inputs) > 0;
  if (choices.length === 1 && !waits) {
    await affordable(ctx, inputs, wait.refused);
    return attempt(inputs);
  }
  const patience = new Patience(ctx, wait, inputs);
  for (;;) {
    const sights: Sight[] = [];
    for (const sight of await lookAgain(ctx, choices)) {
      const outcome = isWorthIt(sight, waits) ? await tried(ctx, sight, attempt) : sight;
      if ("value" in outcome) return outcome.value;
      sights.push(outcome);
    }
    if (!sights.some(mayPass) || patience.isOver) throw new NovitaError(notHad(wait, patience, sights));
    await patience.pause(clausesOf(sights));
  }
}

/** A cap that cannot be checked holds. */
function isWorthIt({ obstacle, choice }: Sight, waits: boolean): boolean {
  if (obstacle === undefined) return true;
  const isCapped = choice.alone.lifecycle?.maxHourlyPrice !== undefined;
  return !waits && (obstacle.kind === "stock" || (obstacle.kind === "unknown" && !isCapped));
}

async function tried<T>(
  ctx: GpuContext,
  sight: Sight,
  attempt: (choice: Inputs) => Promise<T>,
): Promise<{ readonly value: T } | Sight> {
  const { choice } = sight;
  try {
    return { value: await attempt(choice.inputs) };
  } catch (error) {
    if (!(error instanceof OutOfStockError)) throw error;
    return { ...sight, obstacle: outOfStock(ctx, choice.alone) };
  }
}

/** Why none can be had, and what to do, in words. */
function notHad(
  { refused }: StockWait,
  { waitMs }: Pick<Patience, "waitMs">,
  sights: readonly Sight[],
): string {
  const [only, ...others] = sights;
  const waited = waitMs > 0 ? ` It has waited for ${formatDuration(waitMs)} (lifecycle.waitForStock).` : "";
  if (others.length > 0) return `${refused}: ${noneOf(sights)}${waited} ${ADD_ANOTHER}`;
  const { alone, clause = "" } = only?.obstacle ?? {};
  if (!sights.some(mayPass)) return `${refused}: ${(alone ?? clause).replace(/\.$/, "")}.`;
  return `${refused}: ${clause}.${waited} Choose another productId or clusterId, fewer GPUs, or run \`pulumi up\` again later.`;
}

/** What to do if no choice can be had. */
export const ADD_ANOTHER =
  "Add another one to lifecycle.alternatives, or run `pulumi up` again later; lifecycle.waitForStock waits for what is out of stock.";

/** That no choice can be had, and why, as the rest of a sentence. */
export function noneOf(sights: readonly Sight[]): string {
  return `none of its ${sights.length} choices can be had now: ${clausesOf(sights)}.`;
}

/** Why none can be had, as clauses. */
export const clausesOf = (sights: readonly Sight[]): string =>
  sights.flatMap(({ obstacle }) => obstacle?.clause ?? []).join("; ");
