import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "./generated/network/args";
import { NetworkOutputs } from "./generated/network/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/network/generated/fields";

const kind: Kind = { type: "Network", ...generated };

/**
 * A private network (VPC) that instances of one cluster join when they are created.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 *
 * const net = new novita.Network("training", { clusterId: "us-ca-6" });
 * const trainer = new novita.GpuInstance("trainer", {
 *   productId: "4090.16c62g.os",
 *   gpuNum: 1,
 *   rootfsSize: 60,
 *   imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
 *   networkId: net.id,
 * });
 * ```
 */
export class Network extends NetworkOutputs {
  /**
   * Reads an existing network without managing it: it is neither changed nor deleted with the stack.
   *
   * @param name The logical name in this stack.
   * @param id The network's id at Novita.
   * @throws when the account has no such network.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Network {
    return new Network(name, undefined as unknown as NetworkArgs, { ...opts, id });
  }

  /**
   * Declares a network.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name at Novita.
   * @param args What the network shall be; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well: no network goes with
   * anything else.
   */
  constructor(name: string, args: pulumi.Input<NetworkArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
