import type { BillingMode, Catalogue, CpuProduct, GpuProduct } from "../catalogue";
import { isPrepaid, isRemoved, type Instance, type Meter, type Prices } from "./instance";

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;
const DAYS_PER_TERM_MONTH = 30;

/** The service's money unit: 1/100 000 USD. */
const toUsd = (units: string): number => Number(units) / 100_000;

/** Prices of `gpuNum` GPUs of a product. A term that is not in the product's list is reckoned from the one-month price. */
export function gpuPrices(product: GpuProduct, gpuNum: number, mode: BillingMode): Prices {
  const hourly = mode === "spot" ? product.spotPrice : product.price;
  const oneMonth = product.monthlyPrice.find((term) => term.month === 1)?.price ?? "0";
  return { machineUsdPerHour: toUsd(hourly) * gpuNum, monthUsd: toUsd(oneMonth) * gpuNum };
}

export function cpuPrices(product: CpuProduct): Prices {
  return { machineUsdPerHour: toUsd(product.price), monthUsd: 0 };
}

/** What `months` cost up front: the listed term if there is one, else so many single months; and the disk above the free part. */
export function termUsd(
  catalogue: Catalogue,
  instance: Pick<Instance, "productId" | "gpuNum" | "prices" | "rootfsGb">,
  months: number,
): number {
  const product = catalogue.gpuProducts.find((one) => one.id === instance.productId);
  const term = product?.monthlyPrice.find((one) => one.month === months);
  const monthUsd = term ? toUsd(term.price) * instance.gpuNum : instance.prices.monthUsd;
  const diskUsd = paidDiskGb(catalogue, instance) * catalogue.diskUsdPerGbDay * DAYS_PER_TERM_MONTH;
  return (monthUsd + diskUsd) * months;
}

/** USD an hour while it has its machine. */
export function runningUsdPerHour(
  catalogue: Catalogue,
  instance: Pick<Instance, "prices" | "rootfsGb">,
): number {
  return (
    instance.prices.machineUsdPerHour +
    (paidDiskGb(catalogue, instance) * catalogue.diskUsdPerGbDay) / HOURS_PER_DAY
  );
}

/** USD an hour that the meter runs at now. A stopped instance pays for its whole disk: the free part belongs to the machine. */
export function usdPerHour(catalogue: Catalogue, instance: Instance): number {
  if (!instance.metered || isRemoved(instance)) return 0;
  if (isPrepaid(instance)) return 0;
  if (instance.holdsMachine) return runningUsdPerHour(catalogue, instance);
  return (instance.rootfsGb * catalogue.diskUsdPerGbDay) / HOURS_PER_DAY;
}

/** The meter moved on to `atMs`. */
export function readMeter(catalogue: Catalogue, instance: Instance, atMs: number): Meter {
  const hours = Math.max(0, atMs - instance.meter.sinceMs) / MS_PER_HOUR;
  return {
    accruedUsd: instance.meter.accruedUsd + hours * usdPerHour(catalogue, instance),
    sinceMs: Math.max(atMs, instance.meter.sinceMs),
  };
}

/** Whether it costs money: metered, or paid for in advance, and not yet removed. */
export function isBillable(instance: Instance): boolean {
  return !isRemoved(instance) && (instance.metered || instance.billingMode === "monthly");
}

/** The same day and hour `months` later; the last day of the month if that day does not exist. */
export function addMonths(fromMs: number, months: number): number {
  const from = new Date(fromMs);
  const target = new Date(fromMs);
  target.setUTCDate(1);
  target.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return target.getTime();
}

function paidDiskGb(catalogue: Catalogue, instance: Pick<Instance, "rootfsGb">): number {
  return Math.max(0, instance.rootfsGb - catalogue.freeDiskGb);
}
