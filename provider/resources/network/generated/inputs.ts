// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/network/outputs.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a network.
 */
export interface NetworkInputs {
  /**
   * Id of the cluster whose instances can join it; the cluster must support private networks. 1 to 255
   * characters. A change replaces the network.
   */
  clusterId: string;

  /**
   * Name of the network. At most 30 characters. A change is made in place.
   */
  name?: string;

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
 * What only the service knows of a network. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * Novita's word for the state of the network, `creating` or `ready`.
   */
  status?: string;

  /**
   * What Novita says is wrong with the network; absent while it says nothing.
   */
  statusMessage?: string;

  /**
   * Addresses of the network, such as `10.20.0.0/16`.
   */
  segment?: string;

  /**
   * The instances in it, as they were when the network was last read; `pulumi refresh` reads it again.
   */
  addresses?: NetworkAddress[];

  /**
   * When the network was created, as RFC 3339.
   */
  createdAt?: string;
}

/**
 * An instance in a network.
 */
export interface NetworkAddress {
  /**
   * Id of the instance.
   */
  instanceId: string;

  /**
   * Its address in the network.
   */
  ip?: string;
}
