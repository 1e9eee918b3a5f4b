// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml, provider/resources/awaited.schema.yaml, provider/resources/imagePrewarm/lifecycle.schema.yaml and provider/resources/imagePrewarm/outputs.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type { PrewarmLifecycle } from "../../../../provider/resources/imagePrewarm/generated/inputs";

/** The outputs of a ImagePrewarm. */
export abstract class ImagePrewarmOutputs extends pulumi.dynamic.Resource {
  /** Container image with its registry and tag. 1 to 4095 characters. A change replaces the task. */
  declare readonly imageUrl: pulumi.Output<string>;

  /** Id of the cluster that the image is brought to. 1 to 255 characters. A change replaces the task. */
  declare readonly clusterId: pulumi.Output<string>;

  /** Id of a registry credential stored at Novita. At most 255 characters. A change replaces the task. */
  declare readonly registryAuthId: pulumi.Output<string | undefined>;

  /** Ids of the products on whose hosts the image is wanted; none means all. A change replaces the task. */
  declare readonly productIds: pulumi.Output<string[] | undefined>;

  /** Note for people. A change is made in place. */
  declare readonly note: pulumi.Output<string | undefined>;

  /** Options of the provider itself; a change to one of them alone changes nothing at Novita. */
  declare readonly lifecycle: pulumi.Output<PrewarmLifecycle | undefined>;

  /** `Pending`, `Running`, `Succeeded` or `Failed`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /** Why it has failed, in Novita's words. */
  declare readonly statusMessage: pulumi.Output<string | undefined>;

  /** Name that pulumi-novita gave the task. Its note at Novita ends with it, so that an interrupted create is found again. */
  declare readonly name: pulumi.Output<string | undefined>;

  /** Cluster that the image is brought to. */
  declare readonly clusterName: pulumi.Output<string | undefined>;

  /** Size of the image in bytes, once it is there. */
  declare readonly imageSize: pulumi.Output<number | undefined>;

  /** When the task was created, as RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;

  /** When it succeeded or failed, as RFC 3339. */
  declare readonly completedAt: pulumi.Output<string | undefined>;
}
