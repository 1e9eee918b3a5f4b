import { type NetworkStorage, NovitaError, rfc3339 } from "../../api";
import {
  createSchema,
  define,
  labelOf,
  listAll,
  type Live as AnyLive,
  type Moment,
  type Properties,
  REMEMBERED_KEY,
  type Step,
  viewOf,
} from "../../core";
import { describeHourly, HOURS_PER_MONTH, roundUsd } from "../../pricing";
import schema from "../../../schema.json";
import type { ClientContext } from "../clientContext";
import { adviser } from "../synonyms";
import { fields, outputs, secretOutputs, secretPaths, xKeywords } from "./generated/fields";
import type { Computed, NetworkStorageInputs } from "./generated/inputs";
import type { Inputs } from "./inputs";
import { checkPurchase } from "./preflight";
import { hourlyUsdOf } from "./price";

/** A storage as the service shows it, under the names that the user knows. */
type Live = AnyLive & Partial<NetworkStorageInputs> & Computed;

/** The one call that changes a storage: it says name and size. */
const change: Step<ClientContext, Live, Inputs, Inputs> = {
  doing: "setting its name and size",
  achieves: ["name", "size"],
  refuse: async (ctx, { id, live, news }) => {
    if (live.size === undefined || live.size <= news.size) return;
    const has = viewOf(ctx, news).show("size", `${live.size} GB`);
    throw new NovitaError(
      `${labelOf(networkStorage, { id, name: live.name })} was not changed: it has ${has}, more than is declared, and a storage cannot shrink. Somebody has grown it outside Pulumi: declare the size that it has, then run \`pulumi up\` again.`,
    );
  },
  send: ({ client }, { id, live, news }, options) =>
    client.updateNetworkStorage(
      id,
      { storageName: String(news.name ?? live.name), storageSize: news.size },
      options,
    ),
};

const impossible = (field: string): string => (field === "clusterId" ? "move to another cluster" : "shrink");

/** What is remembered of a storage that somebody else has grown: the size that was asked for. */
interface Memory {
  readonly askedSize?: number;
}

/** Whether a program asks for no less than it did, and it was somebody else who made the storage larger: no data is lost for that. */
const wasGrown = (olds: Properties, news: Properties): boolean =>
  (olds[REMEMBERED_KEY] as Memory | undefined)?.askedSize === news.size;

/** A disk that the instances of one cluster can mount. */
export const networkStorage = define({
  type: "NetworkStorage",
  noun: "Network storage",
  facts: {
    fields,
    outputs,
    secretPaths,
    secretOutputs,
    schema: createSchema(schema.$defs.NetworkStorage, xKeywords),
  },

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

  adviceOn: adviser({ "": { name: "storagename", size: "storagesize sizegb capacity disksize" } }, {}),
  steps: [change],
  replaces: (field, olds, news) =>
    field === "clusterId" ||
    (field === "size" && Number(news.size) < Number(olds.size) && !wasGrown(olds, news)),
  remember: ({ size }: Live, inputs: Inputs, { kind, before }: Moment) => {
    const asked =
      kind === "applied" ? inputs.size : ((before as Memory | undefined)?.askedSize ?? inputs.size);
    return { askedSize: asked === size ? undefined : asked };
  },
  remarksOn: ({ label, replaces }) => [
    replaces.length > 0
      ? `${label} will be replaced by a new, empty one, and everything on it is lost: a storage cannot ${replaces.map(impossible).join(" and cannot ")}.`
      : undefined,
  ],
  isSettable: (field, live: Live, inputs: Inputs) =>
    field === "name" || (field === "size" && inputs.size > (live.size ?? 0)),

  buys: ({ size }, news) => Number(news.size) > Number(size),
  checkPurchase,
  priceOf: async (_ctx, { hourlyPrice }: Live) => describeHourly(hourlyPrice),
});

function toLive({ id, name, sizeGb, clusterId, clusterName, usdPerGbDay, createdAt }: NetworkStorage): Live {
  const hourlyUsd = sizeGb === undefined ? undefined : hourlyUsdOf(sizeGb, usdPerGbDay);
  return {
    ...{ id, name, status: "ready", size: sizeGb, clusterId, clusterName, createdAt: rfc3339(createdAt) },
    ...(hourlyUsd !== undefined && {
      hourlyPrice: roundUsd(hourlyUsd),
      monthlyPrice: roundUsd(hourlyUsd * HOURS_PER_MONTH),
    }),
  };
}
