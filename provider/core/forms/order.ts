import { defaultMountPoint } from "../state/defaults";
import type { FieldName } from "../../resources/gpuInstance/generated/fields";
import type { GpuInstanceInputs } from "../../resources/gpuInstance/generated/inputs";
import { parsePort, readPorts } from "./ports";

type EnvVar = NonNullable<GpuInstanceInputs["envs"]>[number];
type Storage = NonNullable<GpuInstanceInputs["networkStorages"]>[number];
type Alike<T> = (one: T, other: T) => boolean;

/**
 * A drifted list as the user would have written it: what is declared in its place, and what is not behind it. Paths
 * such as `envs[0].value` (`ignoreChanges`) go by the place, and must not come to mean another entry.
 */
export function inDeclaredOrder(name: FieldName, live: unknown, declared: unknown): unknown {
  switch (name) {
    case "envs":
      return arranged(live as EnvVar[], entries<EnvVar>(declared), [sameEnv, sameKey], withoutValue);
    case "networkStorages":
      return arranged(
        live as Storage[],
        entries<Storage>(declared),
        [sameMount, sameStorage, sameMountPoint],
        unmounted,
      );
    case "ports":
      return portsInOrder(String(live), typeof declared === "string" ? declared : "");
    default:
      return live;
  }
}

function entries<T>(list: unknown): readonly T[] {
  return Array.isArray(list) ? (list as T[]).filter((each) => typeof each === "object" && each !== null) : [];
}

const sameKey: Alike<EnvVar> = (one, other) => one.key === other.key;
const sameEnv: Alike<EnvVar> = (one, other) => sameKey(one, other) && one.value === other.value;
const sameStorage: Alike<Storage> = (one, other) => one.id === other.id;
const sameMountPoint: Alike<Storage> = (one, other) => mountPointOf(one) === mountPointOf(other);
const sameMount: Alike<Storage> = (one, other) => sameStorage(one, other) && sameMountPoint(one, other);

const mountPointOf = ({ mountPoint = defaultMountPoint }: Storage): string => mountPoint;

/** What stands in the place of a variable that was taken away. */
const withoutValue = ({ key }: EnvVar): EnvVar => ({ key, value: "" });
/** What stands in the place of a network storage that was unmounted; see {@link isMounted}. */
const unmounted = ({ id }: Storage): Storage => ({ id, mountPoint: "" });

/** Whether an entry of `networkStorages` is more than the place of one that was unmounted. */
export function isMounted(entry: unknown): boolean {
  return (entry as Partial<Storage> | null)?.mountPoint !== "";
}

/**
 * @param likeness How a live entry is known to be a declared one, the surest way first.
 * @param gap What stands for a declared entry that is not there and has others behind it.
 */
function arranged<T>(
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

/** The declared entries that are open in the user's own layout, one of another type in its place, others behind. */
function portsInOrder(live: string, declared: string): string {
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
