import type { Cluster } from "../catalogue";
import type { World } from "../world";
import { endpoint, jupyter, logs, ssh, webTerminal } from "./access";
import { runningJobs } from "./jobs";
import { openPorts, type Instance, type Port } from "./instance";
import { releaseDue } from "./time/release";

type Json = Readonly<Record<string, unknown>>;

/** Unix seconds as the service writes times: a string. */
export const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** A time that may not be known: "0" then. */
const time = (ms: number | null): string => (ms === null ? "0" : seconds(ms));

/** A number as the service writes it in most places: a string. */
export function numeral(world: World, value: number | string): number | string {
  return world.quirks.numbers === "string" ? String(value) : Number(value);
}

/** The body of Get. */
export function getView(world: World, instance: Instance): Json {
  const cluster = clusterOf(world, instance);
  return {
    ...sharedView(world, instance, cluster),
    ...undocumentedView(world, instance),
    ...message(world, "network", instance.network),
    portMappings: shownPorts(world, instance).map((port) => ({
      ...port,
      endpoint: endpoint(instance, cluster, port),
    })),
    volumeMounts: volumeMounts(world, instance, (sizeGb) => sizeGb),
    node: world.quirks.node === "array" ? [nodeView(instance)] : nodeView(instance),
    jobs: runningJobs(world, instance).map(({ id, type }) => ({ id, type })),
    ...connectViews(world, instance, cluster),
    freeStorageSize: world.catalogue.freeDiskGb,
    keepDataDay: world.catalogue.keepDataDays,
  };
}

/** One item of List. */
export function listView(world: World, instance: Instance): Json {
  const cluster = clusterOf(world, instance);
  const withEndpoint = world.quirks.listEndpoints === "present";
  return {
    ...sharedView(world, instance, cluster),
    portMappings: shownPorts(world, instance).map((port) =>
      withEndpoint ? { ...port, endpoint: endpoint(instance, cluster, port) } : port,
    ),
    volumeMounts: volumeMounts(world, instance, (sizeGb) => numeral(world, sizeGb)),
    productId: instance.productId,
    productName: instance.productName,
    rootfsSize: instance.rootfsGb,
    ...spotView(instance),
  };
}

/** A nested object, which the service writes as null, or leaves out, if there is none. */
function message(world: World, name: string, value: object | null): Json {
  if (value === null && world.quirks.unsetMessages === "omitted") return {};
  return { [name]: value };
}

/** The ways in that the service adds by itself. */
function connectViews(world: World, instance: Instance, cluster: Cluster): Json {
  const terminal = world.quirks.webTerminal === "on" ? webTerminal(instance, cluster) : null;
  return {
    connectComponentSSH: ssh(instance, cluster),
    ...message(world, "connectComponentWebTerminal", terminal),
    ...message(world, "connectComponentJupyter", jupyter(instance, cluster)),
    connectComponentLog: logs(instance, cluster),
  };
}

function sharedView(world: World, instance: Instance, cluster: Cluster): Json {
  const { id, name, kind, imageUrl, imageAuthId, command, entrypoint, envs, status, statusError } = instance;
  const unnamed = instance.billingMode === "onDemand" && world.quirks.onDemandName === "empty";
  return {
    id,
    name,
    clusterId: cluster.id,
    clusterName: cluster.name,
    status,
    ...message(world, "statusError", statusError),
    imageUrl,
    imageAuthId,
    command,
    entrypoint,
    cpuNum: numeral(world, instance.cpuNum),
    memory: numeral(world, instance.memoryGb),
    gpuNum: numeral(world, instance.gpuNum),
    envs,
    kind,
    billingMode: unnamed ? "" : instance.billingMode,
    endTime: instance.endsAtMs === null ? "-1" : seconds(instance.endsAtMs),
    createdAt: seconds(instance.createdAtMs),
  };
}

/** What Get tells beside the fields that its page lists. */
function undocumentedView(world: World, instance: Instance): Json {
  const { getFields } = world.quirks;
  if (getFields === "documented") return {};
  return {
    productId: instance.productId,
    productName: instance.productName,
    rootfsSize: instance.rootfsGb,
    ...(getFields === "real" ? spotView(instance) : {}),
    lastStartedAt: time(instance.startedAtMs),
    lastStoppedAt: time(instance.stoppedAtMs),
    releaseDataAt: time(releasedAtMs(world, instance)),
  };
}

/** When a stopped instance is thrown away; null if it is not. */
function releasedAtMs(world: World, instance: Instance): number | null {
  const due = releaseDue(world, instance);
  return Number.isFinite(due) ? due : null;
}

function spotView(instance: Instance): Json {
  const { spotStatus, spotReclaimAtMs } = instance;
  return { spotStatus, spotReclaimTime: time(spotReclaimAtMs) };
}

/** By number: the service does not keep the order in which they were asked for. */
function shownPorts(world: World, instance: Instance): readonly Port[] {
  const ports = world.quirks.toolPorts === "listed" ? openPorts(instance) : instance.ports;
  return [...ports].map(({ port, type }) => ({ port, type })).sort((a, b) => a.port - b.port);
}

function volumeMounts(
  world: World,
  instance: Instance,
  size: (sizeGb: number) => number | string,
): readonly Json[] {
  const local = instance.localVolume;
  return [
    ...instance.mounts.map(({ id, mountPath }) => ({
      type: "network",
      size: size(storageSizeGb(world, id)),
      id,
      mountPath,
    })),
    ...(local ? [{ type: "local", size: size(local.sizeGb), mountPath: local.mountPath }] : []),
  ];
}

function storageSizeGb(world: World, id: string): number {
  const storage = world.state.holdings.get(id);
  return storage?.kind === "networkStorage" ? storage.sizeGb : 0;
}

function nodeView(instance: Instance): Json {
  return { maxRootfsSize: instance.maxRootfsGb };
}

function clusterOf(world: World, instance: Instance): Cluster {
  const cluster = world.catalogue.clusters.find(({ id }) => id === instance.clusterId);
  if (!cluster)
    throw new Error(
      `The catalogue has no cluster ${instance.clusterId}, in which instance ${instance.id} is.`,
    );
  return cluster;
}
