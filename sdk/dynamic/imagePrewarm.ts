import type * as pulumi from "@pulumi/pulumi";
import type { ImagePrewarmArgs } from "./generated/imagePrewarm/args";
import { ImagePrewarmOutputs } from "./generated/imagePrewarm/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/imagePrewarm/generated/fields";

const kind: Kind = { type: "ImagePrewarm", ...generated };

/**
 * A prewarm task: brings an image to a cluster, so that instances there start without pulling it first. It is created
 * once the image is there.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 *
 * const imageUrl = "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime";
 * const image = new novita.ImagePrewarm("pytorch", { imageUrl, clusterId: "us-ca-6" });
 * const trainer = new novita.GpuInstance(
 *   "trainer",
 *   { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, clusterId: "us-ca-6", imageUrl },
 *   { dependsOn: image },
 * );
 * ```
 */
export class ImagePrewarm extends ImagePrewarmOutputs {
  /**
   * Reads an existing task without managing it: it is neither changed nor deleted with the stack.
   *
   * @param name The logical name in this stack.
   * @param id The task's id at Novita.
   * @throws when the account has no such task.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ImagePrewarm {
    return new ImagePrewarm(name, undefined as unknown as ImagePrewarmArgs, { ...opts, id });
  }

  /**
   * Declares a task.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name that its note at Novita ends with.
   * @param args What the task shall bring where; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well.
   */
  constructor(name: string, args: pulumi.Input<ImagePrewarmArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
