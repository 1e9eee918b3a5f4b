import type { FakeClock } from "../../api/fakeClock.testkit";
import {
  apiError,
  type CallOptions,
  type Cluster,
  connectionError,
  type CreateInstanceRequest,
  type EnvVar,
  type Fault,
  InDoubtError,
  type Instance,
  type Page,
  type ListQuery,
  type NovitaClient,
  type NovitaError,
  type OperationName,
  operations,
  type Port,
  type Product,
} from "../../api";
import { readPorts } from "../../core";

/** What an instance looks like from a moment on; `undefined` takes a field away. */
export type Patch = { readonly [K in keyof Instance]?: Instance[K] | undefined };
/** Patches, each with how many milliseconds after the beginning it holds; `gone` ends the instance. */
export type Course = readonly (readonly [afterMs: number, patch: Patch | "gone"])[];

interface Row {
  readonly born: Instance;
  readonly patches: { readonly at: number; readonly patch: Patch | "gone" }[];
  /** Until when it is missing in every answer. */
  hiddenUntil: number;
}

/** One call of the client, as it was made. */
export interface Call {
  readonly name: OperationName;
  readonly at: number;
  readonly args: readonly unknown[];
}

type Method<K extends OperationName> = NovitaClient[K];
/** Stands in for one call: `real` does what the account would have done. */
export type Answer<K extends OperationName> = (
  real: () => ReturnType<Method<K>>,
  ...args: Parameters<Method<K>>
) => ReturnType<Method<K>>;

const DAY_S = 24 * 3600;
export const MONTH_S = 30 * DAY_S;

/** The life of an instance that comes up without trouble. */
export const goodStart: Course = [
  [0, { status: "toCreate" }],
  [2_000, { status: "creating" }],
  [4_000, { status: "pulling" }],
  [20_000, { status: "running" }],
];

/** An account in memory: a client that answers as the service does, at the times of a fake clock. */
export class FakeAccount {
  readonly calls: Call[] = [];
  readonly products: Product[] = [
    {
      id: "4090",
      name: "RTX 4090",
      hourlyUsd: 0.35,
      spotHourlyUsd: 0.2,
      monthly: [{ months: 1, usd: 200 }],
      stock: "normal",
    },
  ];
  readonly clusters: Cluster[] = ["us-ca-6", "8"].map((id) => ({ id, name: id.toUpperCase() }));
  /** The ids of what the account does not have; every other storage and network exists. */
  readonly lacks: string[] = [];
  /** The clusters of storages and networks, by their ids; of the others the service does not say. */
  readonly places: Record<string, string> = {};
  /** The ids of the stored registry credentials. */
  readonly registryAuths: string[] = ["a-1", "a-9"];
  /** The ids of the products that a cluster has; one that is not named has all of them. */
  readonly offers: Record<string, readonly string[]> = {};
  /** What the next created instances go through. */
  start: Course = goodStart;
  /** What the service makes of an instance that it creates. */
  normalize: (made: Instance) => Instance = (made) => made;
  /** Fields that a read of one instance does not show. */
  getLacks: readonly (keyof Instance)[] = [];
  /** What every list says of its size; by default the truth. */
  total: ((truth: number) => number | undefined) | undefined;
  pageSize = 100;
  firstPage = 1;
  private readonly rows = new Map<string, Row>();
  private readonly scripts = new Map<OperationName, unknown[]>();
  private readonly rules = new Map<OperationName, unknown>();

  constructor(private readonly clock: FakeClock) {}

  /** Puts an instance into the account. */
  add(instance: Partial<Instance> & { readonly id: string }, course: Course = []): void {
    const born: Instance = { status: "running", secrets: [], ...instance };
    this.rows.set(born.id, { born, patches: [], hiddenUntil: 0 });
    this.course(born.id, course);
  }

  /** What an instance goes through from now on. */
  course(id: string, course: Course): void {
    const { patches } = this.row(id);
    patches.push(...course.map(([after, patch]) => ({ at: this.clock.now() + after, patch })));
  }

  /** Changes an instance behind everybody's back. */
  patch(id: string, patch: Patch | "gone"): void {
    this.course(id, [[0, patch]]);
  }

  hide(id: string, forMs: number): void {
    this.row(id).hiddenUntil = this.clock.now() + forMs;
  }

