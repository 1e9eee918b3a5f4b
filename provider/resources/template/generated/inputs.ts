// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/template/outputs.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a template.
 */
export interface TemplateInputs {
  /**
   * Name of the template. 1 to 255 characters. A change is made in place.
   */
  name?: string;

  /**
   * Description for people, in Markdown. At most 102400 characters. A change is made in place.
   */
  readme?: string;

  /**
   * What the template is for; Novita documents `instance` alone. Default: `instance`. A change replaces
   * the template.
   */
  type?: "instance" | "serverless";

  /**
   * Who sees it; Novita documents `private` alone, and everybody can read what is `community`. Default:
   * `private`. A change replaces the template.
   */
  channel?: "private" | "community";

  /**
   * Container image with its registry and tag. 1 to 500 characters. A change is made in place.
   */
  imageUrl: string;

  /**
   * Id of a registry credential stored at Novita, for a private image. At most 255 characters. A change
   * is made in place.
   */
  imageAuthId?: string;

  /**
   * Command that the container starts with. At most 2047 characters. A change is made in place.
   */
  command?: string;

  /**
   * Entrypoint of the container, in place of the image's own. At most 2047 characters. A change is made
   * in place.
   */
  entrypoint?: string;

  /**
   * Root disk in GB. 1 to 2147483647. A change is made in place.
   */
  rootfsSize: number;

  /**
   * Ports to open, as a comma-separated list of `port/protocol` with protocol `http`, `tcp` or `udp`,
   * such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 10 of each
   * protocol. A change is made in place.
   */
  ports?: string;

  /**
   * Environment variables of the container. At most 100 entries. A change is made in place.
   */
  envs?: EnvVar[];

  /**
   * Lowest CUDA version that the host must support, such as `12.4`. At most 255 characters. A change is
   * made in place.
   */
  minCudaVersion?: string;

  /**
   * Options of the provider itself; a change to one of them alone changes nothing at Novita.
   */
  lifecycle?: ResourceLifecycle;
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
 * What only the service knows of a template. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * `ready` once Novita has shown the template; Novita names no other status.
   */
  status?: string;

  /**
   * When the template was created, as RFC 3339.
   */
  createdAt?: string;
}
