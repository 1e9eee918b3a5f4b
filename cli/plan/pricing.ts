import type { PriceList, Priced, Quote } from "../../provider/resources/gpuInstance/price";
import { hasUnknown } from "../../provider/resources/gpuInstance/unknowns";
import type { InstanceChange } from "./instanceChanges";
import type { ResourceView } from "./previewFile";

/** What an instance costs before and after, in USD; what is not known is absent. */
export interface InstanceCost {
  /** An hour while it runs. Absent where the instance is not there yet. */
  readonly before?: { readonly hourlyUsd?: number };
  /** An hour while it runs. Absent where the instance will be gone. */
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

const pricedFields = [
  "productId",
  "gpuNum",
  "rootfsSize",
  "kind",
  "billingMode",
  "month",
  "clusterId",
] as const;

/**
 * What an instance costs before and after, at the prices of now. A price that the list has no more is that of the
 * state.
 *
 * @throws NovitaError where the service cannot be asked.
 */
export async function costOf(prices: PriceList, change: InstanceChange): Promise<InstanceCost> {
  const { before, after } = change;
  const was = before && (await quoteOf(prices, pricedOf({ ...before.outputs, ...before.inputs })));
  const willBe = after && (await quoteOf(prices, pricedOf(after.inputs)));
  const months = after ? monthsBought(change) : 0;
  const upFront = months > 0 && after ? await termOf(prices, after, months) : undefined;
  return {
    ...(before && { before: hourly(was?.hourlyUsd ?? recordedPrice(before)) }),
    ...(after && {
      after: {
        ...hourly(willBe?.hourlyUsd),
        ...(willBe?.stock !== undefined && { stock: willBe.stock }),
        ...(willBe?.productName !== undefined && { productName: willBe.productName }),
      },
    }),
    ...(upFront !== undefined && { upFrontUsd: upFront }),
    ...(months > 0 && upFront === undefined && { upFrontUnknown: true }),
  };
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
  if (typeof productId !== "string" || hasUnknown(priced)) return undefined;
  return prices.quote(priced as unknown as Priced);
}

async function termOf(
  prices: PriceList,
  { inputs }: ResourceView,
  months: number,
): Promise<number | undefined> {
  return (await quoteOf(prices, { ...pricedOf(inputs), billingMode: "monthly", month: months }))?.termUsd;
}

/** The months that a run pays for at once: those of a new instance, or those by which a term grows. */
function monthsBought({ action, before, after }: InstanceChange): number {
  if (action === "keep" || action === "destroy" || !isMonthly(after)) return 0;
  const declared = monthOf(after);
  return action === "create" || action === "replace" || !isMonthly(before)
    ? declared
    : Math.max(0, declared - monthOf(before));
}

/** Whether it is paid by the month. */
export function isMonthly(view: ResourceView | undefined): boolean {
  return (view?.inputs.billingMode ?? view?.outputs.billingMode) === "monthly";
}

function monthOf(view: ResourceView | undefined): number {
  const month = Number(view?.inputs.month ?? view?.outputs.month);
  return Number.isFinite(month) ? month : 0;
}

function recordedPrice({ outputs: { hourlyPrice } }: ResourceView): number | undefined {
  return typeof hourlyPrice === "number" ? hourlyPrice : undefined;
}
