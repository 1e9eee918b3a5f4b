import { clustersOf } from "../catalogue";
import type { Operation } from "./operation";

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
