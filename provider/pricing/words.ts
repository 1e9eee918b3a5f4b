import { openView, type View } from "../core";
import { HOURS_PER_MONTH, type Quote } from "./quote";

/** USD as people write it: at least two decimals, up to four if they count. */
export function formatUsd(usd: number): string {
  const decimals = Math.abs(usd * 100 - Math.round(usd * 100)) < 1e-6 ? 2 : 4;
  return `${usd < 0 ? "-" : ""}$${Math.abs(usd).toFixed(decimals)}`;
}

/**
 * A quote in words: "$0.70 an hour (about $511.00 a month), stock: normal".
 *
 * @param offUsd What it costs an hour while it is off, if it is declared so: "$0.70 an hour while on, $0.0125 while off".
 */
export function describeQuote(
  { hourlyUsd, termUsd, stock }: Quote,
  months?: number,
  { show }: View = openView,
  offUsd?: number,
): string {
  const stockWords = `stock: ${stock ?? "unknown"}`;
  if (hourlyUsd === undefined) return `price unknown, ${stockWords}`;
  if (termUsd !== undefined) {
    const term = show("month", `${months} month${months === 1 ? "" : "s"}`);
    return `${formatUsd(termUsd)} for ${term} (${formatUsd(hourlyUsd)} an hour), ${stockWords}`;
  }
  if (offUsd !== undefined)
    return `${describeHourly(hourlyUsd)} while on, ${formatUsd(offUsd)} while off, ${stockWords}`;
  return `${describePrice(hourlyUsd)}, ${stockWords}`;
}

/** A price by the hour in words, "$0.70 an hour", for messages that may not know it. */
export function describeHourly(usd: number | undefined): string {
  return usd === undefined ? "price unknown" : `${formatUsd(usd)} an hour`;
}

/** A price by the hour in words: "$0.70 an hour (about $511.00 a month)". */
export function describePrice(hourlyUsd: number): string {
  const monthly = Math.round(hourlyUsd * HOURS_PER_MONTH * 100) / 100;
  return `${describeHourly(hourlyUsd)} (about ${formatUsd(monthly)} a month)`;
}

/** A price in full if four decimals would round it: what is compared must be seen to differ. */
export function exactUsd(usd: number): string {
  return Math.abs(usd * 1e4 - Math.round(usd * 1e4)) < 1e-6 ? formatUsd(usd) : `$${usd}`;
}