  /** The ids of the instances that exist. */
  ids(): string[] {
    return [...this.rows.keys()].filter((id) => this.live(id) !== undefined);
  }

  live(id: string): Instance | undefined {
    const row = this.rows.get(id);
    if (!row) return undefined;
    let now: Instance | undefined = row.born;
    for (const { at, patch } of row.patches) {
      if (at > this.clock.now()) continue;
      if (patch === "gone") return undefined;
      const merged: [string, unknown][] = Object.entries({ ...now, ...patch });
      now = Object.fromEntries(merged.filter(([, value]) => value !== undefined)) as unknown as Instance;
    }
    return now;
  }

  /** Answers the next calls of an operation, one each. */
  script<K extends OperationName>(name: K, ...answers: Answer<K>[]): void {
    this.scripts.set(name, [...(this.scripts.get(name) ?? []), ...answers]);
  }

  /** The same for an operation that the test knows by a variable. */
  scriptAny(
    name: OperationName,
    ...answers: ((real: () => Promise<unknown>, ...args: unknown[]) => Promise<unknown>)[]
  ): void {
    this.script(name, ...(answers as unknown as Answer<OperationName>[]));
  }

  /** Answers every call of an operation that no script answers; `undefined` ends that. */
  rule<K extends OperationName>(name: K, answer: Answer<K> | undefined): void {
    this.rules.set(name, answer);
  }

  /** Ends every script and rule: the faults are over. */
  calm(): void {
    this.scripts.clear();
    this.rules.clear();
  }

  /** The calls so far, in short: `create`, `get i-1`, `list`. */
  log(): string[] {
    return this.calls.map(({ name, args }) =>
      [short(name), ...(typeof args[0] === "string" ? [args[0]] : [])].join(" "),
    );
  }

  /** Forgets the calls so far. */
  clear(): void {
    this.calls.length = 0;
  }

