import type * as pulumi from "@pulumi/pulumi";
import type { NetworkStorageArgs } from "./generated/networkStorage/args";
import { NetworkStorageOutputs } from "./generated/networkStorage/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/networkStorage/generated/fields";

const kind: Kind = { type: "NetworkStorage", ...generated };

/**
 * A network storage: a disk that the instances of one cluster can mount, and that outlives them. It is billed until it
 * is deleted.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 *
 * const datasets = new novita.NetworkStorage("datasets", { clusterId: "us-ca-6", size: 100 });
 * const trainer = new novita.GpuInstance("trainer", {
 *   productId: "4090.16c62g.os",
 *   gpuNum: 1,
 *   rootfsSize: 60,
 *   imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
 *   networkStorages: [{ id: datasets.id, mountPoint: "/data" }],
 * });
 * ```
 */
export class NetworkStorage extends NetworkStorageOutputs {
  /**
   * Reads an existing storage without managing it: it is neither changed nor deleted with the stack.
   *
   * @param name The logical name in this stack.
   * @param id The storage's id at Novita.
   * @throws when the account has no such storage.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NetworkStorage {
    return new NetworkStorage(name, undefined as unknown as NetworkStorageArgs, { ...opts, id });
  }

  /**
   * Declares a storage.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name at Novita.
   * @param args What the storage shall be; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well: no storage goes with
   * anything else.
   */
  constructor(name: string, args: pulumi.Input<NetworkStorageArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
