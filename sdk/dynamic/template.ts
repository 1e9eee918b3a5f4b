import type * as pulumi from "@pulumi/pulumi";
import type { TemplateArgs } from "./generated/template/args";
import { TemplateOutputs } from "./generated/template/outputs";
import { type Kind, registrationOf } from "./registration";
import * as generated from "../../provider/resources/template/generated/fields";

const kind: Kind = { type: "Template", ...generated, deletesFirst: true };

/**
 * A template: a set of instance settings that is stored at Novita, for people who start instances in its console. What
 * an instance has too is named and written as it is there.
 *
 * @example
 * ```ts
 * import * as novita from "pulumi-novita";
 *
 * const settings = {
 *   imageUrl: "vllm/vllm-openai:v0.8.4",
 *   command: "serve --port 8000",
 *   ports: "8000/http,22/tcp",
 *   rootfsSize: 80,
 * };
 * const server = new novita.GpuInstance("server", { ...settings, productId: "4090.16c62g.os", gpuNum: 1 });
 * const forOthers = new novita.Template("vllm", { ...settings, readme: "# vLLM\nServes a model." });
 * ```
 */
export class Template extends TemplateOutputs {
  /**
   * Reads an existing template without managing it: it is neither changed nor deleted with the stack.
   *
   * @param name The logical name in this stack.
   * @param id The template's id at Novita.
   * @throws when the account has no such template.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Template {
    return new Template(name, undefined as unknown as TemplateArgs, { ...opts, id });
  }

  /**
   * Declares a template.
   *
   * @param name The logical name: unique in the stack, and the beginning of the name at Novita.
   * @param args What the template shall hold; it may be an output as a whole.
   * @param opts Pulumi's resource options. `customTimeouts` count as `lifecycle.timeouts`; `import` cannot work for
   * a dynamic provider and is refused: use `lifecycle.adopt`. `deletedWith` is refused as well.
   */
  constructor(name: string, args: pulumi.Input<TemplateArgs>, opts?: pulumi.CustomResourceOptions) {
    super(...registrationOf(kind, name, args, opts));
  }
}
