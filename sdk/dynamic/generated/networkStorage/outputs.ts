// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/networkStorage/outputs.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type { ResourceLifecycle } from "../../../../provider/resources/networkStorage/generated/inputs";

/** The outputs of a NetworkStorage. */
export abstract class NetworkStorageOutputs extends pulumi.dynamic.Resource {
  /** Id of the cluster whose instances can mount it; the cluster must support network storage. 1 to 255 characters. A change replaces the storage. */
  declare readonly clusterId: pulumi.Output<string>;

  /** Name of the storage; letters, digits and hyphens are certain to be accepted. 1 to 255 characters. A change is made in place. */
  declare readonly name: pulumi.Output<string>;

  /** Size in GB, at least 10; it can grow later, and never shrink. 10 to 2147483647. Growing is made in place; shrinking replaces the storage. */
  declare readonly size: pulumi.Output<number>;

  /** Options of the provider itself; a change to one of them alone changes nothing at Novita. */
  declare readonly lifecycle: pulumi.Output<ResourceLifecycle | undefined>;

  /** `ready` once Novita's list has shown the storage; Novita names no other status. */
  declare readonly status: pulumi.Output<string | undefined>;

  /** Cluster whose instances can mount it. */
  declare readonly clusterName: pulumi.Output<string | undefined>;

  /** Price of the whole storage in USD an hour. */
  declare readonly hourlyPrice: pulumi.Output<number | undefined>;

  /** Price of the whole storage in USD for a month of 730 hours. */
  declare readonly monthlyPrice: pulumi.Output<number | undefined>;

  /** When the storage was created, as RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
}
