import { type Alike, arranged, objectsOf, portsInOrder, schemaAt } from "../../core";
import { inputsSchema } from "./facts";
import type { EnvVar, NetworkStorageMount } from "./generated/inputs";

/** Where a network storage is mounted when nothing is said. */
export const defaultMountPoint = String(
  schemaAt(inputsSchema, ["networkStorages", 0, "mountPoint"])?.default,
);

/**
 * A drifted list as the user would have written it: what is declared in its place, and what is not behind it. Paths
 * such as `envs[0].value` (`ignoreChanges`) go by the place, and must not come to mean another entry.
 */
export function inDeclaredOrder(field: string, live: unknown, declared: unknown): unknown {
  switch (field) {
    case "envs":
      return arranged(live as EnvVar[], objectsOf<EnvVar>(declared), [sameEnv, sameKey], withoutValue);
    case "networkStorages":
      return arranged(
        live as NetworkStorageMount[],
        objectsOf<NetworkStorageMount>(declared),
        [sameMount, sameStorage, sameMountPoint],
        unmounted,
      );
    case "ports":
      return portsInOrder(String(live), typeof declared === "string" ? declared : "");
    default:
      return live;
  }
}

const sameKey: Alike<EnvVar> = (one, other) => one.key === other.key;
const sameEnv: Alike<EnvVar> = (one, other) => sameKey(one, other) && one.value === other.value;
const sameStorage: Alike<NetworkStorageMount> = (one, other) => one.id === other.id;
const sameMountPoint: Alike<NetworkStorageMount> = (one, other) => mountPointOf(one) === mountPointOf(other);
const sameMount: Alike<NetworkStorageMount> = (one, other) =>
  sameStorage(one, other) && sameMountPoint(one, other);

const mountPointOf = ({ mountPoint = defaultMountPoint }: NetworkStorageMount): string => mountPoint;

/** What stands in the place of a variable that was taken away. */
const withoutValue = ({ key }: EnvVar): EnvVar => ({ key, value: "" });
/** What stands in the place of a network storage that was unmounted; see `isGap`. */
const unmounted = ({ id }: NetworkStorageMount): NetworkStorageMount => ({ id, mountPoint: "" });
