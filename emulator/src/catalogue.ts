import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a term costs, for one GPU: `price` is that of each of `month` months, in 1/100 000 USD. */
export interface MonthlyPrice {
  readonly price: string;
  readonly month: number;
}

export type BillingMode = "onDemand" | "monthly" | "spot";

export interface Cluster {
  /** As host names spell it too, e.g. `us-ca-6`. */
  readonly id: string;
  readonly name: string;
  readonly supportNetworkStorage: boolean;
  readonly supportInstanceNetwork: boolean;
}

/** Prices are numeric strings in 1/100 000 USD for one GPU and one hour; "0" is none. `regions` are cluster names; none means everywhere. */
export interface GpuProduct {
  readonly id: string;
  readonly name: string;
  readonly cpuPerGpu: number;
  readonly memoryPerGpu: number;
  readonly diskPerGpu: number;
  readonly minRootFS: number;
  readonly maxRootFS: number;
  readonly regions: readonly string[];
  /** The newest CUDA version that its hosts can run. */
  readonly cudaVersion: string;
  readonly price: string;
  readonly spotPrice: string;
  readonly monthlyPrice: readonly MonthlyPrice[];
  readonly billingMethods: readonly BillingMode[];
  /** GPUs that are free at the start. */
  readonly stock: number;
}

export interface CpuProduct {
  readonly id: string;
  readonly name: string;
  readonly cpuNum: number;
  readonly memorySize: number;
  readonly rootfsSize: number;
  readonly localVolumeSize: number;
  readonly regions: readonly string[];
  readonly price: string;
  /** Instances that fit at the start. */
  readonly stock: number;
}

/** A network storage that the account has from the start. */
export interface GivenStorage {
  readonly storageId: string;
  readonly storageName: string;
  readonly storageSize: number;
  readonly clusterId: string;
}

/** A VPC network that the account has from the start. */
export interface GivenNetwork {
  readonly id: string;
  readonly name: string;
  readonly segment: string;
  readonly clusterId: string;
}

/** A registry credential that the account has from the start. */
export interface GivenAuth {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** Everything that the account can order, and the account itself. `catalogue.json` of this package is one. */
export interface Catalogue {
  readonly account: {
    readonly user: string;
    readonly balanceUsd: number;
    readonly instanceLimit: number;
    /** VPC networks at a time. */
    readonly networkLimit: number;
    /** GB that one network storage may have. */
    readonly networkStorageLimitGb: number;
    /** Prewarm tasks at a time. */
    readonly prewarmLimit: number;
    /** GB that a prewarmed image may have. */
    readonly prewarmImageLimitGb: number;
  };
  /** Root disk that a running instance has for nothing, GB. */
  readonly freeDiskGb: number;
  readonly diskUsdPerGbDay: number;
  readonly keepDataDays: number;
  /** Images that need a credential, `*` for any text: `registry.example.com/team/*`. */
  readonly privateImages?: readonly string[];
  readonly clusters: readonly Cluster[];
  readonly gpuProducts: readonly GpuProduct[];
  readonly cpuProducts: readonly CpuProduct[];
  readonly networkStorages: readonly GivenStorage[];
  readonly networks: readonly GivenNetwork[];
  readonly registryAuths?: readonly GivenAuth[];
}

/** The catalogue that comes with the package. */
export function packagedCatalogue(): Catalogue {
  return JSON.parse(readFileSync(join(__dirname, "..", "catalogue.json"), "utf8")) as Catalogue;
}

/** The clusters in which something with these `regions` is available. */
export function clustersOf(
  catalogue: Catalogue,
  product: { readonly regions: readonly string[] },
): readonly Cluster[] {
  if (product.regions.length === 0) return catalogue.clusters;
  return catalogue.clusters.filter((cluster) => product.regions.includes(cluster.name));
}

/** What is free at the start: GPUs of each GPU product, instances of each CPU product. */
export function initialStock(catalogue: Catalogue): Record<string, number> {
  return Object.fromEntries(
    [...catalogue.gpuProducts, ...catalogue.cpuProducts].map(({ id, stock }) => [id, stock]),
  );
}
