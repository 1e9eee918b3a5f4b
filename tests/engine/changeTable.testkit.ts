import { basics, type Plan } from "./scene.testkit";

/** One row of the table of changes: an instance, what becomes of its declaration, and what that means. */
export interface Row {
  readonly before?: object;
  readonly after: object;
  /** Pulumi's resource options. */
  readonly options?: object;
  /** None: the preview does not name the instance. */
  readonly plan?: Plan;
  /** The calls that make an in-place change true, in their order. */
  readonly calls?: readonly { readonly operation: string; readonly body: object }[];
}

const monthly = { billingMode: "monthly", month: 1 };
const dallas = { clusterId: "us-dallas-nas-2" };
const storages = ["d4e82677-3f80-4020-a731-d15b1c589aa8", "0b9d7a52-6c1e-4f0a-8d55-2f3b9c7e1a64"];

const update = (...changed: string[]): Plan => ({ op: "update", changed });
const replace = (changed: string, ...more: string[]): Plan => ({
  op: "replace",
  changed: [changed, ...more].sort(),
  replaces: [changed],
});

/** An upgrade request is whole: what has not changed is in it too. */
const upgrade = (changed: object): NonNullable<Row["calls"]> => [
  {
    operation: "upgrade",
    body: {
      imageUrl: "nginx:1.27",
      envs: [],
      command: "",
      entrypoint: "",
      save: false,
      networkVolume: { volumeMounts: [] },
      ...changed,
    },
  },
];

const edit = (ports: readonly object[], expandRootDisk: number): NonNullable<Row["calls"]> => [
  { operation: "edit", body: { ports, expandRootDisk } },
];
const http80 = { port: 80, type: "http" };

const setAutoRenew = (autoRenewMonth: number): NonNullable<Row["calls"]> => [
  { operation: "setAutoRenew", body: { autoRenew: true, autoRenewMonth } },
];

/** Changes that are made on the instance as it stands. */
export const inPlace: Readonly<Record<string, Row>> = {
  ports: {
    after: { ports: "80/http,22/tcp" },
    plan: update("ports"),
    calls: edit([{ port: 22, type: "tcp" }, http80], 0),
  },
  "rootfsSize-up": { after: { rootfsSize: 80 }, plan: update("rootfsSize"), calls: edit([http80], 20) },
  "ports-and-rootfsSize": {
    after: { ports: "443/http", rootfsSize: 70 },
    plan: update("ports", "rootfsSize"),
    calls: edit([{ port: 443, type: "http" }], 10),
  },
  imageUrl: {
    after: { imageUrl: "nginx:1.28" },
    plan: update("imageUrl"),
    calls: upgrade({ imageUrl: "nginx:1.28" }),
  },
  imageAuthId: {
    before: { imageAuthId: "auth-1" },
    after: { imageAuthId: "auth-2" },
    plan: update("imageAuthId"),
    calls: upgrade({ imageAuthId: "auth-2" }),
  },
  envs: {
    before: { envs: [{ key: "MODE", value: "slow" }] },
    after: { envs: [{ key: "MODE", value: "fast" }] },
    // A list with a secret inside of it is secret as a whole.
    plan: update("envs"),
    calls: upgrade({ envs: [{ key: "MODE", value: "fast" }] }),
  },
  command: {
    after: { command: "sleep infinity" },
    plan: update("command"),
    calls: upgrade({ command: "sleep infinity" }),
  },
  entrypoint: {
    before: { entrypoint: "/bin/sh" },
    after: { entrypoint: "/bin/bash" },
    plan: update("entrypoint"),
    calls: upgrade({ entrypoint: "/bin/bash" }),
  },
  networkStorages: {
    before: { ...dallas, networkStorages: [{ id: storages[0], mountPoint: "/data" }] },
    after: { ...dallas, networkStorages: [{ id: storages[1], mountPoint: "/data" }] },
    plan: update("networkStorages[0].id"),
    calls: upgrade({
      networkVolume: { volumeMounts: [{ type: "network", id: storages[1], mountPath: "/data" }] },
    }),
  },
  "several-of-one-reset": {
    after: { imageUrl: "nginx:1.28", command: "run", envs: [{ key: "A", value: "1" }] },
    plan: update("command", "envs", "imageUrl"),
    calls: upgrade({ imageUrl: "nginx:1.28", command: "run", envs: [{ key: "A", value: "1" }] }),
  },
  autoRenew: {
    before: monthly,
    after: { ...monthly, autoRenew: true },
    plan: update("autoRenew"),
    calls: setAutoRenew(1),
  },
  autoRenewMonth: {
    before: { ...monthly, autoRenew: true, autoRenewMonth: 1 },
    after: { ...monthly, autoRenew: true, autoRenewMonth: 3 },
    plan: update("autoRenewMonth"),
    calls: setAutoRenew(3),
  },
  "billingMode-to-monthly": {
    after: monthly,
    plan: update("billingMode", "month"),
    calls: [{ operation: "transToMonthlyInstance", body: { month: 1 } }],
  },
  "month-up": {
    before: monthly,
    after: { ...monthly, month: 3 },
    plan: update("month"),
    calls: [{ operation: "renewInstance", body: { month: 2 } }],
  },
};

