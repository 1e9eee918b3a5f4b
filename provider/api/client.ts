import * as decode from "./entities/decode";
import { API_PATH } from "./baseUrl";
import {
  type Cluster,
  type Instance,
  type InstancePage,
  learnFromRequest,
  learningReaders,
  type Placed,
  type Product,
  type Readers,
} from "./entities";
import { type CallContext, unreadable } from "./errors";
import type { components } from "./generated/wire";
import {
  type CallEnvironment,
  defaultRetryLimits,
  type HttpRequest,
  perform,
  type RetryLimits,
} from "./http";
import { type OperationName, operations } from "./operations";
import { Redactor } from "./redact";

type Wire = components["schemas"];

/** What the create endpoint takes. */
export type CreateInstanceRequest = Wire["CreateInstanceRequest"];
/** What the edit endpoint takes, beside the instance's id. */
export type EditInstanceRequest = Omit<Wire["EditInstanceRequest"], "instanceId">;
/** What the upgrade endpoint takes, beside the instance's id. Everything is given in full. */
export type UpgradeInstanceRequest = Omit<Wire["UpgradeInstanceRequest"], "instanceId">;

/** How long a call tries, and what stops it. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** For all attempts and pauses together, in milliseconds. Default: 120 000. */
  readonly budgetMs?: number;
  /** Default: {@link defaultRetryLimits}. */
  readonly limits?: RetryLimits;
  /** Asked before each further attempt; on `false` there is none, and the last failure is thrown. */
  readonly goesOn?: () => Promise<boolean>;
}

/** Which instances a list shows, and which page of them. */
export interface ListQuery {
  /** Fuzzy: instances whose name contains it. */
  readonly name?: string;
  readonly pageSize: number;
  /** The page; whether the first is 0 or 1 no page says. */
  readonly pageNum: number;
}

/** Which products a list shows. */
export interface ProductQuery {
  readonly billingMethod?: "onDemand" | "monthly" | "spot";
  readonly clusterId?: string;
}

/**
 * The v1 API, a method an operation. Every method:
 * - reads leniently, sends strictly;
 * - repeats what may be repeated (see `retry.ts`) within `budgetMs`;
 * - throws a `NovitaError` whose message says what was done to what, the API's words, and what to do;
 *   an `InDoubtError` if the service may have done it all the same.
 */
export interface NovitaClient {
  /** Creates an instance and returns its id. Never repeated when its outcome is unknown. */
  createInstance(body: CreateInstanceRequest, options?: CallOptions): Promise<string>;
  getInstance(id: string, options?: CallOptions): Promise<Instance>;
  listInstances(query: ListQuery, options?: CallOptions): Promise<InstancePage>;
  /** Sets all ports and grows the root disk by `expandRootDisk` GB. */
  editInstance(id: string, body: EditInstanceRequest, options?: CallOptions): Promise<void>;
  startInstance(id: string, options?: CallOptions): Promise<void>;
  stopInstance(id: string, options?: CallOptions): Promise<void>;
  restartInstance(id: string, options?: CallOptions): Promise<void>;
  deleteInstance(id: string, options?: CallOptions): Promise<void>;
  /** Resets the instance with another image, command, variables or mounts. */
  upgradeInstance(id: string, body: UpgradeInstanceRequest, options?: CallOptions): Promise<void>;
  migrateInstance(id: string, options?: CallOptions): Promise<void>;
  /** Buys `month` more months of a monthly instance. */
  renewInstance(id: string, month: number, options?: CallOptions): Promise<void>;
  /** Turns an on-demand instance into a monthly one, for `month` months. */
  transToMonthlyInstance(id: string, month: number, options?: CallOptions): Promise<void>;
  setAutoRenew(id: string, autoRenew: boolean, autoRenewMonth: number, options?: CallOptions): Promise<void>;
  setAutoMigrate(id: string, open: boolean, systemDisk: boolean, options?: CallOptions): Promise<void>;
  listProducts(query: ProductQuery, options?: CallOptions): Promise<Product[]>;
  listCpuProducts(query: Pick<ProductQuery, "clusterId">, options?: CallOptions): Promise<Product[]>;
  listClusters(options?: CallOptions): Promise<Cluster[]>;
  /** The network storages, among them the one of an id if the account has it. */
  listNetworkStorages(id: string, options?: CallOptions): Promise<Placed[]>;
  /** The VPC network of an id, in a list; an `InvalidRequestError` if the service knows none. */
  getNetwork(id: string, options?: CallOptions): Promise<Placed[]>;
  /** The ids of the registry credentials that are stored at the service. */
  listRegistryAuths(options?: CallOptions): Promise<string[]>;
}

const DEFAULT_BUDGET_MS = 120_000;

