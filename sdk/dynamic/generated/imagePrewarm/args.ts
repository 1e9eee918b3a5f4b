// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml, provider/resources/awaited.schema.yaml, provider/resources/imagePrewarm/lifecycle.schema.yaml and provider/resources/imagePrewarm/outputs.schema.yaml by `npm run generate`; do not edit.

import type * as pulumi from "@pulumi/pulumi";

/**
 * What a user writes to declare a task.
 */
export interface ImagePrewarmArgs {
  /**
   * Container image with its registry and tag. 1 to 4095 characters. A change replaces the task.
   */
  imageUrl: pulumi.Input<string>;

  /**
   * Id of the cluster that the image is brought to. 1 to 255 characters. A change replaces the task.
   */
  clusterId: pulumi.Input<string>;

  /**
   * Id of a registry credential stored at Novita. At most 255 characters. A change replaces the task.
   */
  registryAuthId?: pulumi.Input<string>;

  /**
   * Ids of the products on whose hosts the image is wanted; none means all. A change replaces the task.
   */
  productIds?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Note for people. A change is made in place.
   */
  note?: pulumi.Input<string>;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: pulumi.Input<PrewarmLifecycleArgs>;
}

/**
 * Options of the provider itself; a change to one of them alone changes nothing at Novita.
 */
export interface PrewarmLifecycleArgs {
  /**
   * How long to wait for each operation.
   */
  timeouts?: pulumi.Input<PrewarmTimeoutsArgs>;

  /**
   * Id of an existing one to take over in place of creating a new one. Not empty.
   */
  adopt?: pulumi.Input<string>;

  /**
   * Ids of earlier ones of this declaration that are kept on purpose, by `retainOnDelete` say; a new one
   * is created beside them.
   */
  ignoreOrphans?: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * When a create is done: once it is ready, or as soon as the service has taken it on. Default:
   * `ready`.
   */
  waitUntil?: pulumi.Input<"ready" | "created">;
}

/**
 * How long to wait for each operation.
 */
export interface PrewarmTimeoutsArgs {
  /**
   * Longest wait for a new one to be ready, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  create?: pulumi.Input<string>;

  /**
   * Longest wait for a change to take effect, as a duration such as `20m` or `1h30m`. Default: `30m`.
   */
  update?: pulumi.Input<string>;

  /**
   * Longest wait for it to be gone, as a duration such as `20m` or `1h30m`. Default: `10m`.
   */
  delete?: pulumi.Input<string>;
}
