// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/registryAuth/outputs.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type { ResourceLifecycle } from "../../../../provider/resources/registryAuth/generated/inputs";

/** The outputs of a RegistryAuth. */
export abstract class RegistryAuthOutputs extends pulumi.dynamic.Resource {
  /** Name of the credential; a label for people. 1 to 255 characters. A change replaces the credential. */
  declare readonly name: pulumi.Output<string>;

  /** User at the registry. 1 to 511 characters. A change replaces the credential. */
  declare readonly username: pulumi.Output<string>;

  /** Password or token at the registry. 1 to 1024 characters. A change replaces the credential. Secret. */
  declare readonly password: pulumi.Output<string>;

  /** Options of the provider itself; a change to one of them alone changes nothing at Novita. */
  declare readonly lifecycle: pulumi.Output<ResourceLifecycle | undefined>;

  /** `ready` once Novita's list has shown the credential; Novita names no other status. */
  declare readonly status: pulumi.Output<string | undefined>;
}
