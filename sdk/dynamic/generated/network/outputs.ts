// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/network/outputs.schema.yaml by `npm run generate`; do not edit.

import * as pulumi from "@pulumi/pulumi";
import type {
  ResourceLifecycle,
  NetworkAddress,
} from "../../../../provider/resources/network/generated/inputs";

/** The outputs of a Network. */
export abstract class NetworkOutputs extends pulumi.dynamic.Resource {
  /** Id of the cluster whose instances can join it; the cluster must support private networks. 1 to 255 characters. A change replaces the network. */
  declare readonly clusterId: pulumi.Output<string>;

  /** Name of the network. At most 30 characters. A change is made in place. */
  declare readonly name: pulumi.Output<string>;

  /** Options of the provider itself; a change to one of them alone changes nothing at Novita. */
  declare readonly lifecycle: pulumi.Output<ResourceLifecycle | undefined>;

  /** Novita's word for the state of the network, `creating` or `ready`. */
  declare readonly status: pulumi.Output<string | undefined>;

  /** What Novita says is wrong with the network; absent while it says nothing. */
  declare readonly statusMessage: pulumi.Output<string | undefined>;

  /** Addresses of the network, such as `10.20.0.0/16`. */
  declare readonly segment: pulumi.Output<string | undefined>;

  /** The instances in it, as they were when the network was last read; `pulumi refresh` reads it again. */
  declare readonly addresses: pulumi.Output<NetworkAddress[] | undefined>;

  /** When the network was created, as RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
}
