// Generated from provider/api/novita.openapi.yaml, provider/functions/functions.schema.yaml, provider/resources/gpuInstance/lifecycle.schema.yaml and provider/resources/gpuInstance/outputs.schema.yaml by `npm run generate`; do not edit.

/** What each function is asked and answers. */
export interface Functions {
  readonly getGpuProducts: { readonly args: GetGpuProductsArgs; readonly result: GetGpuProductsResult };
  readonly getCpuProducts: { readonly args: GetCpuProductsArgs; readonly result: GetCpuProductsResult };
  readonly getClusters: { readonly args: GetClustersArgs; readonly result: GetClustersResult };
  readonly getInstance: { readonly args: GetInstanceArgs; readonly result: GetInstanceResult };
  readonly getInstances: { readonly args: GetInstancesArgs; readonly result: GetInstancesResult };
  readonly getMetrics: { readonly args: GetMetricsArgs; readonly result: GetMetricsResult };
  readonly getBalance: { readonly args: Record<string, never>; readonly result: GetBalanceResult };
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
   * Stock of the best cluster that was asked about; absent if Novita says no more than that there is
   * some.
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
 * Which CPU products to find; what is left out excludes none.
 */
export interface GetCpuProductsArgs {
  /**
   * Text in the product's name or id, such as `4090`; case does not count, and `*` stands for any text.
   * At most 255 characters.
   */
  name?: string;

  /**
   * Least number of CPU cores. A product that does not say is left out. At least 1.
   */
  minCpus?: number;

  /**
   * Least memory in GB. A product that does not say is left out. At least 1.
   */
  minMemory?: number;

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
 * The CPU products that were found.
 */
export interface GetCpuProductsResult {
  /**
   * The products, the cheapest first; of two at one price the one in better stock.
   */
  products: CpuProduct[];
}

/**
 * A CPU product.
 */
export interface CpuProduct {
  /**
   * Id of the product, for `productId` of an instance.
   */
  id: string;

  /**
   * Name of the product.
   */
  name?: string;

  /**
   * CPU cores.
   */
  cpus?: number;

  /**
   * Memory in GB.
   */
  memory?: number;

  /**
   * Price in USD an hour.
   */
  hourlyPrice?: number;

  /**
   * The same for a month of 730 hours.
   */
  monthlyPrice?: number;

  /**
   * Stock of the best cluster that was asked about; absent if Novita says no more than that there is
   * some.
   */
  stock?: "none" | "low" | "normal" | "high";

  /**
   * The clusters that have it, the one in best stock first.
   */
  clusters: ClusterStock[];
}

/**
 * Which clusters to list; what is left out excludes none.
 */
export interface GetClustersArgs {
  /**
   * Text in the name or id of the cluster; case does not count, and `*` stands for any text. 1 to 255
   * characters.
   */
  region?: string;

  /**
   * Text in the name of a GPU that the cluster has, such as `H100`. 1 to 255 characters.
   */
  gpu?: string;

  /**
   * Whether network storages can be mounted in it.
   */
  networkStorage?: boolean;

  /**
   * Whether VPC networks exist in it.
   */
  networks?: boolean;
}

/**
 * The clusters that were found.
 */
export interface GetClustersResult {
  /**
   * The clusters, by their ids.
   */
  clusters: Cluster[];
}

/**
 * A place where instances run.
 */
export interface Cluster {
  /**
   * Id of the cluster, for `clusterId`.
   */
  id: string;

  /**
   * Name of the cluster, such as `US-CA-06 (California)`.
   */
  name?: string;

  /**
   * Names of the GPUs that it has.
   */
  gpus?: string[];

  /**
   * Whether network storages can be mounted in it.
   */
  networkStorage?: boolean;

  /**
   * Whether VPC networks exist in it.
   */
  networks?: boolean;
}

/**
 * Which instance to read, by one of the two.
 */
export interface GetInstanceArgs {
  /**
   * Id of the instance. 1 to 255 characters.
   */
  id?: string;

  /**
   * Whole name of the instance at Novita, with the tag that this package adds to a logical name. Several
   * instances of one name are an error. 1 to 255 characters.
   */
  name?: string;
}

/**
 * An instance as Novita shows it.
 */
export interface GetInstanceResult {
  /**
   * Id of the instance.
   */
  id: string;

