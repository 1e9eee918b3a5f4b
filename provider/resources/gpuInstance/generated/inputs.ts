// Generated from provider/api/novita.openapi.yaml, provider/resources/gpuInstance/lifecycle.schema.yaml, provider/resources/gpuInstance/outputs.schema.yaml and provider/resources/gpuInstance/methods.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a Novita GPU instance.
 */
export interface GpuInstanceInputs {
  /**
   * Name of the instance. At most 255 characters. A change replaces the instance.
   */
  name?: string;

  /**
   * Id of the hardware product to rent, from the product list. 1 to 255 characters. A change replaces
   * the instance.
   */
  productId: string;

  /**
   * Number of GPUs. 1 to 8. Only for kind `gpu`. A change replaces the instance.
   */
  gpuNum?: number;

  /**
   * Size of the root disk in GB; the product may allow less, and it can grow but not shrink. 10 to 6144.
   * Only for kind `gpu`. Growing is made in place; shrinking replaces the instance.
   */
  rootfsSize?: number;

  /**
   * Container image to run. 1 to 500 characters. A change is made in place and resets the instance.
   */
  imageUrl: string;

  /**
   * Registry credential for a private image, written `username:password`. At most 10239 characters. A
   * change replaces the instance. Secret.
   */
  imageAuth?: string;

  /**
   * Id of a registry credential stored at Novita, for a private image. A change is made in place and
   * resets the instance.
   */
  imageAuthId?: string;

  /**
   * Ports to open, as a comma-separated list of `port/protocol` with protocol `http` or `tcp`, such as
   * `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 15 together with
   * those of `tools`. A change is made in place.
   */
  ports?: string;

  /**
   * Environment variables of the container. At most 100 entries. A change is made in place and resets
   * the instance.
   */
  envs?: EnvVar[];

  /**
   * Tools of the official images to switch on; their ports count towards the 15 that may be open. A
   * change replaces the instance.
   */
  tools?: Tool[];

  /**
   * Command that the container starts with. At most 2047 characters. A change is made in place and
   * resets the instance.
   */
  command?: string;

  /**
   * Entrypoint of the container, in place of the image's own. At most 2047 characters. A change is made
   * in place and resets the instance.
   */
  entrypoint?: string;

  /**
   * Id of the cluster to run in; the service picks one when it is left out. A change replaces the
   * instance.
   */
  clusterId?: string;

  /**
   * Path in the container where the local disk of a CPU instance appears. Default: `/workspace`. Only
   * for kind `cpu`. A change replaces the instance.
   */
  localStorageMountPoint?: string;

  /**
   * Network storage to mount, from the cluster that the instance runs in. At most 30 entries. A change
   * is made in place and resets the instance.
   */
  networkStorages?: NetworkStorageMount[];

  /**
   * Id of the private network (VPC) to join; leave it out for none. A change replaces the instance.
   */
  networkId?: string;

  /**
   * Kind of instance; a `cpu` instance takes a CPU product and no GPU, disk size or billing fields.
   * Default: `gpu`. A change replaces the instance.
   */
  kind?: "gpu" | "cpu";

  /**
   * Months to subscribe for; 0 is pay-as-you-go, and more than 0 makes the instance `monthly`. At least
   * 0. Only for kind `gpu`. More months are added in place; fewer replace the instance.
   */
  month?: number;

  /**
   * How the instance is paid for: by use, by the month, or by use at spot price and reclaimable.
   * Default: `onDemand`. Only for kind `gpu`. From `onDemand` to `monthly` is made in place; any other
   * change replaces the instance.
   */
  billingMode?: "onDemand" | "monthly" | "spot";

  /**
   * Whether a monthly subscription renews itself; counts only when billing is monthly. Default: `false`.
   * Only for kind `gpu`. A change is made in place.
   */
  autoRenew?: boolean;

  /**
   * Months that each automatic renewal adds; counts only when billing is monthly and `autoRenew` is on.
   * 1 to 12. Only for kind `gpu`. A change is made in place.
   */
  autoRenewMonth?: number;

  /**
   * Lowest CUDA version that the host must support, such as `12.4`. At most 255 characters. Only for
   * kind `gpu`. A change replaces the instance.
   */
  minCudaVersion?: string;

  /**
   * Options of the provider itself; a change to one of them alone neither resets nor replaces the
   * instance.
   */
  lifecycle?: Lifecycle;
}

/**
 * One environment variable.
 */
export interface EnvVar {
  /**
   * Name of the variable. At most 511 characters.
   */
  key: string;

  /**
   * Value of the variable. At most 4095 characters. Secret.
   */
  value: string;
}

/**
 * One tool of an official image.
 */
export interface Tool {
  /**
   * Name of the tool.
   */
  name: "Jupyter";

  /**
   * Port of the tool, written as a string, 1 to 65535 without 2222, 2223 and 2224.
   */
  port: string;

