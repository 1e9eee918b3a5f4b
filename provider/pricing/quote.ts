import type { Clock } from "../api/clock";
import type { NovitaClient } from "../api/client";
import type { Instance, Product } from "../api/entities/instance";
import type { GpuInstanceInputs } from "../resources/gpuInstance/generated/inputs";
import { BRIEFLY, Memory } from "./answers";
import { openView, type View } from "../core/state/secrets";
import { known } from "../core/model/unknowns";

/** The inputs that a price depends on. */
export type Priced = Pick<
  GpuInstanceInputs,
  "productId" | "gpuNum" | "kind" | "billingMode" | "month" | "rootfsSize" | "clusterId"
>;

/**
 * What the price of a live instance depends on; `undefined` where the service does not say which product it is. The
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

/** What an instance costs, and whether it can be had. */
export interface Quote {
  readonly productName?: string;
  /** USD an hour for the whole instance; a monthly price is spread over its hours. Absent where none is offered. */
  readonly hourlyUsd?: number;
  /** USD for the whole term of a monthly instance, its disk included. */
  readonly termUsd?: number;
  /** The same two if the listed price of a term is meant for each of its months; absent where that is no difference. */
  readonly most?: { readonly hourlyUsd: number; readonly termUsd: number };
  /** `none`, `low`, `normal`, `high`; absent where the service does not say. */
  readonly stock?: string;
}

/** Hours in the month that the price of a month is spread over: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** Root disk that costs nothing, and what a GB above it costs (Novita's pricing guide: $0.005 a GB and day). */
const FREE_ROOTFS_GB = 60;
const USD_PER_GB_HOUR = 0.005 / 24;

/**
 * What a stopped instance costs, in USD an hour: its root disk, all of it, as the free part comes with the machine.
 *
 * @param rootfsSize In GB.
 */
export function stoppedHourlyUsd(rootfsSize: number): number {
  return roundUsd(rootfsSize * USD_PER_GB_HOUR);
}

/**
 * The price of an instance of a product. Pure.
 *
 * The listed price of a term of several months is read as that of the whole term. No page says so, and one client calls
 * it a unit price: `most` has the other reading.
 */
export function quote(product: Product, inputs: Priced): Quote {
  const gpus = inputs.kind === "cpu" ? 1 : (inputs.gpuNum ?? 1);
  const disk = Math.max(0, (inputs.rootfsSize ?? 0) - FREE_ROOTFS_GB) * USD_PER_GB_HOUR;
  const name = { ...(product.name !== undefined && { productName: product.name }) };
  if (inputs.billingMode !== "monthly") {
    const gpuHour = inputs.billingMode === "spot" ? product.spotHourlyUsd : product.hourlyUsd;
    const hourlyUsd = gpuHour === undefined ? {} : { hourlyUsd: roundUsd(gpuHour * gpus + disk) };
    return { ...name, ...hourlyUsd, ...stockOf(product) };
  }
  const months = inputs.month ?? 1;
  const offer = fittingOffer(product, months);
  if (!offer) return { ...name, ...stockOf(product) };
  const priced = (usdOfMonth: number): { hourlyUsd: number; termUsd: number } => {
    const hourlyUsd = (usdOfMonth * gpus) / HOURS_PER_MONTH + disk;
    return { hourlyUsd: roundUsd(hourlyUsd), termUsd: roundUsd(hourlyUsd * HOURS_PER_MONTH * months) };
  };
  const most = offer.months > 1 && { most: priced(offer.usd) };
  return { ...name, ...priced(offer.usd / offer.months), ...most, ...stockOf(product) };
}

function stockOf({ stock, available }: Product): Pick<Quote, "stock"> {
  if (available === false) return { stock: "none" };
  return stock === undefined ? {} : { stock };
}

/** The offer for a term, else the longest one that fits into it. */
function fittingOffer({ monthly }: Product, months: number): Product["monthly"][number] | undefined {
  return monthly.filter((offer) => offer.months <= months).sort((a, b) => b.months - a.months)[0];
}

/** USD to a millionth of a dollar, as the price list has it. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1e6) / 1e6;
}

/** Asks the service for prices; one list serves a whole stack. */
export interface PriceList {
  /**
   * The quote for an instance; `undefined` where the service does not list the product.
   *
   * @throws NovitaError when the service cannot be asked.
   */
  quote(inputs: Priced): Promise<Quote | undefined>;
}

/** A price list that remembers what it was told. */
export interface RememberedPrices extends PriceList {
  /** The same, with the stock of the cluster that is asked for, if one is. */
  quoteThere(inputs: Priced): Promise<Quote | undefined>;
  /** The product of an instance as a cluster offers it, or any cluster; `undefined` where it does not. */
  product(inputs: Priced, clusterId?: string): Promise<Product | undefined>;
  /** Has the next quote asked for anew. */
  forget(): void;
}

/** A price list that remembers each answer for a minute, and a failure for ten seconds. */
export function createPriceList(client: NovitaClient, clock: Clock): RememberedPrices {
  const memory = new Memory(clock);
  const product: RememberedPrices["product"] = async (inputs, clusterId) => {
    const { kind = "gpu", billingMode = "onDemand", productId } = inputs;
    const asked = await memory.recall(`${kind}/${billingMode}/${clusterId}`, () =>
      kind === "cpu"
        ? client.listCpuProducts({ clusterId }, BRIEFLY)
        : client.listProducts({ billingMethod: billingMode, clusterId }, BRIEFLY),
    );
    return asked.find(({ id }) => id === productId);
  };
  const quoted = async (inputs: Priced): Promise<Quote | undefined> => {
    const found = await product(inputs);
    return found && quote(found, inputs);
  };
  return {
    product,
    quote: quoted,
    quoteThere: async (inputs) => {
      const found = await quoted(inputs);
      const clusterId = known(inputs.clusterId);
      const there = found && clusterId ? await product(inputs, clusterId) : undefined;
      return found && { ...found, ...(there && stockOf(there)) };
    },
    forget: () => memory.forget(),
  };
}

/** USD as people write it: at least two decimals, up to four where they count. */
export function formatUsd(usd: number): string {
  const decimals = Math.abs(usd * 100 - Math.round(usd * 100)) < 1e-6 ? 2 : 4;
  return `$${usd.toFixed(decimals)}`;
}

/** What is unsure about the price of a term of several months. */
export const IF_PER_MONTH = "if the listed price of the term is for each month, which Novita does not say";

/** A quote in words: "$0.70 an hour (about $511.00 a month), stock: normal". */
export function describeQuote(
  { hourlyUsd, termUsd, most, stock }: Quote,
  months?: number,
  { show }: View = openView,
): string {
  const stockWords = `stock: ${stock ?? "unknown"}`;
  if (hourlyUsd === undefined) return `price unknown, ${stockWords}`;
  if (termUsd !== undefined) {
    const term = show("month", `${months} month${months === 1 ? "" : "s"}`);
    const unsure = most ? `, or ${formatUsd(most.termUsd)} ${IF_PER_MONTH}` : "";
    return `${formatUsd(termUsd)} for ${term} (${formatUsd(hourlyUsd)} an hour)${unsure}, ${stockWords}`;
  }
  return `${formatUsd(hourlyUsd)} an hour (about ${formatUsd(Math.round(hourlyUsd * HOURS_PER_MONTH * 100) / 100)} a month), ${stockWords}`;
}
