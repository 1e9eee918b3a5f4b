import * as fc from "fast-check";
import type { Program } from "./miniEngine.testkit";

/** Secrets that must never be printed. */
export const canaries = {
  key: "canary-key-0f7d3",
  auth: "robot:canary-password-9a1",
  env: "canary-env-4c2e8",
  registry: "canary-registry-e51",
};

/** What is declared of one resource, and how a thing is shown; a text "{{data.id}}" is the id of `data`. */
export type Bag = Readonly<Record<string, unknown>>;

/** A type of resource, as random stories draw and judge it. */
interface Kind {
  readonly type: string;
  /** The calls that faults may strike; the first one creates. */
  readonly operations: readonly [create: string, ...others: readonly string[]];
  /** What may become of a new thing of it, apart from being late or hidden. */
  readonly births: readonly Readonly<Record<string, string>>[];
  /** A secret that the service repeats in an answer about it, and that every process which handles one has been told. */
  readonly secret: string;
  /** How the provider names a thing of it. @default by its name at the service */
  readonly nameIn?: (thing: Bag) => string;
  /** What happens to a thing of it behind everybody's back. */
  readonly drifts: readonly object[];
  /** How the emulator shows what is as declared. */
  readonly shows: (args: Bag) => Bag;
  /** Whether what is shown is one of the choices that are declared. @default always */
  readonly accepts?: (args: Bag, shown: Bag) => boolean;
}

/** What instances need, by its logical name. */
interface Companion extends Kind {
  readonly name: string;
  /** What is declared of it. */
  readonly args: (clusterId: string) => fc.Arbitrary<Bag>;
  /** What an instance that uses it declares; nothing if it uses none. */
  readonly used: Bag;
  /** What it declares of those that come before it, by their logical names. */
  readonly uses?: Readonly<Record<string, Bag>>;
}

/** The products that stories rent. */
export const products = ["4090.16c62g.os", "l40s.16c62g.os"] as const;

export const instance: Kind = {
  type: "GpuInstance",
  operations: ["create", "get", "list", "edit", "upgrade", "start", "stop", "migrate", "delete", "products"],
  births: [
    { kind: "fail", message: `pull failed for ${canaries.env}` },
    { kind: "stuck", status: "toCreate" },
    { kind: "stuck", status: "pulling" },
  ],
  secret: canaries.env,
  drifts: [{ status: "exited" }, { status: "exited", spotStatus: "terminated" }, { remove: true }],
  shows: ({ gpuNum, imageUrl, imageAuthId, networkStorages = [], lifecycle }) => ({
    ...{ gpuNum, imageUrl, status: isOff(lifecycle) ? "exited" : "running" },
    // The service makes one of its own of a credential that is given inline.
    ...(imageAuthId !== undefined && { imageAuthId }),
    mounts: (networkStorages as readonly { id: string; mountPoint: string }[]).map(({ id, mountPoint }) => ({
      ...{ id, mountPath: mountPoint },
    })),
  }),
  accepts: isAccepted,
};

const isOff = (lifecycle: unknown): boolean =>
  (lifecycle as { readonly power?: string } | undefined)?.power === "off";

interface Choice {
  readonly productId?: string;
  readonly billingMode?: string;
}

function isAccepted({ productId, billingMode = "onDemand", lifecycle }: Bag, shown: Bag): boolean {
  const { alternatives = [] } = (lifecycle ?? {}) as { readonly alternatives?: readonly Choice[] };
  const declared = { productId, billingMode };
  return [{}, ...alternatives].some((each) => {
    const choice = { ...declared, ...each };
    return choice.productId === shown.productId && choice.billingMode === shown.billingMode;
  });
}

const NOTHING: Bag = {};

/** A kind that comes with a small row: it falls into all stories. */
export const companions: readonly Companion[] = [
  {
    type: "NetworkStorage",
    name: "data",
    operations: ["storageCreate", "storageList", "storageUpdate", "storageDelete"],
    births: [],
    secret: canaries.key,
    drifts: [{ remove: true }],
    args: (clusterId) => fc.record({ clusterId: fc.constant(clusterId), size: fc.constantFrom(120, 240) }),
    used: { networkStorages: [{ id: "{{data.id}}", mountPoint: "/data" }] },
    // 0.002 USD a GB and day.
    shows: ({ size }) => ({ billable: true, usdPerHour: (Number(size) / 120) * 0.01 }),
  },
  {
    type: "RegistryAuth",
    name: "hub",
    operations: ["authSave", "authList", "authDelete"],
    births: [],
    secret: canaries.registry,
    drifts: [{ remove: true }],
    args: () =>
      fc.record({
        username: fc.constantFrom("robot", "human", "pipeline"),
        // The service repeats one, which has to be that of every run.
        password: fc.constant(canaries.registry),
      }),
    used: { imageAuthId: "{{hub.id}}", imageAuth: undefined },
    shows: () => ({}),
  },
  {
    type: "Network",
    name: "lan",
    operations: ["networkCreate", "networkGet", "networkList", "networkUpdate", "networkDelete"],
    births: [
      { kind: "fail", message: "no segment is left" },
      { kind: "stuck", status: "creating" },
    ],
    secret: canaries.key,
    drifts: [{ remove: true }],
    args: (clusterId) => fc.record({ clusterId: fc.constant(clusterId) }),
    used: { networkId: "{{lan.id}}" },
    shows: () => ({}),
  },
  {
    type: "Template",
    name: "base",
    operations: ["templateCreate", "templateGet", "templateList", "templateUpdate", "templateDelete"],
    births: [],
    secret: canaries.env,
    drifts: [{ remove: true }],
    args: () =>
      fc.record({
        imageUrl: fc.constantFrom("nginx:1.27", "nginx:1.28"),
        rootfsSize: fc.constantFrom(60, 80),
        ports: fc.constantFrom("80/http", "443/http,80/http"),
        envs: fc.constant([{ key: "TOKEN", value: canaries.env }]),
      }),
    used: NOTHING,
    uses: { hub: { imageAuthId: "{{hub.id}}" } },
    shows: () => ({}),
  },
  {
    type: "ImagePrewarm",
    name: "warm",
    operations: ["prewarmCreate", "prewarmList", "prewarmEdit", "prewarmDelete"],
    births: [
      { kind: "fail", message: "no such image" },
      { kind: "stuck", status: "Running" },
    ],
    secret: canaries.key,
    // It has no name of its own.
    nameIn: ({ note }) => /\[pulumi-novita: (\S+)\]/.exec(String(note))?.[1] ?? "",
    drifts: [{ remove: true }],
    args: (clusterId) =>
      fc.record({
        clusterId: fc.constant(clusterId),
        imageUrl: fc.constantFrom("nginx:1.27", "nginx:1.28"),
        note: fc.constantFrom("for the night", "for the day"),
      }),
    used: NOTHING,
    uses: { hub: { registryAuthId: "{{hub.id}}" } },
    shows: () => ({}),
  },
];