  /**
   * Name of the instance.
   */
  name?: string;

  /**
   * Id of the hardware product to rent, from the product list.
   */
  productId?: string;

  /**
   * Number of GPUs.
   */
  gpuNum?: number;

  /**
   * Size of the root disk in GB; the product may allow less, and it can grow but not shrink.
   */
  rootfsSize?: number;

  /**
   * Container image to run.
   */
  imageUrl?: string;

  /**
   * Id of a registry credential stored at Novita, for a private image.
   */
  imageAuthId?: string;

  /**
   * Ports to open, as a comma-separated list of `port/protocol` with protocol `http` or `tcp`, such as
   * `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 15 together with
   * those of `tools`.
   */
  ports?: string;

  /**
   * Environment variables of the container.
   */
  envs?: InstanceEnvVar[];

  /**
   * Command that the container starts with.
   */
  command?: string;

  /**
   * Entrypoint of the container, in place of the image's own.
   */
  entrypoint?: string;

  /**
   * Id of the cluster to run in; the service picks one when it is left out.
   */
  clusterId?: string;

  /**
   * Path in the container where the local disk of a CPU instance appears.
   */
  localStorageMountPoint?: string;

  /**
   * Network storage to mount, from the cluster that the instance runs in.
   */
  networkStorages?: InstanceNetworkStorageMount[];

  /**
   * Id of the private network (VPC) to join; leave it out for none.
   */
  networkId?: string;

  /**
   * Kind of instance; a `cpu` instance takes a CPU product and no GPU, disk size or billing fields.
   */
  kind?: "gpu" | "cpu";

  /**
   * How the instance is paid for: by use, by the month, or by use at spot price and reclaimable.
   */
  billingMode?: "onDemand" | "monthly" | "spot";

  /**
   * Novita's word for the state of the instance, such as `running` or `exited`.
   */
  status: string;

  /**
   * Why the instance fails, in Novita's words; absent while it does not.
   */
  statusMessage?: string;

  /**
   * Where each open port is reached from outside.
   */
  endpoints?: InstanceEndpoint[];

  /**
   * Command that logs in by SSH; it may carry the password. Secret.
   */
  sshCommand?: string;

  /**
   * Password for SSH. Secret.
   */
  sshPassword?: string;

  /**
   * Address of the notebook, if the instance has the tool `Jupyter`.
   */
  jupyterUrl?: string;

  /**
   * Cluster that the instance runs in.
   */
  clusterName?: string;

  /**
   * Name of the product that is rented, such as `RTX 4090 24GB`.
   */
  productName?: string;

  /**
   * Price of the whole instance in USD an hour; a monthly price is spread over 730 hours a month. Of a
   * stopped one what its root disk costs.
   */
  hourlyPrice?: number;

  /**
   * When the instance was created, as RFC 3339.
   */
  createdAt?: string;

  /**
   * When Novita deletes the stopped instance with its data, as RFC 3339; absent while it runs.
   */
  releaseDataAt?: string;

  /**
   * Novita's word for the capacity of a spot instance, `running`, `notified`, `reclaiming` or
   * `terminated`; absent for other billing modes.
   */
  spotStatus?: string;

  /**
   * When the capacity of a spot instance is taken back, or was, as RFC 3339; absent if that is not
   * announced.
   */
  spotReclaimTime?: string;
}

/**
 * One environment variable.
 */
export interface InstanceEnvVar {
  /**
   * Name of the variable.
   */
  key: string;

  /**
   * Value of the variable. Secret.
   */
  value: string;
}

/**
 * One network storage and where it is mounted.
 */
export interface InstanceNetworkStorageMount {
  /**
   * Id of the network storage.
   */
  id: string;

  /**
   * Path in the container where the storage appears.
   */
  mountPoint?: string;
}

/**
 * A port and where it is reached from outside.
 */
export interface InstanceEndpoint {
  /**
   * Port in the container.
   */
  port: number;

  /**
   * `tcp` or `http`.
   */
  type: string;

