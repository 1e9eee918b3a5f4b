import type { Meter } from "../instances/instance";
import type { Holding, NetworkStorage } from "./holding";

/** What a GB of network storage costs a day, in the service's unit of 1/100 000 USD. */
export const STORAGE_UNITS_PER_GB_DAY = 200;

const UNITS_PER_USD = 100_000;
const HOURS_PER_DAY = 24;
const MS_PER_HOUR = 3_600_000;

/** USD for a day of so much network storage. */
export function storageUsdPerDay(sizeGb: number): number {
  return (sizeGb * STORAGE_UNITS_PER_GB_DAY) / UNITS_PER_USD;
}

/** USD an hour that it costs now. */
export function holdingUsdPerHour(holding: Holding): number {
  return isBillable(holding) && holding.kind === "networkStorage"
    ? storageUsdPerDay(holding.sizeGb) / HOURS_PER_DAY
    : 0;
}

/** Whether it costs money: of all that is no instance, storage does. */
export function isBillable({ kind, removedAtMs, given }: Holding): boolean {
  return kind === "networkStorage" && removedAtMs === null && !given;
}

/** The meter of a storage moved on to `atMs`. */
export function readStorageMeter(storage: NetworkStorage, atMs: number): Meter {
  const { accruedUsd, sinceMs } = storage.meter;
  const hours = Math.max(0, atMs - sinceMs) / MS_PER_HOUR;
  return { accruedUsd: accruedUsd + hours * holdingUsdPerHour(storage), sinceMs: Math.max(atMs, sinceMs) };
}

/** What it has cost up to now, USD. */
export function holdingCostUsd(holding: Holding, atMs: number): number {
  return holding.kind === "networkStorage" ? readStorageMeter(holding, atMs).accruedUsd : 0;
}
