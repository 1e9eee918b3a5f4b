import type { PolicyConfigSchema, ResourceValidationPolicy } from "@pulumi/policy";
import type { Declared } from "./declared";
import { declaredIn } from "./seen";

type OptionSchema = PolicyConfigSchema["properties"][string];

/** The options of a policy, each with type, default and description: what Pulumi checks a policy config with. */
export type Options<Config> = {
  readonly [Name in keyof Config]: OptionSchema & {
    readonly description: string;
    readonly default: Config[Name];
  };
};

/** What every policy of the pack says of itself. */
export interface Policy<Config extends object> {
  /** By this name it is configured, and printed. */
  readonly name: string;
  /** One sentence: what holds when it is satisfied. Pulumi prints it above each violation. */
  readonly description: string;
  readonly options: Options<Config>;
}

/** A policy on each GPU instance by itself. Pure; what a preview does not know is not held against anybody. */
export interface InstancePolicy<Config extends object> extends Policy<Config> {
  /** What the policy has against an instance: a sentence or two for each. */
  violations(instance: Declared, config: Config): readonly string[];
}

/** The policy as Pulumi takes it: mandatory, unless the policy config says otherwise. */
export function toPulumi<Config extends object>(policy: InstancePolicy<Config>): ResourceValidationPolicy {
  return {
    ...headOf(policy),
    validateResource: (args, report) => {
      const instance = declaredIn(args);
      if (!instance) return;
      const config = args.getConfig<Config>();
      const found = [...strayOptions(policy, config), ...policy.violations(instance, config)];
      found.forEach((violation) => report(violation));
    },
  };
}

/** What Pulumi is told of a policy, without what it does. */
export function headOf<Config extends object>({ name, description, options }: Policy<Config>) {
  return {
    name,
    description,
    enforcementLevel: "mandatory" as const,
    configSchema: { properties: { ...options } as Record<string, OptionSchema> },
  };
}

/** Pulumi takes a misspelt option for none and goes on with the default: a limit that is not the one that was meant. */
export function strayOptions<Config extends object>(policy: Policy<Config>, config: object): string[] {
  const known = Object.keys(policy.options);
  return Object.keys(config)
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `The policy config sets "${name}", which is no option of ${policy.name}. Its options: ${known.join(", ")}. Correct the file given as --policy-pack-config.`,
    );
}