/** Changes that need another instance, and that the emulator lets through as far as `pulumi up`. */
export const replacing: Readonly<Record<string, Row>> = {
  productId: { after: { productId: "l40s.16c62g.os" }, plan: replace("productId") },
  gpuNum: { after: { gpuNum: 2 }, plan: replace("gpuNum") },
  "name-fixed": { before: { name: "left" }, after: { name: "right" }, plan: replace("name") },
  "rootfsSize-down": { after: { rootfsSize: 50 }, plan: replace("rootfsSize") },
  "onImageChange-replace": {
    before: { lifecycle: { onImageChange: "replace" } },
    after: { lifecycle: { onImageChange: "replace" }, imageUrl: "nginx:1.28" },
    plan: replace("imageUrl"),
  },
};

/** More changes that need another instance; a preview says so. */
export const replacingInPreview: Readonly<Record<string, Row>> = {
  kind: {
    after: { kind: "cpu", productId: "cpu.4c8g", gpuNum: undefined, rootfsSize: undefined },
    plan: {
      op: "replace",
      changed: [
        ...[
          "autoRenew",
          "billingMode",
          "gpuNum",
          "kind",
          "localStorageMountPoint",
          "productId",
          "rootfsSize",
        ],
      ],
      replaces: ["gpuNum", "kind", "productId"],
    },
  },
  clusterId: { before: { clusterId: "us-ca-6" }, after: dallas, plan: replace("clusterId") },
  networkId: {
    before: dallas,
    after: { ...dallas, networkId: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913" },
    plan: replace("networkId"),
  },
  tools: { after: { tools: [{ name: "Jupyter", port: "8888", type: "http" }] }, plan: replace("tools") },
  minCudaVersion: {
    before: { minCudaVersion: "12.4" },
    after: { minCudaVersion: "12.6" },
    plan: replace("minCudaVersion"),
  },
  imageAuth: {
    before: { imageAuth: "robot:one" },
    after: { imageAuth: "robot:two" },
    plan: replace("imageAuth"),
  },
  "billingMode-to-spot": { after: { billingMode: "spot" }, plan: replace("billingMode") },
  "billingMode-from-monthly": {
    before: monthly,
    after: { billingMode: "onDemand" },
    plan: { op: "replace", changed: ["billingMode", "month"], replaces: ["billingMode"] },
  },
  "month-down": {
    before: { ...monthly, month: 3 },
    after: monthly,
    plan: replace("month"),
  },
  replaceOnChanges: {
    after: { imageUrl: "nginx:1.28" },
    options: { replaceOnChanges: ["imageUrl"] },
    plan: replace("imageUrl"),
  },
};

/** Changes of the program that change nothing. */
export const nothing: Readonly<Record<string, Row>> = {
  "order-and-spaces-of-ports": {
    before: { ports: "80/http,22/tcp" },
    after: { ports: "22/tcp, 80/http" },
  },
  "order-of-envs": {
    before: {
      envs: [
        { key: "A", value: "1" },
        { key: "B", value: "2" },
      ],
    },
    after: {
      envs: [
        { key: "B", value: "2" },
        { key: "A", value: "1" },
      ],
    },
  },
  ignoreChanges: { after: { imageUrl: "nginx:1.28" }, options: { ignoreChanges: ["imageUrl"] } },
  "a-default-written-out": { after: { billingMode: "onDemand", kind: "gpu", autoRenew: false } },
};

/** The program with some of the rows changed. */
export function declarations(all: Readonly<Record<string, Row>>, changed: Readonly<Record<string, Row>>) {
  return Object.entries(all).map(([name, { before, after, options }]) => ({
    name,
    args: { ...basics, ...(name in changed ? after : before) },
    options,
  }));
}
