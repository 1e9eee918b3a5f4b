import type { Cluster, Product } from "../../api";
import { nearest } from "../../core";
import { HOURS_PER_MONTH, type Quote, roundUsd, stockOf } from "../../pricing";
import { clusterIds, clustersOf } from "../../resources";
import type { Asking } from "./asking";
import type { ClusterStock } from "../generated/types";
import { Refusal } from "./refusal";

/** What is asked of every kind of product. */
export interface Wanted {
  readonly name?: string;
  readonly maxHourlyPrice?: number;
  readonly region?: string;
  readonly clusterId?: string;
  readonly inStock?: boolean;
}

/** How a kind of product is listed and priced. */
export interface Kind {
  /** The products of a cluster, or all with their prices. */
  readonly list: (clusterId?: string) => Promise<readonly Product[]>;
  readonly quote: (product: Product) => Quote;
  /** Whether a product is wanted, beside {@link Wanted}. */
  readonly fits: (product: Product) => boolean;
  /** Whether a cluster's list leaves out what is out of stock. @default false */
  readonly hidesSoldOut?: boolean;
}

/** A product that is wanted, and where it is to be had. */
export interface Offer {
  readonly product: Product;
  readonly hourlyPrice?: number;
  readonly monthlyPrice?: number;
  readonly stock?: Stock;
  readonly clusters: ClusterStock[];
}

type Stock = NonNullable<ClusterStock["stock"]>;

/**
 * The products that are wanted, the cheapest first. Prices are those of one list of everything. Stock is that of each
 * cluster that may have one of them, since no list shows it by cluster: a call for each.
 */
export async function findOffers(asking: Asking, wanted: Wanted, kind: Kind): Promise<Offer[]> {
  const [listed, clusters] = await Promise.all([kind.list(), clustersFor(asking, wanted)]);
  const isNamed = containing(wanted.name);
  const { maxHourlyPrice = Infinity } = wanted;
  const fitting = listed
    .filter((product) => (isNamed(product.id) || isNamed(product.name)) && kind.fits(product))
    .map((product) => ({ product, hourlyPrice: kind.quote(product).hourlyUsd }))
    .filter(
      ({ hourlyPrice }) => wanted.maxHourlyPrice === undefined || (hourlyPrice ?? Infinity) <= maxHourlyPrice,
    );
  const there = await Promise.all(
    clusters
      .filter((cluster) => fitting.some(({ product }) => isIn(product, cluster)))
      .map(async (cluster) => ({ cluster, products: await kind.list(cluster.id) })),
  );
  const isElsewhere = wanted.region !== undefined || wanted.clusterId !== undefined;
  return fitting
    .map(({ product, hourlyPrice }): Offer => {
      const found = there.flatMap((each) => stockIn(each, product, kind));
      const stock = found.map(({ stock }) => stock).sort(byStock)[0] ?? (stockOf(product).stock as Stock);
      const monthlyPrice = hourlyPrice === undefined ? undefined : roundUsd(hourlyPrice * HOURS_PER_MONTH);
      const shown = wanted.inStock ? found.filter((each) => each.stock !== "none") : found;
      return {
        product,
        hourlyPrice,
        monthlyPrice,
        stock,
        clusters: shown.sort((a, b) => byStock(a.stock, b.stock)),
      };
    })
    .filter(
      ({ clusters, stock }) => (clusters.length > 0 || !isElsewhere) && !(wanted.inStock && stock === "none"),
    )
    .sort(cheapestFirst);
}

/** The clusters that are asked for; without such a wish all of them. */
export async function clustersFor(
  asking: Asking,
  { region, clusterId }: Wanted,
): Promise<readonly Cluster[]> {
  const all = await clustersOf(asking);
  if (clusterId !== undefined && !all.some(({ id }) => id === clusterId)) {
    const meant = nearest(
      clusterId,
      all.map(({ id }) => id),
    );
    const advice =
      meant === undefined ? `Write one of ${clusterIds(all)}.` : `Did you mean ${JSON.stringify(meant)}?`;
    throw new Refusal("clusterId", `names no cluster of Novita's. ${advice}`);
  }
  const isMeant = containing(region);
  const chosen = all.filter(
    ({ id, name }) => (isMeant(id) || isMeant(name)) && [id, undefined].includes(clusterId),
  );
  if (chosen.length > 0 || all.length === 0) return chosen;
  throw new Refusal(
    "region",
    `fits no cluster. Write a part of the name or id of one of ${clusterIds(all)}.`,
  );
}

/** Whether a text has another one in it, without regard to case; `*` stands for any text. */
export function containing(wanted = ""): (text: string | undefined) => boolean {
  const parts = wanted.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(parts.join(".*"), "is");
  return (text = "") => pattern.test(text);
}

/** A product that names no clusters may be in any. */
function isIn({ regions = [] }: Product, { id, name = "" }: Cluster): boolean {
  return regions.length === 0 || regions.includes(name) || regions.includes(id);
}

function stockIn(
  { cluster, products }: { readonly cluster: Cluster; readonly products: readonly Product[] },
  product: Product,
  { hidesSoldOut = false }: Kind,
): ClusterStock[] {
  const found = products.find(({ id }) => id === product.id);
  const isSoldOut = hidesSoldOut && (product.regions ?? []).length > 0 && isIn(product, cluster);
  if (found === undefined && !isSoldOut) return [];
  const stock = found === undefined ? "none" : (stockOf(found).stock as Stock | undefined);
  return [{ id: cluster.id, name: cluster.name, stock }];
}

const stocks: readonly (string | undefined)[] = ["high", "normal", "low", undefined, "none"];

function byStock(a: string | undefined, b: string | undefined): number {
  return stocks.indexOf(a) - stocks.indexOf(b);
}

function cheapestFirst(a: Offer, b: Offer): number {
  const [usdOfA, usdOfB] = [a.hourlyPrice ?? Number.MAX_VALUE, b.hourlyPrice ?? Number.MAX_VALUE];
  return usdOfA - usdOfB || byStock(a.stock, b.stock) || (a.product.id < b.product.id ? -1 : 1);
}
