/** What a GB costs a day unless the list of storages says otherwise (Novita's page "List network storages"). */
const USD_PER_GB_DAY = 0.002;
const HOURS_PER_DAY = 24;

/** What a storage costs, in USD an hour. */
export function hourlyUsdOf(sizeGb: number, usdPerGbDay = USD_PER_GB_DAY): number {
  return (sizeGb * usdPerGbDay) / HOURS_PER_DAY;
}
