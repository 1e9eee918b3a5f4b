import { ApiError } from "../../errors";
import { born, discard, drawUuid, existing, holdingsOf, keep, listed } from "../../holdings/account";
import type { Network } from "../../holdings/holding";
import { isReady } from "../../holdings/network";
import { instancesWith, needUnusedNetwork } from "../../holdings/use";
import { seconds } from "../../instances/views";
import { invalid } from "../../requests/fields";
import { drawNumber, type World } from "../../world";
import { findCluster } from "../offers/clusters";
import type { Operation } from "../operation";
import { fuzzy, pageOf, textFrom, totalOf } from "../page";

const ID = { min: 1, max: 255, required: true };
const MOST_NAME_CHARS = 30;

/** Comes about by and by: `creating` at first, `ready` after half of the boot time. */
export const networkCreate: Operation = {
  name: "networkCreate",
  method: "POST",
  path: "/network/create",
  births: ["invisible", "stuck", "fail"],
  run: (world, { body, birth }) => {
    const clusterId = body.text("clusterId", ID);
    const name = body.text("name", { max: MOST_NAME_CHARS });
    if (!findCluster(world.catalogue, clusterId).supportInstanceNetwork)
      throw invalid("clusterId", `cluster ${clusterId} has no VPC networks`);
    if (holdingsOf(world, "network").length >= world.catalogue.account.networkLimit)
      throw new ApiError("NETWORK_MAX_LIMIT");
    const readyAtMs = world.clock.now() + world.state.settings.bootMs / 2;
    const network = keep(world, {
      ...born(world, birth),
      kind: "network",
      id: drawUuid(world),
      name,
      clusterId,
      segment: `10.${100 + drawNumber(world, 150)}.0.0/16`,
      readyAtMs: birth.stuckAt === undefined && birth.failure === undefined ? readyAtMs : null,
      failure: birth.failure === undefined ? null : { atMs: readyAtMs, message: birth.failure },
    });
    return world.quirks.networkCreated === "item" ? { network: [networkView(world, network)] } : undefined;
  },
};

export const networkGet: Operation = {
  name: "networkGet",
  method: "GET",
  path: "/network",
  run: (world, { query }) => {
    const networkId = textFrom(query, "networkId");
    if (networkId === undefined) throw invalid("networkId", "value is required");
    return { network: [networkView(world, existing(world, "network", networkId))] };
  },
};

/** Newest first. The pages call the list `network`, real answers `networks`. */
export const networkList: Operation = {
  name: "networkList",
  method: "GET",
  path: "/networks",
  run: (world, { query }) => {
    const [name, creators] = [textFrom(query, "name"), textFrom(query, "creators")];
    const mine = creators === undefined || creators.split(",").includes(world.catalogue.account.user);
    const found = listed(world, "network")
      .filter((network) => mine && fuzzy(network.name, name))
      .reverse();
    const page = pageOf(world, found, query).map((network) => networkView(world, network));
    return { [world.quirks.networkListKey]: page, total: totalOf(world, found, "string") };
  },
};

export const networkUpdate: Operation = {
  name: "networkUpdate",
  method: "POST",
  path: "/network/update",
  run: (world, { body }) => {
    const networkId = body.text("networkId", ID);
    const name = body.text("name", { min: 1, max: MOST_NAME_CHARS, required: true });
    keep(world, { ...existing(world, "network", networkId), name });
  },
};

export const networkDelete: Operation = {
  name: "networkDelete",
  method: "POST",
  path: "/network/delete",
  run: (world, { body }) => {
    const network = existing(world, "network", body.text("networkId", ID));
    needUnusedNetwork(world, network.id);
    discard(world, network);
  },
};

function networkView(world: World, network: Network): object {
  const { id, name, segment, clusterId, createdAtMs } = network;
  const state = stateOf(world, network);
  return {
    Id: id,
    user: world.catalogue.account.user,
    name,
    state: world.quirks.networkState === "array" ? [state] : state,
    segment,
    clusterId,
    Addresses: instancesWith(world, (instance) => instance.network?.id === id).map((instance) => ({
      Id: instance.id,
      Ip: instance.network?.ip,
    })),
    createTime: seconds(createdAtMs),
  };
}

function stateOf(world: World, network: Network): { readonly state: string; readonly error: string } {
  const now = world.clock.now();
  if (isReady(network, now)) return { state: "ready", error: "" };
  const { failure } = network;
  const failed = failure !== null && failure.atMs <= now ? failure.message : undefined;
  const early = world.quirks.networkCreating === "error" ? "the network is not ready yet" : "";
  return { state: "creating", error: failed ?? early };
}
