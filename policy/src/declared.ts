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

/** How violations show these inputs. */
export function showOf(props: Declared["props"]): Declared["show"] {
  const hides = hiddenIn(props);
  return (path, text) => (hides(path) ? "[secret]" : text);
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
