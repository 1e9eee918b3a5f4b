import { isRecord } from "../json";
import { printable, wellFormed } from "../redact";
import type { Cluster, EnvVar, Instance, InstancePage, Mount, Placed, Port, Product } from "./instance";

/** What an answer lacks; the caller makes it an error that names the call. */
export class UnexpectedShape extends Error {}

/** Product prices are integers of 1/100 000 USD, often as strings (API page, section 1). */
const PRICE_UNITS_PER_USD = 100_000;

const ENDLESS = -1;

const LONGEST_STATUS = 80;
/** Longer than the longest variable, so that no secret is cut where it could not be recognised any more. */
const LONGEST_STATUS_MESSAGE = 10_000;

/**
 * More than the longest field of an order. What is longer would not fit into the message in which an instance reaches
 * Pulumi, and the instance would be lost over it.
 */
const LONGEST_TEXT = 16_384;
const INSTANCE_ID = /^[\w.:-]{1,128}$/;

type Fields = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value !== "" ? wellFormed(value.slice(0, LONGEST_TEXT)) : undefined;
}

/** An id: a text or, leniently, a number; nothing else names a thing. */
function identity(...candidates: readonly unknown[]): string | undefined {
  return candidates.map((value) => (typeof value === "boolean" ? undefined : text(value))).find(Boolean);
}

/**
 * The id of an instance. It stands in addresses and in the state, and Pulumi prints it as it is: what could not be one
 * counts as none. A number that lost digits would name another instance.
 */
function instanceId(fields: Fields): string | undefined {
  const id = identity(fields.id, fields.instanceId);
  const isExact = typeof fields.id !== "number" || Number.isSafeInteger(fields.id);
  return id !== undefined && isExact && INSTANCE_ID.test(id) ? id : undefined;
}

/** Words that are shown as they are, so on one line and without anything that a terminal would obey. */
function words(value: unknown, limit: number): string | undefined {
  return printable(text(value) ?? "", limit) || undefined;
}

/** A text that may well be empty: "" says that there is none, which is more than saying nothing. */
function textOrEmpty(value: unknown): string | undefined {
  return value === "" ? "" : text(value);
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : undefined;
}

/** An object if the page names an object or a list of one (API page 7.8). */
function record(value: unknown): Fields {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isRecord(first) ? first : {};
}

function records(value: unknown): Fields[] | undefined {
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}

/** Leaves out what is undefined, so that absent is absent. */
function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** `{id}` of an accepted create; a few servers say `instanceId`. */
export function decodeCreated(answer: unknown): string {
  const id = instanceId(record(answer));
  if (id === undefined) throw new UnexpectedShape("it carries no instance id");
  return id;
}

/** One instance: flat, or inside `{instance: …}` as some clients have seen it (API page 4.3). */
export function decodeInstance(answer: unknown): Instance {
  const outer = record(answer);
  const fields = isRecord(outer.instance) ? outer.instance : outer;
  const id = instanceId(fields);
  const status = words(fields.status, LONGEST_STATUS) ?? words(record(fields.status).status, LONGEST_STATUS);
  if (id === undefined) throw new UnexpectedShape("the instance has no id");
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

function decodeEnv(fields: Fields): EnvVar[] {
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

/** What an error looks like (API page, section 5), whatever status it comes with: an empty list beside it is none. */
function isErrorBody({ code, reason }: Fields): boolean {
  return (number(code) ?? 0) >= 400 || (typeof reason === "string" && reason !== "");
}

/**
 * `{instances, total}`, and no other list: an empty one of another API, behind a wrong address, would take every
 * instance for gone. An entry without id or status makes the whole list unreadable: it could be ours.
 */
export function decodeInstancePage(answer: unknown): InstancePage {
  const fields = isRecord(answer) ? answer : {};
  const total = number(fields.total);
  if (isErrorBody(fields)) throw new UnexpectedShape("it says that something went wrong");
  if (Object.hasOwn(fields, "total") && fields.total !== null && !(total !== undefined && total >= 0))
    throw new UnexpectedShape("its total is no number of instances");
  // A Go service may write an empty list as null. Only if it also says that there are none is that believed.
  const none = fields.instances === null && total === 0;
  const items = none ? [] : fields.instances;
  if (!Array.isArray(items)) throw new UnexpectedShape("it has no list of instances");
  return present<InstancePage>({ instances: items.map(decodeInstance), total });
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

/** "0" is how the service writes "not offered". */
function usd(value: unknown): number | undefined {
  const units = number(value);
  return units === undefined || units <= 0 ? undefined : units / PRICE_UNITS_PER_USD;
}

/** The clusters. */
export function decodeClusters(answer: unknown): Cluster[] {
  return entries(answer, "clusters").map(([id, fields]) =>
    present<Cluster>({
      id,
      name: text(fields.name),
      hasNetworkStorage: flag(fields.supportNetworkStorage),
      hasNetworks: flag(fields.supportInstanceNetwork),
    }),
  );
}

/**
 * The network storages.
 *
 * @param id The one that was asked for: an answer that lacks it and has more pages does not tell whether it exists.
 */
export function decodeNetworkStorages(answer: unknown, id: string): Placed[] {
  const storages = records(record(answer).data)?.flatMap((fields) => placed(fields, fields.storageId)) ?? [];
  const total = number(record(answer).total) ?? storages.length;
  if (!Array.isArray(record(answer).data)) throw new UnexpectedShape("it has no list of network storages");
  if (total > storages.length && !storages.some((each) => each.id === id))
    throw new UnexpectedShape("its list of network storages is not whole");
  return storages;
}

/** A VPC network: in a list of one, as the page has it, or alone (API page 7.8). */
export function decodeNetwork(answer: unknown): Placed[] {
  const fields = record(record(answer).network);
  return placed(fields, fields.Id, fields.id);
}

function placed(fields: Fields, ...ids: readonly unknown[]): Placed[] {
  const id = identity(...ids);
  return id === undefined ? [] : [present<Placed>({ id, clusterId: text(fields.clusterId) })];
}

/** The ids of the stored registry credentials; their passwords are not read. */
export function decodeRegistryAuths(answer: unknown): string[] {
  const list = records(record(answer).data);
  if (!list) throw new UnexpectedShape("it has no list of registry credentials");
  return list.flatMap(({ id }) => identity(id) ?? []);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
