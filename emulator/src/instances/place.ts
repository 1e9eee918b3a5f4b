import { clustersOf, type Catalogue, type Cluster, type NetworkStorage, type VpcNetwork } from "../catalogue";
import { ApiError } from "../errors";
import type { WantedMount } from "../requests/parts";
import { drawNumber, type World } from "../world";
import type { Mount } from "./instance";

/** Where an instance is to be, and what of that cluster it uses. */
export interface Place {
  readonly cluster: Cluster;
  readonly mounts: readonly Mount[];
  readonly network: VpcNetwork | null;
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
  const { catalogue } = world;
  const network = wish.networkId === "" ? null : findNetwork(catalogue, wish.networkId);
  const cluster = chooseCluster(world, product, wish, network);
  if (network && network.clusterId !== cluster.id) {
    throw new ApiError("NETWORK_NOT_FOUND", `network ${network.id} not found in cluster ${cluster.name}`);
  }
  return { cluster, network, mounts: resolveMounts(catalogue, wish.mounts, cluster.id) };
}

/** The storages behind the wanted mounts, each of which must exist in the cluster. */
export function resolveMounts(
  catalogue: Catalogue,
  mounts: readonly WantedMount[],
  clusterId: string,
): readonly Mount[] {
  return mounts.map(({ id, mountPath }) => {
    const storage = findStorage(catalogue, id);
    if (storage.clusterId !== clusterId) {
      throw new ApiError(
        "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT",
        `network storage ${id} is not in cluster ${clusterId}`,
      );
    }
    return { id, mountPath, sizeGb: storage.storageSize };
  });
}

function chooseCluster(
  world: World,
  product: { readonly regions: readonly string[] },
  wish: Wish,
  network: VpcNetwork | null,
): Cluster {
  const offered = clustersOf(world.catalogue, product);
  if (wish.clusterId !== "") {
    if (!world.catalogue.clusters.some(({ id }) => id === wish.clusterId)) {
      throw new ApiError("RESOURCE_NOT_FOUND", `cluster ${wish.clusterId} not found`);
    }
    return offered.find(({ id }) => id === wish.clusterId) ?? outOfStock();
  }
  const needed = new Set(wish.mounts.map(({ id }) => findStorage(world.catalogue, id).clusterId));
  if (network) needed.add(network.clusterId);
  const fitting = offered.filter(({ id }) => needed.size === 0 || needed.has(id));
  return fitting[drawNumber(world, Math.max(1, fitting.length))] ?? outOfStock();
}

function findStorage(catalogue: Catalogue, id: string): NetworkStorage {
  const storage = catalogue.networkStorages.find(({ storageId }) => storageId === id);
  if (!storage) throw new ApiError("NETWORK_STORAGE_NOT_FOUND", `network storage ${id} not found`);
  return storage;
}

function findNetwork(catalogue: Catalogue, id: string): VpcNetwork {
  const network = catalogue.networks.find((one) => one.id === id);
  if (!network) throw new ApiError("NETWORK_NOT_FOUND", `network ${id} not found`);
  return network;
}

function outOfStock(): never {
  throw new ApiError("INSUFFICIENT_RESOURCE");
}
