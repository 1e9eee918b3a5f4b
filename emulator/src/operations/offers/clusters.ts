import { type Catalogue, type Cluster, clustersOf } from "../../catalogue";
import { ApiError } from "../../errors";
import type { Operation } from "../operation";

export const clusters: Operation = {
  name: "clusters",
  method: "GET",
  path: "/clusters",
  run: ({ catalogue }) => ({
    data: catalogue.clusters.map(({ id, name, supportNetworkStorage, supportInstanceNetwork }) => ({
      id,
      name,
      availableGpuType: [
        ...new Set(
          catalogue.gpuProducts
            .filter((product) => clustersOf(catalogue, product).some((cluster) => cluster.id === id))
            .map((product) => product.name),
        ),
      ],
      supportNetworkStorage,
      supportInstanceNetwork,
    })),
  }),
};

/** The cluster with this id; a refusal if there is none. */
export function findCluster({ clusters: all }: Catalogue, clusterId: string): Cluster {
  const found = all.find(({ id }) => id === clusterId);
  if (!found) throw new ApiError("RESOURCE_NOT_FOUND", `cluster ${clusterId} not found`);
  return found;
}

/** The name of a cluster; empty if there is none of that id. */
export function clusterName({ clusters: all }: Catalogue, clusterId: string): string {
  return all.find(({ id }) => id === clusterId)?.name ?? "";
}
