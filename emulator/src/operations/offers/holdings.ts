/** What the account has beside instances, as far as an order can name it. */
import type { VpcNetwork } from "../../catalogue";
import { ApiError } from "../../errors";
import { clusterName } from "./clusters";
import type { Operation } from "../operation";
import { fuzzy } from "../page";

/** USD 0.002 a GB and day, in 1/100 000 USD. */
const STORAGE_PRICE = "200";

export const storageList: Operation = {
  name: "storageList",
  method: "GET",
  path: "/networkstorages/list",
  run: ({ catalogue }, { query }) => {
    const found = catalogue.networkStorages.filter(
      ({ storageId, storageName }) =>
        (query.storageId || storageId) === storageId && fuzzy(storageName, query.storageName),
    );
    const data = found.map((storage) => ({
      ...storage,
      clusterName: clusterName(catalogue, storage.clusterId),
      price: STORAGE_PRICE,
    }));
    return { data, total: data.length };
  },
};

export const authList: Operation = {
  name: "authList",
  method: "GET",
  path: "/repository/auths",
  run: ({ catalogue }) => ({ data: catalogue.registryAuths ?? [] }),
};

export const networkGet: Operation = {
  name: "networkGet",
  method: "GET",
  path: "/network",
  run: ({ catalogue }, { query }) => {
    const found = catalogue.networks.find(({ id }) => id === query.networkId);
    if (!found) throw new ApiError("NETWORK_NOT_FOUND", `network ${query.networkId} not found`);
    return { network: [networkView(found)] };
  },
};

function networkView({ id, name, segment, clusterId }: VpcNetwork): object {
  return { Id: id, name, state: { state: "ready", error: "" }, segment, clusterId, Addresses: [] };
}
