/** What the account has beside instances, as far as an order can name it. */
import type { VpcNetwork } from "../../catalogue";
import { ApiError } from "../../errors";
import { invalid } from "../../requests/fields";
import { clusterName } from "./clusters";
import type { Operation } from "../operation";
import { fuzzy, numberFrom, textFrom } from "../page";

/** USD 0.002 a GB and day, in 1/100 000 USD. */
const STORAGE_PRICE = "200";

export const storageList: Operation = {
  name: "storageList",
  method: "GET",
  path: "/networkstorages/list",
  run: ({ catalogue }, { query }) => {
    const [id, name] = [textFrom(query, "storageId"), textFrom(query, "storageName")];
    const found = catalogue.networkStorages.filter(
      ({ storageId, storageName }) => (id ?? storageId) === storageId && fuzzy(storageName, name),
    );
    const size = numberFrom(query, "pageSize", 0) || found.length;
    // Clients count from 0 and from 1: both are the first page.
    const before = Math.max(0, (numberFrom(query, "pageNo", 0) ?? 0) - 1) * size;
    const data = found.slice(before, before + size).map((storage) => ({
      ...storage,
      clusterName: clusterName(catalogue, storage.clusterId),
      price: STORAGE_PRICE,
    }));
    return { data, total: found.length };
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
    const networkId = textFrom(query, "networkId");
    if (networkId === undefined) throw invalid("networkId", "value is required");
    const found = catalogue.networks.find(({ id }) => id === networkId);
    if (!found) throw new ApiError("NETWORK_NOT_FOUND", `network ${networkId} not found`);
    return { network: [networkView(found)] };
  },
};

function networkView({ id, name, segment, clusterId }: VpcNetwork): object {
  return { Id: id, name, state: { state: "ready", error: "" }, segment, clusterId, Addresses: [] };
}
