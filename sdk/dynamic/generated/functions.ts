// Generated from provider/api/novita.openapi.yaml and provider/functions/functions.schema.yaml by `npm run generate`; do not edit.

import type * as pulumi from "@pulumi/pulumi";
import type { GetGpuProductsArgs } from "../../../provider/functions/generated/types";
import { answer, answerOutput } from "../functions";

export type { GetGpuProductsArgs };

/**
 * The GPU products that were found.
 */
export interface GetGpuProductsResult {
  /**
   * The products, the cheapest first; of two at one price the one in better stock.
   */
  products: GpuProduct[];
}

/**
 * A GPU product.
 */
export interface GpuProduct {
  /**
   * Id of the product, for `productId` of an instance.
   */
  id: string;

  /**
   * Name of the product.
   */
  name?: string;

  /**
   * Memory of one GPU in GB, as the product's name or id tells it.
   */
  gpuMemory?: number;

  /**
   * CPU cores for each GPU.
   */
  cpus?: number;

  /**
   * Memory of the machine for each GPU, in GB.
   */
  memory?: number;

  /**
   * Smallest root disk in GB.
   */
  minRootfsSize?: number;

  /**
   * Largest root disk in GB.
   */
  maxRootfsSize?: number;

  /**
   * Price of the whole instance in USD an hour, with a root disk of up to 60 GB; a monthly price is
   * spread over 730 hours a month.
   */
  hourlyPrice?: number;

  /**
   * The same for a month of 730 hours.
   */
  monthlyPrice?: number;

  /**
   * Stock of the best cluster that was asked about.
   */
  stock?: "none" | "low" | "normal" | "high";

  /**
   * The clusters that have it, the one in best stock first.
   */
  clusters: ClusterStock[];
}

/**
 * A cluster that has a product.
 */
export interface ClusterStock {
  /**
   * Id of the cluster, for `clusterId` of an instance.
   */
  id: string;

  /**
   * Name of the cluster.
   */
  name?: string;

  /**
   * Stock in this cluster.
   */
  stock?: "none" | "low" | "normal" | "high";
}

/**
 * Which GPU products to find; what is left out excludes none.
 */
export interface GetGpuProductsOutputArgs {
  /**
   * Text in the product's name or id, such as `4090`; case does not count, and `*` stands for any text.
   * At most 255 characters.
   */
  name?: pulumi.Input<string>;

  /**
   * Least memory of one GPU in GB. A product whose name does not tell it is left out. At least 1.
   */
  minGpuMemory?: pulumi.Input<number>;

  /**
   * GPUs of one instance; prices and stock are for so many. 1 to 8. Default: `1`.
   */
  gpuNum?: pulumi.Input<number>;

  /**
   * How an instance is to be paid for; products that are not offered so are left out. Default:
   * `onDemand`.
   */
  billingMode?: pulumi.Input<"onDemand" | "monthly" | "spot">;

  /**
   * Highest price of the whole instance in USD an hour. A product without a price is left out. More than
   * 0.
   */
  maxHourlyPrice?: pulumi.Input<number>;

  /**
   * Text in the name or id of clusters, such as `US` or `Singapore`; only products that one of them has.
   * 1 to 255 characters.
   */
  region?: pulumi.Input<string>;

  /**
   * Id of a cluster; only products that it has. 1 to 255 characters.
   */
  clusterId?: pulumi.Input<string>;

  /**
   * Whether to leave out products, and of a product the clusters, that are out of stock. Default:
   * `false`.
   */
  inStock?: pulumi.Input<boolean>;
}

/** What every answer of a function has, and what of it is secret; `[*]` stands for every entry of a list. */
const facts = { getGpuProducts: { required: ["products"], secrets: [] } } as const;

/** Finds GPU products with their prices and their stock in each cluster, the cheapest first. */
export function getGpuProducts(args: GetGpuProductsArgs = {}): Promise<GetGpuProductsResult> {
  return answer("getGpuProducts", facts.getGpuProducts, args);
}

/** Finds GPU products with their prices and their stock in each cluster, the cheapest first. Its arguments may be outputs. */
export function getGpuProductsOutput(
  args: GetGpuProductsOutputArgs = {},
): pulumi.Output<pulumi.Unwrap<GetGpuProductsResult>> {
  return answerOutput("getGpuProducts", facts.getGpuProducts, args);
}
