/** A port that an instance opens, as reads show it. */
export interface Port {
  readonly port: number;
  /** `tcp` or `http`. */
  readonly type: string;
  /** Where it is reached from outside; absent until it is, and in lists. */
  readonly endpoint?: string;
}

/** An environment variable of an instance. */
export interface EnvVar {
  readonly key: string;
  readonly value: string;
}

/** Something mounted into an instance. */
export interface Mount {
  /** `network` or `local`. */
  readonly type: string;
  /** The network storage's id; absent for local disks. */
  readonly id?: string;
  readonly mountPath: string;
}

/**
 * An instance as the service reports it, read leniently: numbers are numbers however they were sent, and what was
 * not sent, or sent as an empty string, is absent (but for `imageAuthId`, `command`, `entrypoint` and `spotStatus`,
 * if "" says that there is none). Lists carry fewer fields than a read of one instance (API page 4.3, 4.4).
 */
export interface Instance {
  readonly id: string;
  readonly name?: string;
  /** One of 18 documented words, or one that no page names. */
  readonly status: string;
  /** Why the instance fails, in the service's words; absent while it does not. */
  readonly statusMessage?: string;
  readonly kind?: string;
  readonly productId?: string;
  readonly productName?: string;
  readonly gpuNum?: number;
  /** In GB. */
  readonly rootfsSize?: number;
  readonly imageUrl?: string;
  readonly imageAuthId?: string;
  readonly command?: string;
  readonly entrypoint?: string;
  readonly clusterId?: string;
  readonly clusterName?: string;
  readonly networkId?: string;
  readonly ports?: readonly Port[];
  readonly envs?: readonly EnvVar[];
  readonly mounts?: readonly Mount[];
  /** `onDemand`, `monthly` or `spot`. */
  readonly billingMode?: string;
  /** When a monthly term ends, in seconds since 1970; absent if nothing ends. */
  readonly endTime?: number;
  /** In seconds since 1970. */
  readonly createdAt?: number;
  /** When a stopped one is deleted with its data, in seconds since 1970; absent if it is not. */
  readonly releaseDataAt?: number;
  /** `running`, `notified`, `reclaiming` or `terminated`; "" if it is no spot instance. */
  readonly spotStatus?: string;
  /** When its spot capacity is taken back, in seconds since 1970; absent if it is not. */
  readonly spotReclaimAt?: number;
  readonly ssh?: { readonly command?: string; readonly password?: string };
  readonly jupyter?: { readonly url?: string; readonly port?: number };
  /** Every password found in the answer, so that none is ever printed. */
  readonly secrets: readonly string[];
}

/** A GPU or CPU product and its prices, in USD. */
export interface Product {
  readonly id: string;
  readonly name?: string;
  /** An hour of one GPU (for CPU products: of one instance), on demand. */
  readonly hourlyUsd?: number;
  /** An hour of one GPU as a spot instance; absent if it is not offered. */
  readonly spotHourlyUsd?: number;
  /** A month of one GPU, by how many months are bought at once. */
  readonly monthly: readonly { readonly months: number; readonly usd: number }[];
  /** `none`, `low`, `normal` or `high`. */
  readonly stock?: string;
  /** Whether it is in stock now. */
  readonly available?: boolean;
  /** CPU cores for each GPU; of a CPU product all of them. */
  readonly cpus?: number;
  /** Memory of the machine for each GPU, in GB; of a CPU product all of it. */
  readonly memoryGb?: number;
  /** Names of the clusters that offer it; none means all. Absent if the service does not say. */
  readonly regions?: readonly string[];
  /** The smallest root disk, in GB. */
  readonly minRootfsGb?: number;
  /** The largest root disk, in GB. */
  readonly maxRootfsGb?: number;
}

/** A place where instances run. */
export interface Cluster {
  readonly id: string;
  readonly name?: string;
  /** Names of the GPUs it has; absent if the service does not say. */
  readonly gpuTypes?: readonly string[];
  /** Whether network storages can be mounted in it; absent if the service does not say. */
  readonly hasNetworkStorage?: boolean;
  /** Whether VPC networks exist in it; absent if the service does not say. */
  readonly hasNetworks?: boolean;
}
