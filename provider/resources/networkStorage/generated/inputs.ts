// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/networkStorage/outputs.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a storage.
 */
export interface NetworkStorageInputs {
  /**
   * Id of the cluster whose instances can mount it; the cluster must support network storage. 1 to 255
   * characters. A change replaces the storage.
   */
  clusterId: string;

  /**
   * Name of the storage; letters, digits and hyphens are certain to be accepted. 1 to 255 characters. A
   * change is made in place.
   */
  name?: string;

  /**
   * Size in GB, at least 10; it can grow later, and never shrink. 10 to 2147483647. Growing is made in
   * place; shrinking replaces the storage.
   */
  size: number;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: ResourceLifecycle;
}

/**
 * Options of the provider itself; a change to one of them alone changes nothing at Novita.
 */
export interface ResourceLifecycle {
  /**
   * How long to wait for each operation.
   */
  timeouts?: ResourceTimeouts;

  /**
   * Id of an existing one to take over in place of creating a new one. Not empty.
   */
  adopt?: string;

  /**
   * Ids of earlier ones of this declaration that are kept on purpose, by `retainOnDelete` say; a new one
   * is created beside them.
   */
  ignoreOrphans?: string[];
}

/**
 * How long to wait for each operation.
 */
export interface ResourceTimeouts {
  /**
   * Longest wait for a new one to be ready, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  create?: string;

  /**
   * Longest wait for a change to take effect, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  update?: string;

  /**
   * Longest wait for it to be gone, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  delete?: string;
}

/**
 * What only the service knows of a storage. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * `ready` once Novita's list has shown the storage; Novita names no other status.
   */
  status?: string;

  /**
   * Cluster whose instances can mount it.
   */
  clusterName?: string;

  /**
   * Price of the whole storage in USD an hour.
   */
  hourlyPrice?: number;

  /**
   * Price of the whole storage in USD for a month of 730 hours.
   */
  monthlyPrice?: number;

  /**
   * When the storage was created, as RFC 3339.
   */
  createdAt?: string;
}
