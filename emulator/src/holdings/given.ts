import type { Catalogue } from "../catalogue";
import type { Holding } from "./holding";

/** What the account has from the start: what the catalogue lists. */
export function givenHoldings(catalogue: Catalogue): ReadonlyMap<string, Holding> {
  const common = { createdAtMs: 0, removedAtMs: null, listedAtMs: 0, given: true };
  const holdings: readonly Holding[] = [
    ...catalogue.networkStorages.map(({ storageId, storageName, storageSize, clusterId }) => ({
      ...common,
      kind: "networkStorage" as const,
      id: storageId,
      name: storageName,
      clusterId,
      sizeGb: storageSize,
      meter: { accruedUsd: 0, sinceMs: 0 },
    })),
    ...catalogue.networks.map((network) => ({
      ...common,
      ...network,
      kind: "network" as const,
      readyAtMs: 0,
      failure: null,
    })),
    ...(catalogue.registryAuths ?? []).map((auth) => ({ ...common, ...auth, kind: "registryAuth" as const })),
  ];
  return new Map(holdings.map((one) => [one.id, one]));
}
