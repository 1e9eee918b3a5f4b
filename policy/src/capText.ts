import { exactUsd, type Price } from "pulumi-novita/facts";

/** An instance by its logical name, with what it costs. */
export interface Share {
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

/** The violation where instances cost more than the cap: the sum, and the share of each. */
export function overCapText(shares: readonly Share[], capUsd: number, which: string): string {
  const lines = [...shares]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, price }) => `  ${name}: ${price.kind === "known" ? exactUsd(price.hourlyUsd) : "not known"}`,
    );
  const atLeast = shares.some(({ price }) => price.kind === "unknown") ? "at least " : "";
  return [
    `${which} cost ${atLeast}${exactUsd(knownTotal(shares))} an hour together, but maxHourlyUsd is ${exactUsd(capUsd)}:`,
    ...lines,
    "Rent fewer or cheaper GPUs, or raise maxHourlyUsd of max-hourly-price in the policy config.",
  ].join("\n");
}

/** The violation where a price is not known. */
export function unknownPriceText(name: string, why: string, capUsd: number): string {
  return `The price of "${name}" is not known, so nobody can say that the stack stays within the ${exactUsd(capUsd)} an hour of maxHourlyUsd. ${why} To count it as nothing, set "unknownPrice": "ignore" for max-hourly-price in the policy config.`;
}
