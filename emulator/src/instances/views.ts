import type { Cluster } from "../catalogue";
import type { World } from "../world";
import { connectView, endpoint } from "./access";
import { openPorts, type Instance, type Port } from "./instance";

type Json = Readonly<Record<string, unknown>>;

/** Unix seconds as the service writes times: a string. */
export const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** A number as the service writes it in most places: a string. */
export function numeral(world: World, value: number | string): number | string {
  return world.quirks.numbers === "string" ? String(value) : Number(value);
}

/** The body of Get. */
export function getView(world: World, instance: Instance): Json {
  const cluster = clusterOf(world, instance);
  return {
    ...sharedView(world, instance, cluster),
    ...(world.quirks.getFields === "real" ? undocumentedView(instance) : {}),
    ...(instance.network ? { network: instance.network } : {}),
    portMappings: shownPorts(world, instance).map((port) => ({
      ...port,
      endpoint: endpoint(instance, cluster, port),
    })),
    volumeMounts: volumeMounts(instance, (sizeGb) => sizeGb),
    node: world.quirks.node === "array" ? [nodeView(instance)] : nodeView(instance),
    jobs: runningJobs(world, instance).map(({ id, type }) => ({ id, type })),
    ...connectView(instance, cluster),
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
    volumeMounts: volumeMounts(instance, (sizeGb) => numeral(world, sizeGb)),
    productId: instance.productId,
    productName: instance.productName,
    rootfsSize: instance.rootfsGb,
    ...spotView(instance),
  };
}

/** Jobs that are not over. */
export function runningJobs(world: World, instance: Instance): Instance["jobs"] {
  return instance.jobs.filter((job) => job.brokenAtMs === null && job.endsAtMs > world.clock.now());
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
    ...(statusError ? { statusError } : {}),
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

function undocumentedView(instance: Instance): Json {
  const time = (ms: number | null): string => (ms === null ? "0" : seconds(ms));
  return {
    productId: instance.productId,
    productName: instance.productName,
    rootfsSize: instance.rootfsGb,
    ...spotView(instance),
    lastStartedAt: time(instance.startedAtMs),
    lastStoppedAt: time(instance.stoppedAtMs),
  };
}

function spotView(instance: Instance): Json {
  const { spotStatus, spotReclaimAtMs } = instance;
  return { spotStatus, spotReclaimTime: spotReclaimAtMs === null ? "0" : seconds(spotReclaimAtMs) };
}

/** By number: the service does not keep the order in which they were asked for. */
function shownPorts(world: World, instance: Instance): readonly Port[] {
  const ports = world.quirks.toolPorts === "listed" ? openPorts(instance) : instance.ports;
  return [...ports].map(({ port, type }) => ({ port, type })).sort((a, b) => a.port - b.port);
}

function volumeMounts(instance: Instance, size: (sizeGb: number) => number | string): readonly Json[] {
  const local = instance.localVolume;
  return [
    ...instance.mounts.map(({ id, mountPath, sizeGb }) => ({
      type: "network",
      size: size(sizeGb),
      id,
      mountPath,
    })),
    ...(local ? [{ type: "local", size: size(local.sizeGb), mountPath: local.mountPath }] : []),
  ];
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
