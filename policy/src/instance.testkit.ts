import { type Declared, showOf } from "./declared";
import type { InstancePolicy } from "./policy";

/** An instance that no policy of the pack has anything against, but for what is given. */
export function instance(props: Record<string, unknown> = {}, more: Partial<Declared> = {}): Declared {
  return {
    name: "trainer",
    props: {
      kind: "gpu",
      productId: "4090.16c62g.os",
      gpuNum: 1,
      rootfsSize: 60,
      billingMode: "onDemand",
      imageUrl: "nginx:1.27",
      ports: "22/tcp,80/http",
      ...props,
    },
    secretOutputs: ["imageAuth", "envs"],
    show: showOf(props),
    ...more,
  };
}

/** What a policy says of an instance, with its default options but for the given ones. */
export function saidBy<Config extends object>(
  policy: InstancePolicy<Config>,
  declared: Declared,
  config: Partial<Config> = {},
): readonly string[] {
  return policy.violations(declared, { ...defaultsOf(policy), ...config });
}

/** The options of a policy as they are without a policy config. */
export function defaultsOf<Config extends object>({
  options,
}: Pick<InstancePolicy<Config>, "options">): Config {
  const entries = Object.entries<{ default: unknown }>(options);
  return Object.fromEntries(entries.map(([name, option]) => [name, option.default])) as Config;
}
