import * as decode from "./entities/decode";
import { API_PATH } from "./baseUrl";
import { type CallByName, defined, type ListQuery, quoted, same, sending } from "./calls";
import { companionsOf } from "./companions";
import { type Instance, learnFromRequest, learningReaders, UnexpectedShape } from "./entities";
import { type CallContext, unreadable } from "./errors";
import { Gate } from "./gate";
import type { components } from "./generated/wire";
import { type CallEnvironment, type CallOptions, defaultRetryLimits, perform } from "./http";
import { type Operation, type OperationName, operations, priorityOf } from "./operations";
import { recordsOf } from "./records";
import { Redactor } from "./redact";

type Wire = components["schemas"];

/** What the create endpoint takes. */
export type CreateInstanceRequest = Wire["CreateInstanceRequest"];
/** What the edit endpoint takes, beside the instance's id. */
export type EditInstanceRequest = Omit<Wire["EditInstanceRequest"], "instanceId">;
/** What the upgrade endpoint takes, beside the instance's id. Everything is given in full. */
export type UpgradeInstanceRequest = Omit<Wire["UpgradeInstanceRequest"], "instanceId">;

/** Which products a list shows. */
export interface ProductQuery {
  readonly billingMethod?: "onDemand" | "monthly" | "spot";
  readonly clusterId?: string;
  /** Those of which so many GPUs are in stock. */
  readonly gpuNum?: number;
}

const DEFAULT_BUDGET_MS = 120_000;
/** As long as a delete may take by default: reads and previews have no time of their own, and somebody waits for them. */
const DEFAULT_WITHIN_MS = 600_000;

/** What a client is made of. */
export interface ClientOptions extends Omit<CallEnvironment, "gate"> {
  /** Shared by all clients of an account. Default: one of its own. */
  readonly gate?: Gate;
  /**
   * Learns the secrets that are sent and seen, and the names of things, and takes secrets out of the service's words.
   * Default: one of its own.
   */
  readonly redactor?: Redactor;
}

/** See {@link createClient}. */
export type NovitaClient = ReturnType<typeof createClient>;

/**
 * The v1 API over a transport, a clock and a source of randomness, a method an operation; {@link createTransport} gives
 * the real transport. Every method:
 * - reads leniently, sends strictly;
 * - repeats what may be repeated (see `retry.ts`) within `budgetMs`;
 * - waits its turn if the service limits the rate, within `withinMs`: a 429 is no failure before that;
 * - throws a `NovitaError` whose message says what was done to what, the API's words, and what to do;
 *   an `InDoubtError` if the service may have done it all the same.
 */
export function createClient({ redactor = new Redactor(), ...options }: ClientOptions) {
  const call = callsOver({ gate: new Gate(options.clock), ...options }, redactor);
  return { ...instancesOf(call, redactor), ...companionsOf(call, redactor), ...recordsOf(call) };
}

/** Calls of instances and of what there is to order: one creates, others read, most change an instance by its id. */
function instancesOf(call: CallByName, redactor: Redactor) {
  const read = learningReaders(redactor);
  const send = sending(call);
  const change = (name: OperationName, id: string, fields: object, options?: CallOptions): Promise<void> =>
    send(name, id, { instanceId: id, ...fields }, options);
  return {
    /** Creates an instance and returns its id. Never repeated when its outcome is unknown. */
    createInstance: (body: CreateInstanceRequest, options?: CallOptions) =>
      call("createInstance", quoted(body.name), { body }, decode.decodeCreated, options),
    getInstance: (id: string, options?: CallOptions) => {
      const instance = (json: unknown): Instance => same(id, read.instance(json), "instance");
      return call("getInstance", id, { query: { instanceId: id } }, instance, options);
    },
    listInstances: (query: ListQuery, options?: CallOptions) =>
      call("listInstances", undefined, { query: defined(query) }, read.instances, options),
    /** Sets all ports and grows the root disk by `expandRootDisk` GB. */
    editInstance: (id: string, body: EditInstanceRequest, options?: CallOptions) =>
      change("editInstance", id, body, options),
    startInstance: (id: string, options?: CallOptions) => change("startInstance", id, {}, options),
    stopInstance: (id: string, options?: CallOptions) => change("stopInstance", id, {}, options),
    restartInstance: (id: string, options?: CallOptions) => change("restartInstance", id, {}, options),
    deleteInstance: (id: string, options?: CallOptions) => change("deleteInstance", id, {}, options),
    /** Resets the instance with another image, command, variables or mounts. */
    upgradeInstance: (id: string, body: UpgradeInstanceRequest, options?: CallOptions) =>
      change("upgradeInstance", id, body, options),
    migrateInstance: (id: string, options?: CallOptions) => change("migrateInstance", id, {}, options),
    /** Buys `month` more months of a monthly instance. */
    renewInstance: (id: string, month: number, options?: CallOptions) =>
      change("renewInstance", id, { month }, options),
    /** Turns an on-demand instance into a monthly one, for `month` months. */
    transToMonthlyInstance: (id: string, month: number, options?: CallOptions) =>
      change("transToMonthlyInstance", id, { month }, options),
    /** The one operation that takes a list of ids (API page 4.14). */
    setAutoRenew: (id: string, autoRenew: boolean, autoRenewMonth: number, options?: CallOptions) =>
      send("setAutoRenew", id, { instanceIds: [id], autoRenew, autoRenewMonth }, options),
    setAutoMigrate: (id: string, open: boolean, systemDisk: boolean, options?: CallOptions) =>
      change("setAutoMigrate", id, { autoMigrateOpen: open, autoMigrateSystemDisk: systemDisk }, options),

    listProducts: (query: ProductQuery, options?: CallOptions) =>
      call("listProducts", undefined, { query: defined(query) }, read.products, options),
    listCpuProducts: (query: Pick<ProductQuery, "clusterId">, options?: CallOptions) =>
      call("listCpuProducts", undefined, { query: defined(query) }, read.products, options),
    listClusters: (options?: CallOptions) =>
      call("listClusters", undefined, {}, decode.decodeClusters, options),
  };
}

function callsOver(env: CallEnvironment, redactor: Redactor): CallByName {
  return (name, subject, request, decodeAnswer, options = {}) => {
    const operation: Operation = operations[name];
    const { doing, target } = operation;
    const context: CallContext = {
      ...{ doing, subject, target },
      ...{ address: env.baseUrl, keySource: env.keySource },
    };
    learnFromRequest(redactor, request.body);
    const read = (json: unknown) => {
      try {
        return decodeAnswer(json);
      } catch (error) {
        throw error instanceof UnexpectedShape ? unreadable(context, error.message) : error;
      }
    };
    const redact = (text: string): string => redactor.redact(text);
    const path = (operation.isOutside ? "" : API_PATH) + operation.path;
    const { withinMs = DEFAULT_WITHIN_MS, budgetMs = options.withinMs ?? DEFAULT_BUDGET_MS } = options;
    const { priority = priorityOf(name), limits = defaultRetryLimits, signal, goesOn } = options;
    const patience = { withinMs, budgetMs, limits, priority, signal, goesOn };
    return perform(env, { operation, context, request, path, ...patience, redact, read });
  };
}
