import { readFileSync } from "node:fs";
import { join } from "node:path";
import { full } from "./sampleInputs.testkit";
import {
  type Clock,
  type Cluster,
  ConnectionError,
  decodeProducts,
  type Instance,
  type NovitaClient,
  type Product,
  Redactor,
} from "../../api";
import type { OrphanPolicy } from "../../core";
import type { GpuContext } from "./context";
import { gpuContext } from "./gpuContext";

/** What a check under test has asked, said and hidden. */
export interface CheckContext extends GpuContext {
  /** The product lists that were asked for, in order: `gpu/spot`, `cpu`. */
  readonly asked: readonly string[];
  readonly lines: { readonly info: readonly string[]; readonly warn: readonly string[] };
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void;
}

/** What can be set for one check. */
export interface CheckContextOptions {
  /** What the service answers or throws; by default the fixtures. */
  readonly list?: (kind: "gpu" | "cpu") => readonly Product[];
  /** The clusters; by default any that the samples name. */
  readonly clusters?: readonly Cluster[];
  /** The ids of what the account does not have. */
  readonly lacks?: readonly string[];
  /** Where the networks are, by their ids; by default it is not told. */
  readonly places?: Readonly<Record<string, string>>;
  /** The resource of the stack that has what is taken over by way of another provider. */
  readonly heldApart?: string;
  /** What a read of an instance shows; by default it cannot be read. */
  readonly instance?: Partial<Instance>;
  /** The numbers that `random` gives, over and over again. */
  readonly random?: readonly number[];
  readonly orphans?: OrphanPolicy;
  readonly owner?: string;
}

/** One of the fixtures that are transcribed from the API's pages. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, "../../../tests/fixtures", `${name}.json`), "utf8"));
}

const inCluster = (id: string | undefined): string => (id === undefined ? "" : ` in ${id}`);

const listed = {
  gpu: decodeProducts(fixture("products.response")),
  cpu: decodeProducts(fixture("cpuProducts.response")),
};

/** A context for check alone: anything but a read of what is on offer is an error of the test. */
export function checkContext({
  list = (kind) => listed[kind],
  clusters = [full.clusterId, "7"].map((id) => ({ id })),
  lacks = [],
  places = {},
  heldApart,
  instance,
  random = [0],
  orphans = "report",
  owner = "",
}: CheckContextOptions = {}): CheckContext {
  const asked: string[] = [];
  const lines = { info: [] as string[], warn: [] as string[] };
  let now = 0;
  let drawn = 0;
  const clock: Clock = {
    now: () => now,
    sleep: () => Promise.reject(new Error("check waits for nothing")),
  };
  const client = {
    listProducts: async ({ billingMethod, clusterId }: { billingMethod?: string; clusterId?: string }) => {
      asked.push(`gpu/${billingMethod}${inCluster(clusterId)}`);
      return [...list("gpu")];
    },
    listCpuProducts: async ({ clusterId }: { clusterId?: string }) => {
      asked.push(`cpu${inCluster(clusterId)}`);
      return [...list("cpu")];
    },
    getInstance: async (id: string) => {
      if (!instance) throw new ConnectionError("Reading it failed: refused.");
      return { id, ...instance };
    },
    listClusters: async () => [...clusters],
    listNetworkStorages: async ({ storageId }: { readonly storageId: string }) => ({
      items: lacks.includes(storageId) ? [] : [{ id: storageId }],
    }),
    getNetwork: async (id: string) => (lacks.includes(id) ? undefined : { id, clusterId: places[id] }),
    listRegistryAuths: async () => ["a", "auth-1"].filter((id) => !lacks.includes(id)).map((id) => ({ id })),
  } as unknown as NovitaClient;
  const ctx = gpuContext(client, {
    clock,
    random: () => random[drawn++ % random.length] ?? 0,
    log: {
      info: (line) => lines.info.push(line),
      warn: (line) => lines.warn.push(line),
      heard: async () => true,
    },
    orphans,
    owner,
    states: {
      holding: () => Promise.reject(new Error("check looks into no state")),
      heldApart: async () => heldApart,
    },
    redactor: new Redactor(),
  });
  return { ...ctx, asked, lines, pass: (ms) => (now += ms) };
}
