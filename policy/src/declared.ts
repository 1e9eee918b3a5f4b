import { UnknownValueError } from "@pulumi/policy";
import { hiddenIn } from "pulumi-novita/facts";

/** Stands for a value that a preview does not know yet. */
export const UNKNOWN = Symbol("not known before the update");

/** A GPU instance as a policy sees it, in plain data: {@link UNKNOWN} stands for what is not known. */
export interface Declared {
  /** The logical name. */
  readonly name: string;
  /** Checked inputs; for a policy on the whole stack also the outputs that are known. Secrets are in clear. */
  readonly props: Readonly<Record<string, unknown>>;
  /** The outputs that the declaration marks as secret. */
  readonly secretOutputs: readonly string[];
  /** How a violation shows an input: `text`, or `[secret]` if the program has marked the value at this path so. */
  readonly show: (path: string, text: string) => string;
}

/** The parts of Pulumi's own view that are read: the same for a policy on a resource and for one on a stack. */
export interface Seen {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly opts: { readonly additionalSecretOutputs: readonly string[] };
  readonly provider?: { readonly props: Readonly<Record<string, unknown>> };
}

/** The type that Pulumi gives to `GpuInstance` of `pulumi-novita`. */
export const INSTANCE_TYPE = "pulumi-nodejs:dynamic/novita:GpuInstance";

/** The GPU instance in what Pulumi shows; `undefined` if it is another resource. */
export function declaredIn({ type, name, props, opts }: Seen): Declared | undefined {
  if (type !== INSTANCE_TYPE) return undefined;
  const plain = plainObject(props);
  return { name, props: plain, secretOutputs: opts.additionalSecretOutputs, show: showOf(plain) };
}

/** How violations show these inputs. */
export function showOf(props: Declared["props"]): Declared["show"] {
  const hides = hiddenIn(props);
  return (path, text) => (hides(path) ? "[secret]" : text);
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

/** A known text; `undefined` for everything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A known number; `undefined` for everything else. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The entries of a list of objects with their places; none if it is not known. */
export function entriesOf(list: unknown): [at: number, entry: Readonly<Record<string, unknown>>][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, at): [number, Record<string, unknown>][] =>
    typeof entry === "object" && entry !== null ? [[at, entry as Record<string, unknown>]] : [],
  );
}
