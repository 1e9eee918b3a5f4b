import type { Charge } from "./charge";
import { HOURS_PER_MONTH, roundUsd } from "../../provider/pricing";

/** What several instances cost together. */
export interface Sum {
  /** USD an hour that are charged now, as far as the prices are known. */
  readonly hourlyUsd: number;
  /** The same for a month of {@link HOURS_PER_MONTH} hours. */
  readonly monthlyUsd: number;
  /** Instances whose price is not known: with any, the sums are the least that it can be. */
  readonly unknownPrices: number;
  /** USD an hour of what is paid for in advance, not part of the sums above. */
  readonly prepaidHourlyUsd: number;
}

/** Adds up. Money that is paid already is kept apart: nothing that is done now changes it. */
export function sumOf(charges: readonly Charge[]): Sum {
  const total = (chosen: readonly Charge[]): number =>
    roundUsd(chosen.reduce((usd, { hourlyUsd = 0 }) => usd + hourlyUsd, 0));
  const hourlyUsd = total(charges.filter((each) => each.for !== "prepaid"));
  return {
    hourlyUsd,
    monthlyUsd: roundUsd(hourlyUsd * HOURS_PER_MONTH),
    unknownPrices: charges.filter((each) => each.hourlyUsd === undefined).length,
    prepaidHourlyUsd: total(charges.filter((each) => each.for === "prepaid")),
  };
}