  /** The arguments of every call of an operation, without its options. */
  sent(name: OperationName): unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  /** The client of this account. */
  readonly client = {
    createInstance: (body, options) => this.call("createInstance", [body], options, () => this.create(body)),
    getInstance: (id, options) => this.call("getInstance", [id], options, () => this.get(id)),
    listInstances: (query, options) => this.call("listInstances", [query], options, () => this.list(query)),
    editInstance: (id, body, options) =>
      this.call("editInstance", [id, body], options, () => {
        const { rootfsSize = 0 } = this.found("editInstance", id);
        const ports = (body.ports ?? []).map(({ port, type }) => endpointOf(id, port, type));
        this.patch(id, { ports, rootfsSize: rootfsSize + (body.expandRootDisk ?? 0) });
      }),
    startInstance: (id, options) =>
      this.call("startInstance", [id], options, () => {
        this.found("startInstance", id);
        this.course(id, [
          [0, { status: "toStart" }],
          [3_000, { status: "running" }],
        ]);
      }),
    stopInstance: (id, options) =>
      this.call("stopInstance", [id], options, () => {
        this.found("stopInstance", id);
        this.course(id, [
          [0, { status: "toStop" }],
          [3_000, { status: "exited" }],
        ]);
      }),
    restartInstance: (id, options) =>
      this.call("restartInstance", [id], options, () => {
        this.found("restartInstance", id);
        this.course(id, [
          [0, { status: "toRestart" }],
          [1_000, { status: "restarting" }],
          [5_000, { status: "running", ssh: { command: "ssh -p 2", password: "canary-2" } }],
        ]);
      }),
    deleteInstance: (id, options) =>
      this.call("deleteInstance", [id], options, () => {
        this.found("deleteInstance", id);
        this.course(id, [
          [0, { status: "removing" }],
          [3_000, "gone"],
        ]);
      }),
    upgradeInstance: (id, body, options) =>
      this.call("upgradeInstance", [id, body], options, () => {
        const before = this.found("upgradeInstance", id);
        const { imageUrl, imageAuthId, command, entrypoint, networkVolume } = body;
        const mounts = (networkVolume?.volumeMounts ?? []).map((mount) => ({
          type: "network",
          id: mount.id,
          mountPath: mount.mountPath ?? "",
        }));
        const made = this.normalize({
          ...before,
          imageUrl,
          imageAuthId,
          envs: variables(body.envs),
          command,
          entrypoint,
          mounts,
        });
        const changed: Patch = {
          imageUrl: made.imageUrl,
          imageAuthId: made.imageAuthId,
          envs: made.envs,
          command,
          entrypoint,
          mounts,
          statusMessage: undefined,
        };
        this.course(id, [
          [1_000, { status: "toReset" }],
          [2_000, { ...changed, status: "resetting" }],
          [15_000, { status: "running" }],
        ]);
      }),
    migrateInstance: (id, options) =>
      this.call("migrateInstance", [id], options, () =>
        this.course(id, [
          [0, { status: "migrating" }],
          [20_000, { status: "running", spotStatus: "running" }],
        ]),
      ),
    renewInstance: (id, month, options) =>
      this.call("renewInstance", [id, month], options, () => {
        const { endTime = 0 } = this.found("renewInstance", id);
        this.patch(id, { endTime: endTime + month * MONTH_S });
      }),
    transToMonthlyInstance: (id, month, options) =>
      this.call("transToMonthlyInstance", [id, month], options, () => {
        this.patch(id, {
          billingMode: "monthly",
          endTime: Math.floor(this.clock.now() / 1000) + month * MONTH_S,
        });
      }),
    setAutoRenew: (id, autoRenew, months, options) =>
      this.call("setAutoRenew", [id, autoRenew, months], options, () => undefined),
    setAutoMigrate: (id, open, disk, options) =>
      this.call("setAutoMigrate", [id, open, disk], options, () => undefined),
    listProducts: (query, options) =>
      this.call("listProducts", [query], options, () => this.offered(query.clusterId)),
    listCpuProducts: (query, options) =>
      this.call("listCpuProducts", [query], options, () => this.offered(query.clusterId)),
    listClusters: (options) => this.call("listClusters", [], options, () => [...this.clusters]),
    listNetworkStorages: ({ storageId = "" }, options) =>
      this.call("listNetworkStorages", [storageId], options, () => {
        const items = this.lacks.includes(storageId) ? [] : [this.placed(storageId)];
        return { items, total: items.length };
      }),
    getNetwork: (id, options) =>
      this.call("getNetwork", [id], options, () => {
        if (!this.lacks.includes(id)) return { ...this.placed(id), addresses: [] };
        throw refusal("getNetwork", 400, "NETWORK_NOT_FOUND", `network ${id} not found`, id);
      }),
    listRegistryAuths: (options) =>
      this.call("listRegistryAuths", [], options, () => this.registryAuths.map((id) => ({ id }))),
    // Of the calls that are not about instances only those that a preview makes.
  } satisfies Partial<NovitaClient> as NovitaClient;

  private async call<K extends OperationName>(
    name: K,
    args: readonly unknown[],
    options: CallOptions | undefined,
    work: () => Awaited<ReturnType<Method<K>>>,
  ): Promise<Awaited<ReturnType<Method<K>>>> {
    this.calls.push({ name, at: this.clock.now(), args });
    const real = async (): Promise<Awaited<ReturnType<Method<K>>>> => work();
    const answer = (this.scripts.get(name)?.shift() ?? this.rules.get(name)) as
      ((real: unknown, ...args: unknown[]) => Promise<Awaited<ReturnType<Method<K>>>>) | undefined;
    return answer ? answer(real, ...args, options) : real();
  }

  private placed(id: string): { readonly id: string; readonly clusterId?: string } {
    const clusterId = this.places[id];
    return { id, ...(clusterId !== undefined && { clusterId }) };
  }

  private offered(clusterId: string | undefined): Product[] {
    const ids = clusterId === undefined ? undefined : this.offers[clusterId];
    return this.products.filter(({ id }) => ids?.includes(id) ?? true);
  }

  private create(body: CreateInstanceRequest): string {
    const id = `i-${this.rows.size + 1}`;
    this.add(this.normalize(made(id, body, Math.floor(this.clock.now() / 1000))), this.start);
    return id;
  }

  private get(id: string): Instance {
    const found = this.found("getInstance", id);
    const shown = Object.entries(found).filter(([key]) => !this.getLacks.includes(key as keyof Instance));
    return Object.fromEntries(shown) as unknown as Instance;
  }

