// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/network/outputs.schema.yaml by `npm run generate`; do not edit.

import type * as pulumi from "@pulumi/pulumi";

/**
 * What a user writes to declare a network.
 */
export interface NetworkArgs {
  /**
   * Id of the cluster whose instances can join it; the cluster must support private networks. 1 to 255
   * characters. A change replaces the network.
   */
  clusterId: pulumi.Input<string>;

  /**
   * Name of the network. At most 30 characters. A change is made in place.
   */
  name?: pulumi.Input<string>;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: pulumi.Input<ResourceLifecycleArgs>;
}

/**
 * Options of the provider itself; a change to one of them alone changes nothing at Novita.
 */
export interface ResourceLifecycleArgs {
  /**
   * How long to wait for each operation.
   */
  timeouts?: pulumi.Input<ResourceTimeoutsArgs>;

  /**
   * Id of an existing one to take over in place of creating a new one. Not empty.
   */
  adopt?: pulumi.Input<string>;

  /**
   * Ids of earlier ones of this declaration that are kept on purpose, by `retainOnDelete` say; a new one
   * is created beside them.
   */
  ignoreOrphans?: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * How long to wait for each operation.
 */
export interface ResourceTimeoutsArgs {
  /**
   * Longest wait for a new one to be ready, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  create?: pulumi.Input<string>;

  /**
   * Longest wait for a change to take effect, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  update?: pulumi.Input<string>;

  /**
   * Longest wait for it to be gone, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  delete?: pulumi.Input<string>;
}
