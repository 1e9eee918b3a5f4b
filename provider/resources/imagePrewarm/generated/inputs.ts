// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml, provider/resources/awaited.schema.yaml, provider/resources/imagePrewarm/lifecycle.schema.yaml and provider/resources/imagePrewarm/outputs.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a task.
 */
export interface ImagePrewarmInputs {
  /**
   * Container image with its registry and tag. 1 to 4095 characters. A change replaces the task.
   */
  imageUrl: string;

  /**
   * Id of the cluster that the image is brought to. 1 to 255 characters. A change replaces the task.
   */
  clusterId: string;

  /**
   * Id of a registry credential stored at Novita. At most 255 characters. A change replaces the task.
   */
  registryAuthId?: string;

  /**
   * Ids of the products on whose hosts the image is wanted; none means all. A change replaces the task.
   */
  productIds?: string[];

  /**
   * Note for people. A change is made in place.
   */
  note?: string;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: PrewarmLifecycle;
}

/**
 * Options of the provider itself; a change to one of them alone changes nothing at Novita.
 */
export interface PrewarmLifecycle {
  /**
   * How long to wait for each operation.
   */
  timeouts?: PrewarmTimeouts;

  /**
   * Id of an existing one to take over in place of creating a new one. Not empty.
   */
  adopt?: string;

  /**
   * Ids of earlier ones of this declaration that are kept on purpose, by `retainOnDelete` say; a new one
   * is created beside them.
   */
  ignoreOrphans?: string[];

  /**
   * When a create is done: once it is ready, or as soon as the service has taken it on. Default:
   * `ready`.
   */
  waitUntil?: "ready" | "created";
}

/**
 * How long to wait for each operation.
 */
export interface PrewarmTimeouts {
  /**
   * Longest wait for a new one to be ready, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  create?: string;

  /**
   * Longest wait for a change to take effect, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  update?: string;

  /**
   * Longest wait for it to be gone, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  delete?: string;
}

/**
 * What only the service knows of a task. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * `Pending`, `Running`, `Succeeded` or `Failed`.
   */
  status?: string;

  /**
   * Why it has failed, in Novita's words.
   */
  statusMessage?: string;

  /**
   * Name that pulumi-novita gave the task. Its note at Novita ends with it, so that an interrupted
   * create is found again.
   */
  name?: string;

  /**
   * Cluster that the image is brought to.
   */
  clusterName?: string;

  /**
   * Size of the image in bytes, once it is there.
   */
  imageSize?: number;

  /**
   * When the task was created, as RFC 3339.
   */
  createdAt?: string;

  /**
   * When it succeeded or failed, as RFC 3339.
   */
  completedAt?: string;
}
