// Generated from provider/api/novita.openapi.yaml and provider/functions/functions.schema.yaml by `npm run generate`; do not edit.

/** What each function is asked and answers. */
export interface Functions {
  readonly getGpuProducts: { readonly args: GetGpuProductsArgs; readonly result: GetGpuProductsResult };
}

/**
 * Which GPU products to find; what is left out excludes none.
 */
export interface GetGpuProductsArgs {
  /**
   * Text in the product's name or id, such as `4090`; case does not count, and `*` stands for any text.
   * At most 255 characters.
   */
  name?: string;

  /**
   * Least memory of one GPU in GB. A product whose name does not tell it is left out. At least 1.
   */
  minGpuMemory?: number;

  /**
   * GPUs of one instance; prices and stock are for so many. 1 to 8. Default: `1`.
   */
  gpuNum?: number;

  /**
   * How an instance is to be paid for; products that are not offered so are left out. Default:
   * `onDemand`.
   */
  billingMode?: "onDemand" | "monthly" | "spot";

  /**
   * Highest price of the whole instance in USD an hour. A product without a price is left out. More than
   * 0.
   */
  maxHourlyPrice?: number;

  /**
   * Text in the name or id of clusters, such as `US` or `Singapore`; only products that one of them has.
   * 1 to 255 characters.
   */
  region?: string;

  /**
   * Id of a cluster; only products that it has. 1 to 255 characters.
   */
  clusterId?: string;

  /**
   * Whether to leave out products, and of a product the clusters, that are out of stock. Default:
   * `false`.
   */
  inStock?: boolean;
}

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