  /**
   * Protocol of the port.
   */
  type: "tcp" | "http";
}

/**
 * One network storage and where it is mounted.
 */
export interface NetworkStorageMount {
  /**
   * Id of the network storage.
   */
  id: string;

  /**
   * Path in the container where the storage appears. 1 to 4095 characters. Default: `/network`.
   */
  mountPoint?: string;
}

/**
 * Options of the provider itself; a change to one of them alone neither resets nor replaces the
 * instance.
 */
export interface Lifecycle {
  /**
   * How long to wait for each operation.
   */
  timeouts?: Timeouts;

  /**
   * What to take if what is declared cannot be had, the best first, each a variant of the declared
   * instance. An instance stays with what it got as long as that is declared; the output `placement`
   * says what it is.
   */
  alternatives?: Alternative[];

  /**
   * Id of an existing instance to take over in place of creating a new one. Not empty.
   */
  adopt?: string;

  /**
   * Whether Novita may move the instance to another machine by itself, its system disk along with it;
   * left out, nothing is set. Novita does not show the setting, so a change outside Pulumi is not seen.
   */
  autoMigrate?: boolean;

  /**
   * When the instance is meant to end, as a time such as `2026-12-31T18:00:00Z` or as a duration since
   * its creation such as `8h` or `7d`. Previews and updates warn from then on, and the commands `cost`
   * and `orphans` list it; nothing deletes it by itself. Not empty.
   */
  expires?: string;

  /**
   * Ids of earlier instances of this declaration that are kept on purpose, by `retainOnDelete` say; a
   * new one is created beside them.
   */
  ignoreOrphans?: string[];

  /**
   * Highest price accepted for the whole instance, in USD an hour; above it the preview already fails.
   * More than 0.
   */
  maxHourlyPrice?: number;

  /**
   * What a changed `imageUrl` does: reset the instance in place, or replace it by a new one. Default:
   * `reset`.
   */
  onImageChange?: "reset" | "replace";

  /**
   * What the next update does about a spot instance whose capacity was taken back: have it moved to
   * another machine with the same id, replace it by a new one, which may be any of the `alternatives`,
   * or fail and leave it as it is. Without effect on other billing modes. Default: `migrate`.
   */
  onReclaim?: "migrate" | "replace" | "fail";

  /**
   * Whether the instance runs. A change stops or starts it in place, without a reset; a new one that is
   * declared `off` is made, and stopped once it runs. A stopped instance costs its disk, gives its GPUs
   * back, and is deleted by Novita after some days. Default: `on`.
   */
  power?: "on" | "off";

  /**
   * How long to wait for what is out of stock, as a duration such as `30m` or `12h`, before anything is
   * created or deleted for it; left out, what is out of stock is an error. It is no part of `timeouts`.
   */
  waitForStock?: string;

  /**
   * When a create is done: once the instance is running, or as soon as the service has taken it on. One
   * that is declared `off` is waited for in any case. Default: `running`.
   */
  waitUntil?: "running" | "created";
}

/**
 * How long to wait for each operation.
 */
export interface Timeouts {
  /**
   * Longest wait for a new instance to be ready, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  create?: string;

  /**
   * Longest wait for a change to take effect, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  update?: string;

  /**
   * Longest wait for an instance to be gone, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  delete?: string;
}

/**
 * What is different; everything else is as declared. One of an instance that is paid by the month is
 * paid by the month too.
 */
export interface Alternative {
  /**
   * Id of another product. 1 to 255 characters.
   */
  productId?: string;

  /**
   * Id of another cluster; empty for any. At most 255 characters.
   */
  clusterId?: string;

  /**
   * Another way to pay.
   */
  billingMode?: "onDemand" | "spot";

  /**
   * Another number of GPUs. 1 to 8.
   */
  gpuNum?: number;

  /**
   * Highest price accepted for this one, in USD an hour; left out, that of `lifecycle`. More than 0.
   */
  maxHourlyPrice?: number;
}

/**
 * What only the service knows of an instance. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * Novita's word for the state of the instance, such as `running` or `exited`.
   */
  status?: string;

  /**
   * Why the instance fails, in Novita's words; absent while it does not.
   */
  statusMessage?: string;

  /**
   * Where each open port is reached from outside.
   */
  endpoints?: Endpoint[];

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
   * Which of the declared choices the instance is, if `lifecycle.alternatives` are declared.
   */
  placement?: Placement;

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
 * A port and where it is reached from outside.
 */
export interface Endpoint {
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
 * Which of the declared choices the instance is, if `lifecycle.alternatives` are declared.
 */
export interface Placement {
  /**
   * Its product.
   */
  productId?: string;

  /**
   * Its cluster.
   */
  clusterId?: string;

  /**
   * How it is paid.
   */
  billingMode?: string;

  /**
   * Number of its GPUs.
   */
  gpuNum?: number;
}
