import { UnknownValueError } from "@pulumi/policy";
import { type Declared, INSTANCE_TYPE, showOf, STORAGE_TYPE, textOf, UNKNOWN } from "./declared";

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
  return ofType(INSTANCE_TYPE, seen);
}

/** The network storage in what Pulumi shows; `undefined` if it is another resource. */
export function storageIn(seen: Seen): Declared | undefined {
  return ofType(STORAGE_TYPE, seen);
}

function ofType(wanted: string, { type, name, props, opts }: Seen): Declared | undefined {
  if (type !== wanted) return undefined;
  const plain = plainObject(props);
  return { name, props: plain, secretOutputs: opts.additionalSecretOutputs, show: showOf(plain) };
}

/** The stack's config, in clear: Pulumi keeps it in the provider of every dynamic resource. */
export function configIn({ provider }: Seen): Readonly<Record<string, string | undefined>> {
  const props = Object.entries(plainObject(provider?.props ?? {}));
  return Object.fromEntries(props.map(([key, value]) => [key, textOf(value)]));
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
