import { UnknownValueError } from "@pulumi/policy";
import { type Declared, showOf, textOf, UNKNOWN } from "./declared";

/** The parts of Pulumi's own view that are read: the same for a policy on a resource and for one on a stack. */
export interface Seen {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly additionalSecretOutputs: readonly string[] };
  readonly provider?: { readonly props: Readonly<Record<string, unknown>> };
}

/** The GPU instance in what Pulumi shows; `undefined` if it is another resource. */
export function declaredIn(seen: Seen): Declared | undefined {
  return ofType("GpuInstance", seen);
}

/** The network storage in what Pulumi shows; `undefined` if it is another resource. */
export function storageIn(seen: Seen): Declared | undefined {
  return ofType("NetworkStorage", seen);
}

/** What stands before the name of a type of the dynamic package, and of the plugin. */
const DYNAMIC = "pulumi-nodejs:dynamic/novita:";
const PLUGIN = "novita:index:";

function ofType(wanted: string, { type, name, props, opts }: Seen): Declared | undefined {
  const isOfPlugin = type === PLUGIN + wanted;
  if (!isOfPlugin && type !== DYNAMIC + wanted) return undefined;
  const plain = plainObject(props);
  // The plugin itself encrypts them, whatever a program says.
  const secretOutputs = isOfPlugin ? ["envs"] : opts.additionalSecretOutputs;
  return { name, props: plain, secretOutputs, show: showOf(plain) };
}

/**
 * The settings of Novita's, in clear, by the names that the stack's config has for them: Pulumi keeps the config in the
 * provider of every dynamic resource, and that of the plugin has them under its own names.
 */
export function configIn({ type, provider }: Seen): Readonly<Record<string, string | undefined>> {
  const props = Object.entries(plainObject(provider?.props ?? {}));
  const prefix = type.startsWith(PLUGIN) ? "novita:" : "";
  return Object.fromEntries(props.map(([key, value]) => [`${prefix}${key}`, textOf(value)]));
}

/** Pulumi throws when an unknown value is touched; here each is touched once. */
function plainObject(object: object): Record<string, unknown> {
  const read = (key: string): unknown => {
    try {
      return plain((object as Record<string, unknown>)[key]);
    } catch (error) {
      if (error instanceof UnknownValueError) return UNKNOWN;
      throw error;
    }
  };
  return Object.fromEntries(Object.keys(object).map((key) => [key, read(key)]));
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) ? Object.values(plainObject(value)) : plainObject(value);
}
