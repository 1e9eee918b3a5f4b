import { type Action, type InstanceChange, SECRET } from "./instanceChanges";
import type { ResourceView } from "./previewFile";
import { hasUnknown } from "../../provider/core";
import { isRecord } from "../../provider/api";
import { type Priced, type PriceList, type Quote, stoppedHourlyUsd } from "../../provider/pricing";
import { choicesOf, type Inputs, isOff, phaseOf } from "../../provider/resources/gpuInstance";

/** What an instance costs before and after, in USD; what is not known is absent. */
export interface InstanceCost {
  /** An hour as it stands: of a stopped one its disk. Absent if the instance is not there yet; of one that is taken over, as it is declared. */
  readonly before?: { readonly hourlyUsd?: number };
  /** An hour as it is declared: of one that is off its disk. Absent if the instance will be gone; of one that is released, what it goes on costing. */
  readonly after?: {
    readonly hourlyUsd?: number;
    /** `none`, `low`, `normal`, `high`. */
    readonly stock?: string;
    readonly productName?: string;
  };
  /** Paid at once by this run, for the months of a monthly instance. */
  readonly upFrontUsd?: number;
  /** Whether the run pays something at once that is not known. */
  readonly upFrontUnknown?: boolean;
}

const pricedFields = ["productId", "gpuNum", "rootfsSize", "kind", "billingMode", "month"] as const;

/**
 * What an instance costs before and after, at the prices of now. A price that the list has no more is that of the
 * state.
 *
 * @throws NovitaError if the service cannot be asked.
 */
export async function costOf(prices: PriceList, change: InstanceChange): Promise<InstanceCost> {
  const { before, after } = change;
  const was = before && (await quoteOf(prices, pricedOf({ ...before.outputs, ...inputsIn(before) })));
  const beforeUsd =
    before && (stands(before) ? stoppedPrice(before) : (was?.hourlyUsd ?? recordedPrice(before)));
  const willBe = after && (await quoteOfChoice(prices, change, after));
  const afterUsd =
    after && (isOff(after.inputs) && !isMonthly(after) ? stoppedPrice(after) : willBe?.hourlyUsd);
  const months = after ? monthsBought(change) : 0;
  const upFront = months && after ? await termUsdOf(prices, after, months) : undefined;
  return {
    ...(before && { before: hourly(beforeUsd) }),
    // It is billed already; what it is now no preview shows.
    ...(change.action === "adopt" && !before && { before: hourly(afterUsd) }),
    ...(change.action === "release" && { after: hourly(beforeUsd) }),
    ...(after && {
      after: {
        ...hourly(afterUsd),
        ...(willBe?.stock !== undefined && { stock: willBe.stock }),
        ...(willBe?.productName !== undefined && { productName: willBe.productName }),
      },
    }),
    ...(upFront !== undefined && { upFrontUsd: upFront }),
    ...(months !== 0 && upFront === undefined && { upFrontUnknown: true }),
  };
}

/** The inputs of an instance as it is: which of its choices that is, an output says. */
function inputsIn({ inputs, outputs: { placement } }: ResourceView): ResourceView["inputs"] {
  return { ...inputs, ...(isRecord(placement) && placement) };
}

/** An instance stays with its choice as long as that is declared; of a new one the first counts that is in stock. */
async function quoteOfChoice(
  prices: PriceList,
  { action, before }: InstanceChange,
  after: ResourceView,
): Promise<Quote | undefined> {
  const choices = choicesOf(after.inputs as unknown as Inputs).map(({ inputs }) => pricedOf({ ...inputs }));
  const stays = action !== "create" && action !== "replace" && before;
  const was = stays ? pricedOf(inputsIn(before)) : undefined;
  const same = choices.find(
    (each) =>
      each.productId === was?.productId &&
      each.billingMode === was?.billingMode &&
      each.gpuNum === was?.gpuNum,
  );
  // What stays although the preview does not know all of them is taken for what it is.
  const open = was && hasUnknown(after.inputs.lifecycle) ? before?.outputs.placement : undefined;
  const kept = same ?? (isRecord(open) ? pricedOf({ ...after.inputs, ...open }) : undefined);
  if (kept || choices.length === 1) return quoteOf(prices, kept ?? choices[0] ?? {});
  const quotes = await Promise.all(choices.map((each) => quoteOf(prices, each)));
  return quotes.find((quote) => quote && quote.stock !== "none") ?? quotes[0];
}

function hourly(usd: number | undefined): { readonly hourlyUsd?: number } {
  return usd === undefined ? {} : { hourlyUsd: usd };
}

function pricedOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(pricedFields.map((field) => [field, values[field]]));
}

async function quoteOf(
  prices: PriceList,
  priced: Readonly<Record<string, unknown>>,
): Promise<Quote | undefined> {
  const { productId } = priced;
  if (typeof productId !== "string" || isHidden(priced)) return undefined;
  return prices.quote(priced as unknown as Priced);
}

async function termUsdOf(
  prices: PriceList,
  { inputs }: ResourceView,
  month: number,
): Promise<number | undefined> {
  return (await quoteOf(prices, { ...pricedOf(inputs), billingMode: "monthly", month }))?.termUsd;
}

/** Whether a preview does not show a value, or one of several: it does not know it, or it is secret. */
export function isHidden(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === SECRET || hasUnknown(value);
  return Object.values(value).some(isHidden);
}

const paysNothing: readonly Action[] = ["keep", "destroy", "release", "adopt"];

/**
 * The months that a run pays for at once: those of a new instance, or those by which a term grows; `undefined` if
 * the preview does not show them.
 */
function monthsBought({ action, before, after, changes }: InstanceChange): number | undefined {
  if (paysNothing.includes(action)) return 0;
  const isNew = action === "create" || action === "replace";
  if (!isNew && !changes.some(({ field }) => field === "billingMode" || field === "month")) return 0;
  const { billingMode, month } = after?.inputs ?? {};
  if (isHidden(billingMode)) return undefined;
  if (!isMonthly(after)) return 0;
  if (isHidden(month) || (!isNew && isHidden(before?.inputs.month))) return undefined;
  return isNew || !isMonthly(before) ? monthOf(after) : Math.max(0, monthOf(after) - monthOf(before));
}

/** Whether it is paid by the month. */
export function isMonthly(view: ResourceView | undefined): boolean {
  return (view?.inputs.billingMode ?? view?.outputs.billingMode) === "monthly";
}

function monthOf(view: ResourceView | undefined): number {
  const month = Number(view?.inputs.month ?? view?.outputs.month);
  return Number.isFinite(month) ? month : 0;
}

/** Whether it is stopped, and costs no machine; a monthly one is paid in advance. */
function stands(view: ResourceView): boolean {
  return phaseOf({ status: String(view.outputs.status) }) === "stopped" && !isMonthly(view);
}

function stoppedPrice({ inputs, outputs }: ResourceView): number | undefined {
  const size = inputs.rootfsSize ?? outputs.rootfsSize;
  return typeof size === "number" ? stoppedHourlyUsd(size) : undefined;
}

function recordedPrice({ outputs: { hourlyPrice } }: ResourceView): number | undefined {
  return typeof hourlyPrice === "number" ? hourlyPrice : undefined;
}
