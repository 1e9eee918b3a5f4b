import { isRecord } from "../json";
import {
  type Fields,
  identity,
  LONGEST_STATUS,
  LONGEST_STATUS_MESSAGE,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  records,
  text,
  textOrEmpty,
  UnexpectedShape,
  usd,
  words,
} from "./fields";
import type { Cluster, EnvVar, Instance, Mount, Port, Product } from "./instance";

const ENDLESS = -1;

/** `{id}` of an accepted create; a few servers say `instanceId`. */
export function decodeCreated(answer: unknown): string {
  return mustHaveId("it carries no instance id", record(answer).id, record(answer).instanceId);
}

/** One instance: flat, or inside `{instance: …}` as some clients have seen it (API page 4.3). */
export function decodeInstance(answer: unknown): Instance {
  const outer = record(answer);
  const fields = isRecord(outer.instance) ? outer.instance : outer;
  const id = mustHaveId("the instance has no id", fields.id, fields.instanceId);
  const status = words(fields.status, LONGEST_STATUS) ?? words(record(fields.status).status, LONGEST_STATUS);
  if (status === undefined) throw new UnexpectedShape("the instance has no status");
  const statusMessage = failureWords(fields.statusError, status);
  return {
    id,
    status,
    ...(statusMessage !== undefined && { statusMessage }),
    ...what(fields),
    ...where(fields),
    ...credentials(fields),
  };
}

/** What the service says is wrong: its message, else the state of the failure, which is none if it repeats the status. */
function failureWords(statusError: unknown, status: string): string | undefined {
  const { message, state } = record(statusError);
  const said = words(message, LONGEST_STATUS_MESSAGE) ?? words(statusError, LONGEST_STATUS_MESSAGE);
  const named = typeof state === "string" && state !== status && /[a-z]/i.test(state);
  return said ?? (named ? words(state, LONGEST_STATUS) : undefined);
}

function what(fields: Fields): Partial<Instance> {
  const endTime = number(fields.endTime);
  return present<Partial<Instance>>({
    name: text(fields.name),
    kind: text(fields.kind),
    productId: text(fields.productId),
    productName: text(fields.productName),
    gpuNum: number(fields.gpuNum),
    rootfsSize: number(fields.rootfsSize),
    imageUrl: text(fields.imageUrl),
    imageAuthId: textOrEmpty(fields.imageAuthId),
    command: textOrEmpty(fields.command),
    entrypoint: textOrEmpty(fields.entrypoint),
    billingMode: text(fields.billingMode),
    endTime: endTime === undefined || endTime === ENDLESS || endTime === 0 ? undefined : endTime,
    createdAt: number(fields.createdAt),
    spotStatus: textOrEmpty(fields.spotStatus),
    spotReclaimAt: number(fields.spotReclaimTime) || undefined,
    releaseDataAt: number(fields.releaseDataAt) || undefined,
  });
}

function where(fields: Fields): Partial<Instance> {
  return present<Partial<Instance>>({
    clusterId: text(fields.clusterId),
    clusterName: text(fields.clusterName),
    networkId: identity(record(fields.network).id, record(fields.network).Id),
    ports: records(fields.portMappings)?.flatMap(decodePort),
    envs: records(fields.envs)?.flatMap(decodeEnv),
    mounts: records(fields.volumeMounts)?.flatMap(decodeMount),
  });
}

function decodePort(fields: Fields): Port[] {
  const port = number(fields.port);
  if (port === undefined) return [];
  return [present<Port>({ port, type: text(fields.type) ?? "tcp", endpoint: text(fields.endpoint) })];
}

/** One environment variable; none if it has no name. */
export function decodeEnv(fields: Fields): EnvVar[] {
  const key = text(fields.key);
  return key === undefined ? [] : [{ key, value: text(fields.value) ?? "" }];
}

function decodeMount(fields: Fields): Mount[] {
  const mountPath = text(fields.mountPath) ?? text(fields.mountPoint);
  if (mountPath === undefined) return [];
  const type = text(fields.type) ?? "network";
  return [present<Mount>({ type, id: identity(fields.id, fields.Id), mountPath })];
}

function credentials(fields: Fields): Pick<Instance, "ssh" | "jupyter" | "secrets"> {
  const ssh = record(fields.connectComponentSSH);
  const terminal = record(fields.connectComponentWebTerminal);
  const jupyter = record(fields.connectComponentJupyter);
  const command = text(ssh.sshCommand) ?? text(fields.sshCommand);
  const password = text(ssh.password) ?? text(fields.sshPassword);
  const url = text(jupyter.address);
  const secrets = [password, text(terminal.password)];
  return {
    ...((command ?? password) && { ssh: present({ command, password }) }),
    ...(url && { jupyter: present({ url, port: number(jupyter.port) }) }),
    secrets: secrets.filter((secret): secret is string => secret !== undefined),
  };
}

/** `{instances, total}`. */
export function decodeInstancePage(answer: unknown): Page<Instance> {
  return pageOf(answer, ["instances"], "instances", decodeInstance);
}

/** `{data: […]}`, or the bare list or the single entry that the page of CPU products shows (API page 4.20); what has no id is none. */
function entries(answer: unknown, kind: string): [id: string, Fields][] {
  const single = record(answer);
  const isSingle = identity(single.id) !== undefined;
  const list = records(Array.isArray(answer) ? answer : single.data) ?? (isSingle ? [single] : undefined);
  if (!list) throw new UnexpectedShape(`it has no list of ${kind}`);
  return list.flatMap((fields): [string, Fields][] => {
    const id = identity(fields.id);
    return id === undefined ? [] : [[id, fields]];
  });
}

/** GPU or CPU products with their prices in USD. */
export function decodeProducts(answer: unknown): Product[] {
  return entries(answer, "products").map(([id, fields]) =>
    present<Product>({
      id,
      name: text(fields.name),
      hourlyUsd: usd(fields.price),
      spotHourlyUsd: usd(fields.spotPrice),
      monthly: (records(fields.monthlyPrice) ?? []).flatMap(decodeTerm),
      stock: text(fields.inventoryState),
      available: flag(fields.availableDeploy),
      cpus: number(fields.cpuPerGpu) ?? number(fields.cpuNum),
      memoryGb: number(fields.memoryPerGpu) ?? number(fields.memorySize),
      regions: texts(fields.regions),
      minRootfsGb: number(fields.minRootFS),
      maxRootfsGb: number(fields.maxRootFS),
    }),
  );
}

function decodeTerm(fields: Fields): { months: number; usd: number }[] {
  const months = number(fields.month);
  const price = usd(fields.price);
  return months === undefined || months < 1 || price === undefined ? [] : [{ months, usd: price }];
}

/** The clusters. */
export function decodeClusters(answer: unknown): Cluster[] {
  return entries(answer, "clusters").map(([id, fields]) =>
    present<Cluster>({
      id,
      name: text(fields.name),
      gpuTypes: texts(fields.availableGpuType),
      hasNetworkStorage: flag(fields.supportNetworkStorage),
      hasNetworks: flag(fields.supportInstanceNetwork),
    }),
  );
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
