// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/template/outputs.schema.yaml by `npm run generate`; do not edit.

import type * as pulumi from "@pulumi/pulumi";

/**
 * What a user writes to declare a template.
 */
export interface TemplateArgs {
  /**
   * Name of the template. 1 to 255 characters. A change is made in place.
   */
  name?: pulumi.Input<string>;

  /**
   * Description for people, in Markdown. At most 102400 characters. A change is made in place.
   */
  readme?: pulumi.Input<string>;

  /**
   * What the template is for; Novita documents `instance` alone. Default: `instance`. A change replaces
   * the template.
   */
  type?: pulumi.Input<"instance" | "serverless">;

  /**
   * Who sees it; Novita documents `private` alone, and everybody can read what is `community`. Default:
   * `private`. A change replaces the template.
   */
  channel?: pulumi.Input<"private" | "community">;

  /**
   * Container image with its registry and tag. 1 to 500 characters. A change is made in place.
   */
  imageUrl: pulumi.Input<string>;

  /**
   * Id of a registry credential stored at Novita, for a private image. At most 255 characters. A change
   * is made in place.
   */
  imageAuthId?: pulumi.Input<string>;

  /**
   * Command that the container starts with. At most 2047 characters. A change is made in place.
   */
  command?: pulumi.Input<string>;

  /**
   * Entrypoint of the container, in place of the image's own. At most 2047 characters. A change is made
   * in place.
   */
  entrypoint?: pulumi.Input<string>;

  /**
   * Root disk in GB. 1 to 2147483647. A change is made in place.
   */
  rootfsSize: pulumi.Input<number>;

  /**
   * Ports to open, as a comma-separated list of `port/protocol` with protocol `http`, `tcp` or `udp`,
   * such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 10 of each
   * protocol. A change is made in place.
   */
  ports?: pulumi.Input<string>;

  /**
   * Environment variables of the container. At most 100 entries. A change is made in place.
   */
  envs?: pulumi.Input<pulumi.Input<EnvVarArgs>[]>;

  /**
   * Lowest CUDA version that the host must support, such as `12.4`. At most 255 characters. A change is
   * made in place.
   */
  minCudaVersion?: pulumi.Input<string>;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: pulumi.Input<ResourceLifecycleArgs>;
}

/**
 * One environment variable.
 */
export interface EnvVarArgs {
  /**
   * Name of the variable. At most 511 characters.
   */
  key: pulumi.Input<string>;

  /**
   * Value of the variable. At most 4095 characters. Secret.
   */
  value: pulumi.Input<string>;
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
