import type { Asking } from "./asking";
import type { Functions } from "../generated/types";
import { clustersFor, containing } from "./offers";

type GetClusters = Functions["getClusters"];

/** See functions.schema.yaml. */
export async function getClusters(
  asking: Asking,
  { region, gpu, networkStorage, networks }: GetClusters["args"],
): Promise<GetClusters["result"]> {
  const isMeant = containing(gpu);
  const isAs = (wanted: boolean | undefined, has: boolean | undefined): boolean =>
    wanted === undefined || wanted === (has ?? false);
  const clusters = (await clustersFor(asking, { region })).filter(
    (each) =>
      (gpu === undefined || (each.gpuTypes ?? []).some(isMeant)) &&
      isAs(networkStorage, each.hasNetworkStorage) &&
      isAs(networks, each.hasNetworks),
  );
  return {
    clusters: clusters
      .map(({ id, name, gpuTypes, hasNetworkStorage, hasNetworks }) => ({
        id,
        name,
        gpus: gpuTypes && [...gpuTypes],
        networkStorage: hasNetworkStorage,
        networks: hasNetworks,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