  private list({ name, pageSize, pageNum }: ListQuery): Page<Instance> {
    const all = this.ids()
      .filter((id) => this.row(id).hiddenUntil <= this.clock.now())
      .flatMap((id) => this.live(id) ?? [])
      .filter((each) => name === undefined || each.name?.includes(name))
      .map(({ ssh: _ssh, jupyter: _jupyter, networkId: _network, ...shown }) => shown);
    const size = Math.min(pageSize, this.pageSize);
    const from = Math.max(0, pageNum - this.firstPage) * size;
    const total = this.total ? this.total(all.length) : all.length;
    return { items: all.slice(from, from + size), ...(total !== undefined && { total }) };
  }

  private found(name: OperationName, id: string): Instance {
    const live = (this.rows.get(id)?.hiddenUntil ?? 0) <= this.clock.now() ? this.live(id) : undefined;
    if (!live) throw refusal(name, 400, "RESOURCE_NOT_FOUND", "resource not found", id);
    return live;
  }

  private row(id: string): Row {
    const row = this.rows.get(id);
    if (!row) throw new Error(`the test speaks of ${id}, which was never made`);
    return row;
  }
}

function variables(envs: CreateInstanceRequest["envs"]): EnvVar[] {
  return (envs ?? []).map(({ key = "", value = "" }) => ({ key, value }));
}

const short = (name: OperationName): string => name.replace(/Instances?$/, "");

function endpointOf(id: string, port: number, type: string): Port {
  const endpoint =
    type === "http" ? `https://${id}-${port}.us-1.example` : `proxy.us-1.example:${30_000 + port}`;
  return { port, type, endpoint };
}

function made(id: string, body: CreateInstanceRequest, nowS: number): Instance {
  const { imageUrl, productId, name, gpuNum, rootfsSize, command = "", entrypoint = "", kind } = body;
  const { billingMode = "onDemand", month = 1 } = body;
  return {
    ...{
      id,
      status: "toCreate",
      name,
      productId,
      productName: "RTX 4090",
      gpuNum,
      rootfsSize,
      imageUrl,
      envs: variables(body.envs),
      command,
      entrypoint,
    },
    ...{
      kind: kind ?? "gpu",
      billingMode,
      clusterId: "us-ca-6",
      clusterName: "US-1",
      imageAuthId: body.imageAuthId ?? "",
    },
    ...(billingMode === "monthly" && { endTime: nowS + month * MONTH_S }),
    ports: readPorts(body.ports).map(({ port, type }) => endpointOf(id, port, type)),
    mounts: (body.networkStorages ?? []).map((each) => ({
      type: "network",
      id: each.Id,
      mountPath: each.mountPoint ?? "",
    })),
    ...{
      createdAt: nowS,
      ssh: { command: "ssh root@proxy", password: "canary-password" },
      secrets: ["canary-password"],
    },
  };
}

/** The error that the real client makes of a refusal. */
export function refusal(
  name: OperationName,
  status: number,
  reason: string,
  message: string,
  subject?: string,
): NovitaError {
  return apiError(
    { doing: operations[name].doing, subject, target: operations[name].target },
    status,
    JSON.stringify({ code: status, reason, message }),
  );
}

/** The error that the real client makes of an answer that is not the API's own. */
export function blocked(name: OperationName, subject?: string): NovitaError {
  const { doing, target } = operations[name];
  return apiError({ doing, subject, target }, 403, "error code: 1010");
}

/** The error that the real client makes of a call without an answer. */
export function fault(name: OperationName, kind: Fault = "timeout", subject?: string): NovitaError {
  return connectionError(
    { doing: operations[name].doing, subject, target: operations[name].target },
    { fault: kind, detail: undefined, sent: true },
  );
}

/** An answer that never comes for a call that must not be repeated; `worked`: the service did it all the same. */
export function doubtful<K extends OperationName>(name: K, worked: boolean, subject?: string): Answer<K> {
  return (async (real: () => Promise<unknown>) => {
    if (worked) await real();
    throw new InDoubtError(fault(name, "timeout", subject));
  }) as unknown as Answer<K>;
}

/** An answer that is an error. */
export function failing(error: unknown): Answer<never> {
  return (() => Promise.reject(error)) as unknown as Answer<never>;
}