/** What a client is made of. */
export interface ClientOptions extends CallEnvironment {
  /**
   * Learns the secrets that are sent and seen, and the names of things, and takes secrets out of the service's words.
   * Default: one of its own.
   */
  readonly redactor?: Redactor;
}
/** A client over a transport, a clock and a source of randomness; {@link createTransport} gives the real one. */
export function createClient({ redactor = new Redactor(), ...env }: ClientOptions): NovitaClient {
  const read = learningReaders(redactor);
  const call = callsOver(env, redactor);
  const change = (name: OperationName, id: string, fields: object, options?: CallOptions): Promise<void> =>
    call(name, id, { body: { instanceId: id, ...fields } }, () => undefined, options);

  return {
    createInstance: (body, options) =>
      call("createInstance", quoted(body.name), { body }, createdId, options),
    getInstance: (id, options) =>
      call(
        "getInstance",
        id,
        { query: { instanceId: id } },
        (json) => same(id, read.instance(json)),
        options,
      ),
    listInstances: (query, options) =>
      call("listInstances", undefined, { query: defined(query) }, read.page, options),
    editInstance: (id, body, options) => change("editInstance", id, body, options),
    startInstance: (id, options) => change("startInstance", id, {}, options),
    stopInstance: (id, options) => change("stopInstance", id, {}, options),
    restartInstance: (id, options) => change("restartInstance", id, {}, options),
    deleteInstance: (id, options) => change("deleteInstance", id, {}, options),
    upgradeInstance: (id, body, options) => change("upgradeInstance", id, body, options),
    migrateInstance: (id, options) => change("migrateInstance", id, {}, options),
    renewInstance: (id, month, options) => change("renewInstance", id, { month }, options),
    transToMonthlyInstance: (id, month, options) => change("transToMonthlyInstance", id, { month }, options),
    setAutoRenew: (id, autoRenew, autoRenewMonth, options) =>
      // The one operation that takes a list of ids (API page 4.14).
      call(
        "setAutoRenew",
        id,
        { body: { instanceIds: [id], autoRenew, autoRenewMonth } },
        () => undefined,
        options,
      ),
    setAutoMigrate: (id, open, systemDisk, options) =>
      change("setAutoMigrate", id, { autoMigrateOpen: open, autoMigrateSystemDisk: systemDisk }, options),
    ...offersOf(call, read),
  };
}

/** Reads of what there is to order, and of what an order can name. */
function offersOf(
  call: CallByName,
  read: Readers,
): Pick<
  NovitaClient,
  | "listProducts"
  | "listCpuProducts"
  | "listClusters"
  | "listNetworkStorages"
  | "getNetwork"
  | "listRegistryAuths"
> {
  return {
    listProducts: (query, options) =>
      call("listProducts", undefined, { query: defined(query) }, read.products, options),
    listCpuProducts: (query, options) =>
      call("listCpuProducts", undefined, { query: defined(query) }, read.products, options),
    listClusters: (options) => call("listClusters", undefined, {}, decode.decodeClusters, options),
    listNetworkStorages: (id, options) => {
      const storages = (json: unknown): Placed[] => decode.decodeNetworkStorages(json, id);
      return call("listNetworkStorages", undefined, { query: { storageId: id } }, storages, options);
    },
    getNetwork: (id, options) =>
      call("getNetwork", id, { query: { networkId: id } }, decode.decodeNetwork, options),
    listRegistryAuths: (options) =>
      call("listRegistryAuths", undefined, {}, decode.decodeRegistryAuths, options),
  };
}

/** Makes a call of the API, by the name of its operation. */
type CallByName = <T>(
  name: OperationName,
  subject: string | undefined,
  request: Pick<HttpRequest, "query" | "body">,
  decodeAnswer: (json: unknown, context: CallContext) => T,
  options?: CallOptions,
) => Promise<T>;

function callsOver(env: CallEnvironment, redactor: Redactor): CallByName {
  return (name, subject, request, decodeAnswer, options = {}) => {
    const { signal, budgetMs = DEFAULT_BUDGET_MS, limits = defaultRetryLimits, goesOn } = options;
    const operation = operations[name];
    const { doing, target } = operation;
    const context: CallContext = { doing, subject, target, address: env.baseUrl };
    learnFromRequest(redactor, request.body);
    return perform(env, {
      operation,
      context,
      request,
      path: API_PATH + operation.path,
      limits,
      budgetMs,
      signal,
      goesOn,
      redact: (text) => redactor.redact(text),
      read: (json) => readingShape(context, () => decodeAnswer(json, context)),
    });
  };
}

function quoted(name: string | undefined): string | undefined {
  return name === undefined ? undefined : JSON.stringify(name);
}

function createdId(json: unknown, context: CallContext): string {
  const id = decode.decodeCreated(json);
  if (id === undefined) throw unreadable(context, "it carries no instance id");
  return id;
}

function same(id: string, instance: Instance): Instance {
  if (instance.id !== id) throw new decode.UnexpectedShape("it shows another instance");
  return instance;
}

function defined(query: object): Record<string, string | number> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""));
}

function readingShape<T>(context: CallContext, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof decode.UnexpectedShape) throw unreadable(context, error.message);
    throw error;
  }
}