  /**
   * `https://…` for an `http` port, `host:port` for a `tcp` port.
   */
  url: string;
}

/**
 * Which instances to list; what is left out excludes none.
 */
export interface GetInstancesArgs {
  /**
   * Text in the name; case does not count, and `*` stands for any text. At most 255 characters.
   */
  name?: string;

  /**
   * Novita's word for the state, such as `running` or `exited`. At most 63 characters.
   */
  status?: string;

  /**
   * Id of the cluster. At most 255 characters.
   */
  clusterId?: string;

  /**
   * Id of the product. 1 to 255 characters.
   */
  productId?: string;

  /**
   * How the instance is paid for.
   */
  billingMode?: "onDemand" | "monthly" | "spot";
}

/**
 * The instances that were found.
 */
export interface GetInstancesResult {
  /**
   * The instances, by their names.
   */
  instances: FoundInstance[];
}

/**
 * An instance as a list shows it; `getInstance` shows more.
 */
export interface FoundInstance {
  /**
   * Id of the instance.
   */
  id: string;

  /**
   * Name of the instance.
   */
  name?: string;

  /**
   * Novita's word for the state, such as `running` or `exited`.
   */
  status: string;

  /**
   * Why the instance fails, in Novita's words; absent while it does not.
   */
  statusMessage?: string;

  /**
   * Id of the product.
   */
  productId?: string;

  /**
   * Name of the product.
   */
  productName?: string;

  /**
   * Number of GPUs.
   */
  gpuNum?: number;

  /**
   * Root disk in GB.
   */
  rootfsSize?: number;

  /**
   * Container image.
   */
  imageUrl?: string;

  /**
   * Id of the cluster.
   */
  clusterId?: string;

  /**
   * Name of the cluster.
   */
  clusterName?: string;

  /**
   * `gpu` or `cpu`.
   */
  kind?: string;

  /**
   * `onDemand`, `monthly` or `spot`.
   */
  billingMode?: string;

  /**
   * Today's list price of the instance as it runs, in USD an hour; absent if Novita lists none.
   */
  hourlyPrice?: number;

  /**
   * When it was created, as RFC 3339.
   */
  createdAt?: string;
}

/**
 * Of which instance, and how far back.
 */
export interface GetMetricsArgs {
  /**
   * Id of the instance. 1 to 255 characters.
   */
  instanceId: string;

  /**
   * How many minutes back. 1 to 1440. Default: `5`.
   */
  minutes?: number;
}

/**
 * What the instance has used; a measure without a value is absent.
 */
export interface GetMetricsResult {
  /**
   * CPU cores in use.
   */
  cpu?: Usage;

  /**
   * Memory of the machine in use.
   */
  memory?: Usage;

  /**
   * Root disk in use.
   */
  rootDisk?: Usage;

  /**
   * GPUs in use, all together.
   */
  gpu?: Usage;

  /**
   * Memory of the GPUs in use, all together.
   */
  gpuMemory?: Usage;

  /**
   * The same for each GPU.
   */
  gpus: GpuUsage[];
}

/**
 * Its memory in use.
 */
export interface Usage {
  /**
   * Average in percent.
   */
  average: number;

  /**
   * Highest value in percent.
   */
  highest: number;

  /**
   * Latest value in percent.
   */
  latest: number;

  /**
   * When the latest value was taken, as RFC 3339.
   */
  latestAt: string;
}

/**
 * What one GPU has used.
 */
export interface GpuUsage {
  /**
   * Id of the GPU in its machine.
   */
  id: string;

  /**
   * The GPU in use.
   */
  utilization?: Usage;

  /**
   * Its memory in use.
   */
  memory?: Usage;
}

/**
 * What the account has left and owes, in USD; what Novita does not say is absent.
 */
export interface GetBalanceResult {
  /**
   * What can be spent; below zero if the account owes.
   */
  available: number;

  /**
   * What was paid in and is not spent.
   */
  cash?: number;

  /**
   * How far below zero the account may go.
   */
  creditLimit?: number;

  /**
   * What was used and is not charged yet.
   */
  pendingCharges?: number;

  /**
   * What was invoiced and is not paid.
   */
  outstandingInvoices?: number;
}
