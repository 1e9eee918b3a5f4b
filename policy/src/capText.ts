import { exactUsd, type Price } from "pulumi-novita/facts";

/** An instance or a network storage by its logical name, with what it costs. */
export interface Share {
  readonly isStorage?: boolean;
  readonly name: string;
  readonly price: Price;
}

/** USD an hour of all instances whose price is known. */
export function knownTotal(shares: readonly Share[]): number {
  return shares.reduce((sum, { price }) => sum + (price.kind === "known" ? price.hourlyUsd : 0), 0);
}

/** Whether a sum is over a cap; prices have six decimals, and sums of them are not exact. */
export function isOver(totalUsd: number, capUsd: number): boolean {
  return totalUsd - capUsd > 1e-7;
}

/** How many instances a violation lists: the dearest, which are the ones to look at. */
const LISTED = 10;

/** The violation if they cost more than the cap: the sum, and the shares of the dearest. */
export function overCapText(shares: readonly Share[], capUsd: number, which: string): string {
  const dearest = [...shares].sort((a, b) => usdOf(b) - usdOf(a) || (a.name < b.name ? -1 : 1));
  const lines = dearest.slice(0, LISTED).map((share) => `  ${share.name}: ${priceText(share)}`);
  const more = shares.length > LISTED ? [`  and ${shares.length - LISTED} more`] : [];
  return [`${overCapSentence(shares, capUsd, which)}:`, ...lines, ...more, ADVICE].join("\n");
}

/** The same without the shares, if they were listed a moment ago. */
export function stillOverCapText(shares: readonly Share[], capUsd: number, which: string): string {
  return `${overCapSentence(shares, capUsd, which)}. ${ADVICE}`;
}

const ADVICE = "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.";

function overCapSentence(shares: readonly Share[], capUsd: number, which: string): string {
  const atLeast = shares.some(({ price }) => price.kind === "unknown") ? "at least " : "";
  const what = shares.some(({ isStorage }) => isStorage)
    ? "GPU instances and network storages"
    : "GPU instances";
  return `The ${what} ${which} cost ${atLeast}${exactUsd(knownTotal(shares))} an hour together, but maxHourlyUsd is ${exactUsd(capUsd)}`;
}

/** What is not known stands last. */
function usdOf({ price }: Share): number {
  return price.kind === "known" ? price.hourlyUsd : -1;
}

function priceText({ price }: Share): string {
  return price.kind === "known" ? exactUsd(price.hourlyUsd) : "not known";
}

/** The violation if a price is not known. */
export function unknownPriceText(name: string, why: string, capUsd: number): string {
  return `The price of "${name}" is not known, so nobody can say that the stack stays within the ${exactUsd(capUsd)} an hour of maxHourlyUsd. ${why} To count it as nothing, set "unknownPrice": "ignore" for max-hourly-price in the policy config.`;
}
