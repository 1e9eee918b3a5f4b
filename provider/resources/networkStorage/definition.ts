import { type NetworkStorage, rfc3339 } from "../../api";
import {
  createSchema,
  define,
  failure,
  type Inputs as AnyInputs,
  listAll,
  type Live as AnyLive,
  type Properties,
  type Step,
} from "../../core";
import { HOURS_PER_MONTH, roundUsd } from "../../pricing";
import schema from "../../../schema.json";
import type { ClientContext } from "../clientContext";
import { fields, outputs, xKeywords } from "./generated/fields";
import type { Computed, NetworkStorageInputs } from "./generated/inputs";

/** What the user declared, checked, and whose declaration it is. */
type Inputs = NetworkStorageInputs & Omit<AnyInputs, "lifecycle">;
/** A storage as the service shows it, under the names that the user knows. */
type Live = AnyLive & Partial<NetworkStorageInputs> & Computed;

/** What a GB costs a day unless the list says otherwise (API page 4.22). */
const USD_PER_GB_DAY = 0.002;

/** The one call that changes a storage: it says name and size. */
const change: Step<ClientContext, Live, Inputs, Inputs> = {
  doing: "setting its name and size",
  achieves: ["name", "size"],
  needed: ({ live, news }) => !isAsDeclared(live, news),
  send: ({ client }, { id, live, news }, options) =>
    client.updateNetworkStorage(
      id,
      { storageName: String(news.name ?? live.name), storageSize: news.size },
      options,
    ),
  shows: (now, { news }) => isAsDeclared(now, news),
};

/** A name that nobody declares stays as it was drawn. */
function isAsDeclared(live: Live, { name = live.name, size }: Inputs): boolean {
  return live.size === size && live.name === name;
}

/** A disk that the instances of one cluster can mount. */
export const networkStorage = define({
  type: "NetworkStorage",
  noun: "Network storage",
  facts: { fields, outputs, schema: createSchema(schema.$defs.NetworkStorage, xKeywords) },

  api: {
    create: ({ client }: ClientContext, { clusterId, name, size }: Inputs, options) =>
      client.createNetworkStorage({ clusterId, storageName: String(name), storageSize: size }, options),
    list: ({ client, clock }: ClientContext, options) =>
      listAll(
        async (query, options) => {
          const { items, total } = await client.listNetworkStorages(query, options);
          return { items: items.map(toLive), total };
        },
        clock,
        options,
      ),
    delete: ({ client }: ClientContext, id, options) => client.deleteNetworkStorage(id, options),
  },
  // The service shows no status of a storage: one that is listed can be used.
  phaseOf: () => "ready",

  steps: [change],
  replaces: (field, olds, news) =>
    field === "clusterId" || (field === "size" && Number(news.size) < Number(olds.size)),
  whyReplaced: (label, _olds, _news, replaces) =>
    replaces.length > 0
      ? `${label} will be replaced by a new, empty one, and everything on it is lost: ${replaces.join(" and ")} cannot be changed so in place.`
      : undefined,
  isSettable: (field, live: Live, inputs: Inputs) =>
    field === "name" || (field === "size" && inputs.size > (live.size ?? 0)),

  checkPurchase: async ({ client, redactor }: ClientContext, _olds: Properties, { clusterId }: Inputs) => {
    const cluster = (await client.listClusters()).find(({ id }) => id === clusterId);
    const shown = redactor.redact(JSON.stringify(clusterId));
    if (!cluster)
      return [failure("clusterId", `is ${shown}, which is no cluster of Novita's. Correct the id.`)];
    return cluster.hasNetworkStorage === false
      ? [failure("clusterId", `is ${shown}, a cluster without network storage. Choose another cluster.`)]
      : [];
  },
});

function toLive({
  id,
  name,
  sizeGb,
  clusterId,
  clusterName,
  usdPerGbDay = USD_PER_GB_DAY,
  createdAt,
}: NetworkStorage): Live {
  const hourlyUsd = sizeGb === undefined ? undefined : (sizeGb * usdPerGbDay) / 24;
  return {
    ...{ id, name, status: "ready", size: sizeGb, clusterId, clusterName, createdAt: rfc3339(createdAt) },
    ...(hourlyUsd !== undefined && {
      hourlyPrice: roundUsd(hourlyUsd),
      monthlyPrice: roundUsd(hourlyUsd * HOURS_PER_MONTH),
    }),
  };
}
