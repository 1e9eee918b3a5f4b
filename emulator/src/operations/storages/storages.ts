import { ApiError } from "../../errors";
import { born, discard, drawUuid, existing, keep, listed } from "../../holdings/account";
import { STORAGE_UNITS_PER_GB_DAY, storageUsdPerDay } from "../../holdings/billing";
import type { NetworkStorage } from "../../holdings/holding";
import { needUnusedStorage } from "../../holdings/use";
import { needUsd } from "../../instances/admit";
import { seconds } from "../../instances/views";
import { invalid, type Fields } from "../../requests/fields";
import type { World } from "../../world";
import { clusterName, findCluster } from "../offers/clusters";
import type { Operation } from "../operation";
import { fuzzy, pageOf, textFrom, totalOf } from "../page";

const SMALLEST_GB = 10;
const ID = { min: 1, max: 255, required: true };

export const storageCreate: Operation = {
  name: "storageCreate",
  method: "POST",
  path: "/networkstorage/create",
  births: ["invisible"],
  run: (world, { body, birth }) => {
    const clusterId = body.text("clusterId", ID);
    const name = storageName(world, body);
    const sizeGb = body.integer("storageSize", { min: SMALLEST_GB, max: 2 ** 31 - 1, required: true });
    const cluster = findCluster(world.catalogue, clusterId);
    if (!cluster.supportNetworkStorage) throw new ApiError("CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT");
    needRoom(world, sizeGb);
    needUsd(world, storageUsdPerDay(sizeGb));
    const meter = { accruedUsd: 0, sinceMs: world.clock.now() };
    const id = drawUuid(world);
    keep(world, { ...born(world, birth), kind: "networkStorage", id, name, clusterId, sizeGb, meter });
    if (world.quirks.storageCreated === "text") return id;
    return { storageId: id, storageName: name, storageSize: sizeGb };
  },
};

/** There is no read of a single one. Without a page size it lists all. */
export const storageList: Operation = {
  name: "storageList",
  method: "GET",
  path: "/networkstorages/list",
  run: (world, { query }) => {
    const [id, name] = [textFrom(query, "storageId"), textFrom(query, "storageName")];
    const found = listed(world, "networkStorage").filter(
      (storage) => (id ?? storage.id) === storage.id && fuzzy(storage.name, name),
    );
    const page = pageOf(world, found, query, { number: "pageNo", size: found.length });
    return {
      data: page.map((storage) => storageView(world, storage)),
      total: totalOf(world, found, "number"),
    };
  },
};

/** Another name, and more room; a storage never shrinks. */
export const storageUpdate: Operation = {
  name: "storageUpdate",
  method: "POST",
  path: "/networkstorage/update",
  run: (world, { body }) => {
    const storageId = body.text("storageId", ID);
    const name = storageName(world, body);
    const sizeGb = body.count("storageSize", { min: SMALLEST_GB, max: 2 ** 31 - 1, required: true });
    const storage = existing(world, "networkStorage", storageId);
    if (sizeGb < storage.sizeGb)
      throw invalid(
        "storageSize",
        `value must be greater than or equal to ${storage.sizeGb}, the size it has`,
      );
    needRoom(world, sizeGb);
    keep(world, { ...storage, name, sizeGb });
  },
};

export const storageDelete: Operation = {
  name: "storageDelete",
  method: "POST",
  path: "/networkstorage/delete",
  run: (world, { body }) => {
    const storage = existing(world, "networkStorage", body.text("storageId", ID));
    needUnusedStorage(world, storage.id);
    discard(world, storage);
  },
};

function storageName(world: World, body: Fields): string {
  const name = body.text("storageName", ID);
  if (world.quirks.storageNames === "strict" && !/^[A-Za-z0-9-]+$/.test(name))
    throw invalid("storageName", "value must hold letters, digits and hyphens only");
  return name;
}

function needRoom(world: World, sizeGb: number): void {
  if (sizeGb > world.catalogue.account.networkStorageLimitGb) throw new ApiError("NETWORK_STORAGE_TOO_LARGE");
}

function storageView(world: World, { id, name, sizeGb, clusterId, createdAtMs }: NetworkStorage): object {
  return {
    storageId: id,
    storageName: name,
    storageSize: sizeGb,
    clusterId,
    clusterName: clusterName(world.catalogue, clusterId),
    price: String(STORAGE_UNITS_PER_GB_DAY),
    creator: "",
    createdAt: seconds(createdAtMs),
    uuid: id,
  };
}
