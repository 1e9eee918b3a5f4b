// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/registryAuth/outputs.schema.yaml by `npm run generate`; do not edit.

/**
 * What a user writes to declare a credential.
 */
export interface RegistryAuthInputs {
  /**
   * Name of the credential; a label for people. 1 to 255 characters. A change replaces the credential.
   */
  name?: string;

  /**
   * User at the registry. 1 to 511 characters. A change replaces the credential.
   */
  username: string;

  /**
   * Password or token at the registry. 1 to 1024 characters. A change replaces the credential. Secret.
   */
  password: string;

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
 * What only the service knows of a credential. What is not known is absent, never an empty string.
 */
export interface Computed {
  /**
   * `ready` once Novita's list has shown the credential; Novita names no other status.
   */
  status?: string;
}
