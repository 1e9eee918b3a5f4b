import type * as pulumi from "@pulumi/pulumi";
import type { GpuInstanceArgs } from "./generated/gpuInstance/args";
import { GpuInstanceOutputs } from "./generated/gpuInstance/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/gpuInstance/generated/fields";

// GPUs are scarce: two at once are often not available.
const kind: Kind = { type: "GpuInstance", ...generated, deletesFirst: true };

/**
 * A Novita AI GPU (or CPU) instance: created when it is declared, waited for until it runs, changed in place when
 * the API can, and deleted when it is not declared any more.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 *
 * const trainer = new novita.GpuInstance("trainer", {
 *   productId: "4090.16c62g.os",
 *   gpuNum: 1,
 *   rootfsSize: 60,
 *   imageUrl: "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime",
 *   ports: "22/tcp,8888/http",
 * });
 * export const endpoints = trainer.endpoints;
 * ```
 */
export class GpuInstance extends GpuInstanceOutputs {
  /**
   * Reads an existing instance without managing it: it is neither changed nor deleted with the stack.
   *
   * @param name The logical name in this stack.
   * @param id The instance's id at Novita.
   * @throws when the account has no such instance.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): GpuInstance {
    return new GpuInstance(name, undefined as unknown as GpuInstanceArgs, { ...opts, id });
  }

  /**
   * Declares an instance.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name at Novita.
   * @param args What the instance shall be; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well: no instance goes with
   * anything else.
   */
  constructor(name: string, args: pulumi.Input<GpuInstanceArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
