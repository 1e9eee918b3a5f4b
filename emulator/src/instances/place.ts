import { clustersOf, type Cluster } from "../catalogue";
import { ApiError } from "../errors";
import { existing } from "../holdings/account";
import type { Network } from "../holdings/holding";
import { isReady } from "../holdings/network";
import type { WantedMount } from "../requests/parts";
import { drawNumber, type World } from "../world";
import type { Mount } from "./instance";

/** Where an instance is to be, and what of that cluster it uses. */
export interface Place {
  readonly cluster: Cluster;
  readonly mounts: readonly Mount[];
  readonly network: Network | null;
}

export interface Wish {
  /** Empty for any. */
  readonly clusterId: string;
  readonly mounts: readonly WantedMount[];
  /** Empty for none. */
  readonly networkId: string;
}

/** Finds the cluster for a wish; one at random among those that fit if none is asked for. */
export function findPlace(world: World, product: { readonly regions: readonly string[] }, wish: Wish): Place {
  const network = wish.networkId === "" ? null : existing(world, "network", wish.networkId);
  const cluster = chooseCluster(world, product, wish, network);
  if (network && network.clusterId !== cluster.id) {
    throw new ApiError("NETWORK_NOT_FOUND", `network ${network.id} not found in cluster ${cluster.name}`);
  }
  if (network && !isReady(network, world.clock.now()))
    throw new ApiError("DEPENDENT_RESOURCE_STATE", `network ${network.id} is not ready yet`);
  return { cluster, network, mounts: resolveMounts(world, wish.mounts, cluster.id) };
}

/** The storages behind the wanted mounts, each of which must exist in the cluster. */
export function resolveMounts(
  world: World,
  mounts: readonly WantedMount[],
  clusterId: string,
): readonly Mount[] {
  return mounts.map(({ id, mountPath }) => {
    const storage = existing(world, "networkStorage", id);
    if (storage.clusterId !== clusterId) {
      throw new ApiError(
        "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT",
        `network storage ${id} is not in cluster ${clusterId}`,
      );
    }
    return { id, mountPath };
  });
}

function chooseCluster(
  world: World,
  product: { readonly regions: readonly string[] },
  wish: Wish,
  network: Network | null,
): Cluster {
  const offered = clustersOf(world.catalogue, product);
  if (wish.clusterId !== "") {
    if (!world.catalogue.clusters.some(({ id }) => id === wish.clusterId)) {
      throw new ApiError("RESOURCE_NOT_FOUND", `cluster ${wish.clusterId} not found`);
    }
    return offered.find(({ id }) => id === wish.clusterId) ?? outOfStock();
  }
  const needed = new Set(wish.mounts.map(({ id }) => existing(world, "networkStorage", id).clusterId));
  if (network) needed.add(network.clusterId);
  const fitting = offered.filter(({ id }) => needed.size === 0 || needed.has(id));
  return fitting[drawNumber(world, Math.max(1, fitting.length))] ?? outOfStock();
}

function outOfStock(): never {
  throw new ApiError("INSUFFICIENT_RESOURCE");
}
