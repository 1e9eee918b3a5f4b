import type * as pulumi from "@pulumi/pulumi";
import type { RegistryAuthArgs } from "./generated/registryAuth/args";
import { RegistryAuthOutputs } from "./generated/registryAuth/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/registryAuth/generated/fields";

const kind: Kind = { type: "RegistryAuth", ...generated };

/**
 * A registry credential that is stored at Novita: user name and password of an image registry, which instances name by
 * its id. A change of it is a new credential, to which the instances that name it are reset; then the old one is deleted.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 * import * as pulumi from "@pulumi/pulumi";
 *
 * const config = new pulumi.Config();
 * const registry = new novita.RegistryAuth("registry", {
 *   username: "robot",
 *   password: config.requireSecret("registryPassword"),
 * });
 * const trainer = new novita.GpuInstance("trainer", {
 *   productId: "4090.16c62g.os",
 *   gpuNum: 1,
 *   rootfsSize: 60,
 *   imageUrl: "registry.example.com/team/trainer:1.4",
 *   imageAuthId: registry.id,
 * });
 * ```
 */
export class RegistryAuth extends RegistryAuthOutputs {
  /**
   * Reads an existing credential without managing it: it is neither changed nor deleted with the stack. Its password is
   * not read.
   *
   * @param name The logical name in this stack.
   * @param id The credential's id at Novita.
   * @throws when the account has no such credential.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): RegistryAuth {
    return new RegistryAuth(name, undefined as unknown as RegistryAuthArgs, { ...opts, id });
  }

  /**
   * Declares a credential.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name at Novita.
   * @param args What the credential shall be; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well.
   */
  constructor(name: string, args: pulumi.Input<RegistryAuthArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
