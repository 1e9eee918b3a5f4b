import {
  type Fields,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  text,
  thingId,
  usd,
} from "./fields";

/** A disk that the instances of one cluster can mount. */
export interface NetworkStorage {
  readonly id: string;
  readonly name?: string;
  readonly sizeGb?: number;
  readonly clusterId?: string;
  readonly clusterName?: string;
  /** What a GB costs a day. */
  readonly usdPerGbDay?: number;
  /** Seconds since 1970. */
  readonly createdAt?: number;
}

/** The id of a storage that was just created: a bare text, or in an object (API page 4.22); absent if it tells none. */
export function decodeCreatedStorage(answer: unknown): string | undefined {
  const { storageId, data } = record(answer);
  return thingId(typeof answer === "string" ? answer : undefined, storageId, record(data).storageId);
}

/** `{data, total}`. */
export function decodeNetworkStorages(answer: unknown): Page<NetworkStorage> {
  return pageOf(answer, ["data"], "network storages", decodeStorage);
}

function decodeStorage(fields: Fields): NetworkStorage {
  return present<NetworkStorage>({
    id: mustHaveId("the network storage has no id", fields.storageId),
    name: text(fields.storageName),
    sizeGb: number(fields.storageSize),
    clusterId: text(fields.clusterId),
    clusterName: text(fields.clusterName),
    usdPerGbDay: usd(fields.price),
    createdAt: number(fields.createdAt) || undefined,
  });
}