export const kinds: readonly Kind[] = [instance, ...companions];

/** What was to be left alone until somebody decides, with the decision. */
export function decided(program: Program): Program {
  const entries = Object.entries(program).map(([name, args]) => {
    const { onReclaim, ...rest } = (args.lifecycle ?? {}) as { readonly onReclaim?: string };
    return [name, onReclaim === "fail" ? { ...args, lifecycle: rest } : args] as const;
  });
  return Object.fromEntries(entries);
}

/** What the emulator's control side shows of something that is no instance, with its type and the name that the provider gave. */
export function companionOf(shown: Bag): Bag & { readonly type: string; readonly name: string } {
  const type = String(shown.kind).replace(/^./, (first) => first.toUpperCase());
  const name = kinds.find((kind) => kind.type === type)?.nameIn?.(shown) ?? String(shown.name);
  return { ...shown, type, name };
}

/** One that may be taken back, or not; what is taken instead: the other product, or the same at the other price. */
const scarce = fc
  .record({
    productId: fc.constantFrom(...products),
    billingMode: fc.constantFrom(undefined, "spot"),
  })
  .chain(({ productId, billingMode }) => {
    const others = products.filter((each) => each !== productId).map((each): Choice => ({ productId: each }));
    const priced: Choice = { billingMode: billingMode ? "onDemand" : "spot" };
    const options = {
      alternatives: fc.constantFrom(others, [priced], [...others, priced]),
      waitForStock: fc.constant("40s"),
      onReclaim: fc.constantFrom("migrate", "replace", "fail"),
    };
    const lifecycle = fc.record(options, { requiredKeys: billingMode ? ["onReclaim"] : [] });
    const declared = { productId: fc.constant(productId), lifecycle };
    return fc
      .record(declared, { requiredKeys: ["productId", ...(billingMode ? ["lifecycle" as const] : [])] })
      .map((each) => ({ ...each, ...(billingMode && { billingMode }) }));
  });

const own = fc.record(
  {
    gpuNum: fc.integer({ min: 1, max: 2 }),
    rootfsSize: fc.constantFrom(60, 80),
    imageUrl: fc.constantFrom("nginx:1.27", "nginx:1.28"),
    ports: fc.constantFrom("80/http", "80/http,443/http"),
    imageAuth: fc.constant(canaries.auth),
    envs: fc.constant([{ key: "TOKEN", value: canaries.env }]),
  },
  // A secret that was never declared could not be known: each is declared always.
  { requiredKeys: ["gpuNum", "rootfsSize", "imageUrl", "imageAuth", "envs"] },
);
/** Most run all the time. */
const powers = fc.constantFrom("off", "on", ...Array.from({ length: 6 }, () => undefined));
const gpu = fc.tuple(scarce, own, powers).map(([what, rest, power]) => ({
  ...what,
  ...rest,
  ...(power && { lifecycle: { ...what.lifecycle, power } }),
}));

/** A program stays where it is, as a rule, and that is where the service puts an instance that says nothing. */
const clusters = fc.constantFrom(...Array.from({ length: 5 }, () => "us-dallas-nas-2"), "us-ca-6");
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** One or two instances, and what they use; what is there may also be used by nobody. */
export const program: fc.Arbitrary<Program> = clusters.chain((clusterId) => {
  const bags = fc.tuple(...companions.map(({ args }) => maybe(args(clusterId))));
  const user = fc.record({ own: gpu, uses: fc.tuple(...companions.map(() => fc.boolean())) });
  return fc.record({ bags, a: user, b: maybe(user) }).map(({ bags, a, b }) => {
    const there = companions.flatMap((each, at) => (bags[at] ? [{ ...each, bag: bags[at], at }] : []));
    const instanceOf = ({ own, uses }: typeof a): Bag => {
      const used = there.filter(({ at, used }) => uses[at] && used !== NOTHING).map(({ used }) => used);
      return Object.assign({ ...own }, ...(used.length > 0 ? [{ clusterId }, ...used] : [])) as Bag;
    };
    const bagOf = ({ type, bag, uses = {} }: (typeof there)[number]): Bag =>
      Object.assign({ $type: type, ...bag }, ...there.map(({ name }) => uses[name])) as Bag;
    return {
      ...Object.fromEntries(there.map((each) => [each.name, bagOf(each)])),
      a: instanceOf(a),
      ...(b && { b: instanceOf(b) }),
    };
  });
});
