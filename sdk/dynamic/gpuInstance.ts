import * as pulumi from "@pulumi/pulumi";
import { deletedByItself, settledLast } from "./finalOptions";
import type { EnvVarArgs, GpuInstanceArgs, LifecycleArgs } from "./generated/args";
import { GpuInstanceOutputs } from "./generated/outputs";
import { markedPaths } from "./markedPaths";
import { qualifiedType } from "./qualifiedType";
import { stub } from "./stub";
import { refuseUnreachableStub } from "./stubReach";
import { DECLARATION_KEY, REMEMBERED_KEY } from "../../provider/core";
import { fields, type Lifecycle, outputs, secretOutputs } from "../../provider/resources/gpuInstance";

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
  constructor(name: string, args: pulumi.Input<GpuInstanceArgs>, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.id === undefined && args === undefined) {
      throw new pulumi.RunError(
        `GpuInstance "${name}" needs arguments: productId, gpuNum, rootfsSize and imageUrl.`,
      );
    }
    refuseUnreachableStub();
    const absent = Object.fromEntries([...inputNames, ...outputs].map((key) => [key, undefined]));
    const final = settledLast(opts, ({ props, opts }) => {
      refuseOptions(name, opts);
      return {
        props: opts.id === undefined ? toInputs(name, props, opts) : props,
        opts: deletedByItself(withOwnOptions(opts)),
      };
    });
    super(
      stub,
      name,
      { ...absent, ...(opts.id === undefined && fieldsIn(name, args)) },
      final,
      "novita",
      "GpuInstance",
    );
  }
}

const inputNames: readonly string[] = [...Object.keys(fields), "lifecycle"];

/** The arguments field by field: a resource has to be declared with all of its properties at once, known or not. */
function fieldsIn(name: string, args: pulumi.Input<GpuInstanceArgs>): object {
  if (!pulumi.Output.isInstance(args) && !(args instanceof Promise)) return args;
  const given = pulumi.output(args as pulumi.Input<object>).apply((object) => {
    const all = object as Record<string, unknown>;
    const [stray] = Object.keys(all).filter((key) => !inputNames.includes(key));
    if (stray === undefined) return all;
    throw new pulumi.RunError(
      `GpuInstance "${name}" was given ${stray}, which is not a field of a GpuInstance. Its fields are ${inputNames.join(", ")}.`,
    );
  });
  return Object.fromEntries(inputNames.map((key) => [key, given.apply((all) => all[key])]));
}

/** Options that would not do what they say. */
function refuseOptions(name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import !== undefined) {
    throw new pulumi.RunError(
      `GpuInstance "${name}" cannot be imported with the option \`import\`: Pulumi does not support it for dynamic providers. Use lifecycle: { adopt: "${String(opts.import)}" } instead.`,
    );
  }
  if (opts.deletedWith !== undefined) {
    throw new pulumi.RunError(
      `GpuInstance "${name}" cannot have the option \`deletedWith\`: Pulumi would forget the instance without deleting it, and Novita would go on billing it. To have it forgotten on purpose, use \`retainOnDelete: true\`.`,
    );
  }
  if (opts.provider !== undefined || accountPackages.some((name) => opts.parent?.getProvider(`${name}::`))) {
    throw new pulumi.RunError(
      `GpuInstance "${name}" cannot have the option \`provider\`, nor inherit one: a dynamic provider knows one account, that of NOVITA_API_KEY or the config novita:apiKey. For a second account, use a second stack.`,
    );
  }
}

/** The packages of which a provider might be meant as an account of Novita's. */
const accountPackages = ["pulumi-nodejs", "novita"];

/** The properties with everything secret marked so, in whichever form it was given, and with what the provider has to know. */
function toInputs(
  name: string,
  props: Record<string, unknown>,
  { customTimeouts, parent }: pulumi.CustomResourceOptions,
): Record<string, unknown> {
  const { imageAuth, envs, lifecycle } = props as Partial<GpuInstanceArgs>;
  return {
    ...props,
    ...(imageAuth !== undefined && { imageAuth: pulumi.secret(imageAuth) }),
    ...(envs !== undefined && { envs: secretEnvs(envs) }),
    ...(customTimeouts !== undefined && { lifecycle: withTimeouts(lifecycle, customTimeouts) }),
    [DECLARATION_KEY]: {
      organization: organization(),
      project: pulumi.getProject(),
      stack: pulumi.getStack(),
      type: qualifiedType(parent),
      name,
      secret: marksIn(props),
    },
  };
}

/** What the program has marked as secret, so that no message shows it. */
function marksIn(props: Record<string, unknown>): Promise<readonly string[] | undefined> {
  const marks = markedPaths(
    Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__"))),
  );
  // If a value fails, Pulumi says so when it comes to that value, and perhaps never comes to this one.
  marks.catch(() => undefined);
  return marks;
}

/** The backend's organization; what Pulumi itself says for a backend that has none, also in tests with mocks. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

/** Marks each value by itself if that can be done, so that a preview still shows the names. */
function secretEnvs(envs: NonNullable<GpuInstanceArgs["envs"]>): GpuInstanceArgs["envs"] {
  if (!Array.isArray(envs)) return pulumi.secret(envs);
  return (envs as pulumi.Input<EnvVarArgs>[]).map((env) => {
    const isPlain =
      typeof env === "object" && env !== null && !pulumi.Output.isInstance(env) && !(env instanceof Promise);
    return isPlain && "value" in env ? { ...env, value: pulumi.secret(env.value) } : pulumi.secret(env);
  });
}

/** What the program says in `lifecycle.timeouts` wins over Pulumi's own option, which no dynamic provider is told. */
function withTimeouts(
  lifecycle: GpuInstanceArgs["lifecycle"],
  timeouts: pulumi.CustomTimeouts,
): pulumi.Output<Lifecycle> {
  const { create, update, delete: remove } = timeouts;
  const given = Object.fromEntries(
    Object.entries({ create, update, delete: remove }).filter(([, value]) => value !== undefined),
  );
  return pulumi
    .output(lifecycle as pulumi.Input<LifecycleArgs> | undefined)
    .apply((own) => ({ ...own, timeouts: { ...given, ...own?.timeouts } }) as Lifecycle);
}

function withOwnOptions(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // `pulumi up --replace` asks no diff, and would create the new instance beside the old one.
  const deletesFirst: pulumi.CustomResourceOptions = { deleteBeforeReplace: true, ...opts };
  return pulumi.mergeOptions(deletesFirst, {
    additionalSecretOutputs: [...secretOutputs],
    hideDiffs: ["__provider", DECLARATION_KEY, REMEMBERED_KEY],
  });
}
