import { type Alike, arranged, objectsOf, schemaAt, variablesInOrder } from "../../core";
import { inputsSchema } from "./facts";
import type { NetworkStorageMount } from "./generated/inputs";

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
      return variablesInOrder(live, declared);
    case "networkStorages":
      return arranged(
        live as NetworkStorageMount[],
        objectsOf<NetworkStorageMount>(declared),
        [sameMount, sameStorage, sameMountPoint],
        unmounted,
      );
    default:
      return live;
  }
}

const sameStorage: Alike<NetworkStorageMount> = (one, other) => one.id === other.id;
const sameMountPoint: Alike<NetworkStorageMount> = (one, other) => mountPointOf(one) === mountPointOf(other);
const sameMount: Alike<NetworkStorageMount> = (one, other) =>
  sameStorage(one, other) && sameMountPoint(one, other);

const mountPointOf = ({ mountPoint = defaultMountPoint }: NetworkStorageMount): string => mountPoint;

/** What stands in the place of a network storage that was unmounted; see `isGap`. */
const unmounted = ({ id }: NetworkStorageMount): NetworkStorageMount => ({ id, mountPoint: "" });
