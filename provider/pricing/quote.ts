import type { Instance, Product } from "../api";

/** The inputs that a price depends on. */
export interface Priced {
  readonly productId: string;
  readonly gpuNum?: number;
  readonly kind?: "gpu" | "cpu";
  readonly billingMode?: "onDemand" | "monthly" | "spot";
  readonly month?: number;
  /** In GB. */
  readonly rootfsSize?: number;
  readonly clusterId?: string;
}

/**
 * What the price of a live instance depends on; `undefined` if the service does not say which product it is. The
 * term of a monthly one is not shown, and is left open.
 */
export function pricedAs({ productId, gpuNum, rootfsSize, kind, billingMode }: Instance): Priced | undefined {
  if (productId === undefined) return undefined;
  return {
    productId,
    gpuNum,
    rootfsSize,
    kind: kind === "cpu" ? "cpu" : "gpu",
    billingMode: billingMode === "spot" || billingMode === "monthly" ? billingMode : "onDemand",
  };
}

/** What an instance costs, and whether it is in stock. */
export interface Quote {
  readonly productName?: string;
  /** USD an hour for the whole instance; a monthly price is spread over its hours. Absent if none is offered. */
  readonly hourlyUsd?: number;
  /** USD for the whole term of a monthly instance, its disk included. */
  readonly termUsd?: number;
  /** `none`, `low`, `normal`, `high`; absent if the service does not say. */
  readonly stock?: string;
}

/** Hours in the month that the price of a month is spread over: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** Root disk that costs nothing, and what a GB above it costs (Novita's pricing guide: $0.005 a GB and day). */
const FREE_ROOTFS_GB = 60;
const USD_PER_GB_HOUR = 0.005 / 24;

/** What a stopped instance costs, in USD an hour: its root disk in GB, all of it, as the free part comes with the machine. */
export function stoppedHourlyUsd(rootfsSize: number): number {
  return roundUsd(rootfsSize * USD_PER_GB_HOUR);
}

/** The price of an instance of a product. Pure. */
export function quote(product: Product, { kind, billingMode, month = 1, ...inputs }: Priced): Quote {
  const gpus = kind === "cpu" ? 1 : (inputs.gpuNum ?? 1);
  const disk = Math.max(0, (inputs.rootfsSize ?? 0) - FREE_ROOTFS_GB) * USD_PER_GB_HOUR;
  const gpuHour = {
    onDemand: product.hourlyUsd,
    spot: product.spotHourlyUsd,
    // What is listed for a term is for each of its months, as Novita's console shows it.
    monthly: usdOfMonth(product, month) / HOURS_PER_MONTH,
  }[billingMode ?? "onDemand"];
  const hourlyUsd = (gpuHour ?? NaN) * gpus + disk;
  return {
    ...(product.name !== undefined && { productName: product.name }),
    ...(!Number.isNaN(hourlyUsd) && {
      hourlyUsd: roundUsd(hourlyUsd),
      ...(billingMode === "monthly" && { termUsd: roundUsd(hourlyUsd * HOURS_PER_MONTH * month) }),
    }),
    ...stockOf(product),
  };
}

/** The stock of a product as a quote has it. */
export function stockOf({ stock, available }: Product): Pick<Quote, "stock"> {
  if (available === false) return { stock: "none" };
  return stock === undefined ? {} : { stock };
}

/** By the offer for a term, else by the longest one that fits into it; `NaN` if none does. */
function usdOfMonth({ monthly }: Product, months: number): number {
  return monthly.filter((offer) => offer.months <= months).sort((a, b) => b.months - a.months)[0]?.usd ?? NaN;
}

/** USD to a millionth of a dollar, as the price list has it. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}
