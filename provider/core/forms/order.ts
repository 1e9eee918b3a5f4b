import { parsePort, readPorts } from "./ports";

/** Whether a live entry of a list is a declared one. */
export type Alike<T> = (one: T, other: T) => boolean;

/** The entries of a list that are objects; none of anything else. */
export function objectsOf<T>(list: unknown): readonly T[] {
  return Array.isArray(list) ? (list as T[]).filter((each) => typeof each === "object" && each !== null) : [];
}

/**
 * @param likeness How a live entry is known to be a declared one, the surest way first.
 * @param gap What stands for a declared entry that is not there and has others behind it.
 */
export function arranged<T>(
  live: readonly T[],
  declared: readonly T[],
  likeness: readonly Alike<T>[],
  gap: (missing: T) => T,
): T[] {
  const left = [...live];
  const placed: (T | undefined)[] = declared.map(() => undefined);
  for (const alike of likeness) {
    declared.forEach((each, at) => {
      const found = placed[at] === undefined ? left.findIndex((one) => alike(one, each)) : -1;
      if (found >= 0) [placed[at]] = left.splice(found, 1);
    });
  }
  while (left.length === 0 && placed.length > 0 && placed.at(-1) === undefined) placed.pop();
  const inPlace = placed.map((each, at) => each ?? gap(declared[at] as T));
  return [...inPlace, ...left];
}

/** An environment variable. */
interface Variable {
  readonly key: string;
  readonly value: string;
}

/** Live variables in the order of the declared ones; one that is gone keeps its place, and has no value. */
export function variablesInOrder(live: unknown, declared: unknown): Variable[] {
  const sameKey: Alike<Variable> = (one, other) => one.key === other.key;
  const sameVariable: Alike<Variable> = (one, other) => sameKey(one, other) && one.value === other.value;
  const likeness = [sameVariable, sameKey];
  const withoutValue = ({ key }: Variable): Variable => ({ key, value: "" });
  return arranged(live as readonly Variable[], objectsOf<Variable>(declared), likeness, withoutValue);
}

/** The values in a list of variables, whatever else stands in it. */
export function valuesOf(variables: unknown): unknown[] {
  return objectsOf<Partial<Variable>>(variables).map(({ value }) => value);
}

/** The keys in a list of variables, whatever else stands in it. */
export function keysOf(variables: unknown): unknown[] {
  return objectsOf<Partial<Variable>>(variables).map(({ key }) => key);
}

/** The declared entries that are open in the user's own layout, one of another type in its place, others behind. */
export function portsInOrder(live: string, declared: string): string {
  const open = readPorts(live);
  const kept = declared.split(",").flatMap((written) => {
    const entry = parsePort(written.trim());
    const at = "port" in entry ? open.findIndex(({ port }) => port === entry.port) : -1;
    const [found] = at < 0 ? [] : open.splice(at, 1);
    if (!found || !("type" in entry)) return [];
    return [found.type === entry.type ? written : written.replace(/[A-Za-z]+/, found.type)];
  });
  const gap = /,\s/.test(declared) ? " " : "";
  const foreign = open.map(({ port, type }, at) => `${kept.length + at > 0 ? gap : ""}${port}/${type}`);
  return [...kept, ...foreign].join(",").trim();
}
