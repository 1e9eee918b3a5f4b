import { readFileSync } from "node:fs";
import { join } from "node:path";
import { open } from "../../provider/plugin/values";
import { DynamicProcess } from "../dynamic/dynamicProcess.testkit";
import { PluginProcess } from "../plugin/pluginProcess.testkit";

export type Properties = Readonly<Record<string, unknown>>;

/** One declaration of a program. */
export interface Thing {
  readonly type: string;
  /** Its logical name. */
  readonly name: string;
}

/** What the engine is told of a difference, in the words that both faces have. */
export interface Difference {
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly changed: boolean;
}

/**
 * A face of the provider as the engine speaks to it: a real process, over gRPC. Bags go in and come out as a user knows
 * them; what a face adds for itself (keys that begin with `__`) is carried from one answer to the next.
 */
export interface Face {
  check(
    thing: Thing,
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: string[] }>;
  diff(thing: Thing, id: string, olds: Properties, news: Properties): Promise<Difference>;
  create(thing: Thing, inputs: Properties): Promise<{ id: string; properties: Properties }>;
  /** @returns an empty id if it does not exist. */
  read(
    thing: Thing,
    id: string,
    properties: Properties,
  ): Promise<{ id: string; properties: Properties; inputs?: Properties }>;
  update(thing: Thing, id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(thing: Thing, id: string, properties: Properties): Promise<void>;
  /** Everything that the process has printed. */
  readonly output: string;
  stop(): void;
  /** Settles when the process has ended. */
  readonly ended: Promise<unknown>;
}

/** What a face is started with. */
export interface Account {
  readonly baseUrl: string;
  readonly apiKey: string;
}

export const faces: readonly {
  readonly face: string;
  readonly start: (account: Account) => Promise<Face>;
}[] = [
  { face: "dynamic provider", start: startDynamic },
  { face: "plugin", start: startPlugin },
];

const stub = readFileSync(join(__dirname, "../dynamic/stub.golden.txt"), "utf8");

/** Pulumi's dynamic-provider process with the provider of the npm package in it. */
async function startDynamic({ baseUrl, apiKey }: Account): Promise<Face> {
  const provider = await DynamicProcess.start({ env: { NOVITA_BASE_URL: baseUrl } });
  await provider.configure({ "novita:apiKey": apiKey });
  const hidden = ({ type, name }: Thing): Properties => ({
    __provider: stub.replaceAll("GpuInstance", type),
    __declaration: { organization: "organization", project: "shop", stack: "dev", type, name },
  });
  return {
    check: async (thing, olds, news) => {
      const { inputs, failures } = await provider.check({ ...olds }, { ...news, ...hidden(thing) });
      return { inputs, failures: failures.map((each) => (each as { reason: string }).reason) };
    },
    diff: async (thing, id, olds, news) => {
      const [before, after] = [olds, news].map((bag) => ({ ...hidden(thing), ...bag }));
      const answer = await provider.diff(id, before ?? {}, after ?? {});
      const { changes, ...rest } = answer as Difference & { readonly changes: string };
      return { ...rest, changed: changes !== "none" };
    },
    create: (_thing, inputs) => provider.create({ ...inputs }),
    read: (thing, id, properties) => provider.read(id, { ...hidden(thing), ...properties }),
    update: (_thing, id, olds, news) => provider.update(id, { ...olds }, { ...news }),
    delete: (_thing, id, properties) => provider.delete(id, { ...properties }),
    get output() {
      return provider.output;
    },
    stop: () => provider.stop(),
    ended: provider.ended,
  };
}

/** The plugin, which an engine finds by itself and configures. */
async function startPlugin({ baseUrl, apiKey }: Account): Promise<Face> {
  const provider = await PluginProcess.start();
  await provider.configure({ baseUrl, apiKey });
  const urn = ({ type, name }: Thing): string => `urn:pulumi:dev::shop::novita:index:${type}::${name}`;
  const plain = (bag: Properties = {}): Properties => open(bag).values;
  return {
    check: async (thing, olds, news) => {
      const { inputs, failures } = await provider.check(urn(thing), { ...olds }, { ...news });
      const reasons = failures.map((each) => (each as { reason: string }).reason);
      return { inputs: plain(inputs), failures: reasons };
    },
    diff: async (thing, id, olds, news) => {
      const answer = await provider.diff(urn(thing), id, { ...olds }, { ...news });
      const { changes, replaces, deleteBeforeReplace } = answer as Difference & { readonly changes: string };
      return { replaces, deleteBeforeReplace, changed: changes !== "none" };
    },
    create: async (thing, inputs) => {
      const { id, properties } = await provider.create(urn(thing), { ...inputs });
      return { id, properties: plain(properties) };
    },
    read: async (thing, id, properties) => {
      const found = await provider.read(urn(thing), id, { ...properties });
      return {
        id: found.id,
        properties: plain(found.properties),
        inputs: found.inputs && plain(found.inputs),
      };
    },
    update: async (thing, id, olds, news) =>
      plain(await provider.update(urn(thing), id, { ...olds }, { ...news })),
    delete: (thing, id, properties) => provider.delete(urn(thing), id, { ...properties }),
    get output() {
      return provider.output + JSON.stringify(provider.engine.lines);
    },
    stop: () => provider.stop(),
    ended: provider.ended,
  };
}
