// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/template/outputs.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type { EnvVar, ResourceLifecycle } from "../../../../provider/resources/template/generated/inputs";

/** The outputs of a Template. */
export abstract class TemplateOutputs extends pulumi.dynamic.Resource {
  /** Name of the template. 1 to 255 characters. A change is made in place. */
  declare readonly name: pulumi.Output<string>;

  /** Description for people, in Markdown. At most 102400 characters. A change is made in place. */
  declare readonly readme: pulumi.Output<string | undefined>;

  /** What the template is for; Novita documents `instance` alone. Default: `instance`. A change replaces the template. */
  declare readonly type: pulumi.Output<"instance" | "serverless">;

  /** Who sees it; Novita documents `private` alone, and everybody can read what is `community`. Default: `private`. A change replaces the template. */
  declare readonly channel: pulumi.Output<"private" | "community">;

  /** Container image with its registry and tag. 1 to 500 characters. A change is made in place. */
  declare readonly imageUrl: pulumi.Output<string>;

  /** Id of a registry credential stored at Novita, for a private image. At most 255 characters. A change is made in place. */
  declare readonly imageAuthId: pulumi.Output<string | undefined>;

  /** Command that the container starts with. At most 2047 characters. A change is made in place. */
  declare readonly command: pulumi.Output<string | undefined>;

  /** Entrypoint of the container, in place of the image's own. At most 2047 characters. A change is made in place. */
  declare readonly entrypoint: pulumi.Output<string | undefined>;

  /** Root disk in GB. 1 to 2147483647. A change is made in place. */
  declare readonly rootfsSize: pulumi.Output<number>;

  /** Ports to open, as a comma-separated list of `port/protocol` with protocol `http`, `tcp` or `udp`, such as `80/http,22/tcp`; ports are 1 to 65535 without 2222, 2223 and 2224, and at most 10 of each protocol. A change is made in place. */
  declare readonly ports: pulumi.Output<string | undefined>;

  /** Environment variables of the container. At most 100 entries. A change is made in place. Secret. */
  declare readonly envs: pulumi.Output<EnvVar[] | undefined>;

  /** Lowest CUDA version that the host must support, such as `12.4`. At most 255 characters. A change is made in place. */
  declare readonly minCudaVersion: pulumi.Output<string | undefined>;

  /** Options of the provider itself; a change to one of them alone changes nothing at Novita. */
  declare readonly lifecycle: pulumi.Output<ResourceLifecycle | undefined>;

  /** `ready` once Novita has shown the template; Novita names no other status. */
  declare readonly status: pulumi.Output<string | undefined>;

  /** When the template was created, as RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
}
