// Generated from provider/api/novita.openapi.yaml and provider/resources/gpuInstance/lifecycle.schema.yaml by `npm run generate`; do not edit.

/** How a changed value reaches a live instance. */
export type FieldChange = "edit" | "upgrade" | "setAutoRenew" | "month" | "billingMode" | "replace";

/** What the provider has to know of a create field beside its type and bounds. */
export interface FieldFacts {
  readonly change: FieldChange;
  /** Whether the value, or a part of it, is secret. */
  readonly secret: boolean;
  /** Whether a get or list answer carries the value back. */
  readonly echoed: boolean;
  /** Whether the user must give it, for the kinds that take it. */
  readonly required: boolean;
  /** Kinds of instance that take it. */
  readonly kinds: readonly ("gpu" | "cpu")[];
  /** What counts as the value when it is left out. */
  readonly default: string | number | boolean | undefined;
}

/** Facts of every create field, by its user-side name. */
export const fields = {
  name: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  productId: {
    change: "replace",
    secret: false,
    echoed: true,
    required: true,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  gpuNum: {
    change: "replace",
    secret: false,
    echoed: true,
    required: true,
    kinds: ["gpu"],
    default: undefined,
  },
  rootfsSize: {
    change: "edit",
    secret: false,
    echoed: true,
    required: true,
    kinds: ["gpu"],
    default: undefined,
  },
  imageUrl: {
    change: "upgrade",
    secret: false,
    echoed: true,
    required: true,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  imageAuth: {
    change: "replace",
    secret: true,
    echoed: false,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  imageAuthId: {
    change: "upgrade",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  ports: {
    change: "edit",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  envs: {
    change: "upgrade",
    secret: true,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  tools: {
    change: "replace",
    secret: false,
    echoed: false,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  command: {
    change: "upgrade",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  entrypoint: {
    change: "upgrade",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  clusterId: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  localStorageMountPoint: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["cpu"],
    default: "/workspace",
  },
  networkStorages: {
    change: "upgrade",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  networkId: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: undefined,
  },
  kind: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu", "cpu"],
    default: "gpu",
  },
  month: {
    change: "month",
    secret: false,
    echoed: false,
    required: false,
    kinds: ["gpu"],
    default: undefined,
  },
  billingMode: {
    change: "billingMode",
    secret: false,
    echoed: true,
    required: false,
    kinds: ["gpu"],
    default: "onDemand",
  },
  autoRenew: {
    change: "setAutoRenew",
    secret: false,
    echoed: false,
    required: false,
    kinds: ["gpu"],
    default: false,
  },
  autoRenewMonth: {
    change: "setAutoRenew",
    secret: false,
    echoed: false,
    required: false,
    kinds: ["gpu"],
    default: undefined,
  },
  minCudaVersion: {
    change: "replace",
    secret: false,
    echoed: false,
    required: false,
    kinds: ["gpu"],
    default: undefined,
  },
} as const satisfies Readonly<Record<string, FieldFacts>>;

/** Name of a create field as the user writes it. */
export type FieldName = keyof typeof fields;

/** Paths of the secret values; `[*]` stands for every entry of a list. */
export const secretPaths = ["imageAuth", "envs[*].value"] as const;

/** Extension keywords in schema.json, which a strict validator has to be told about. */
export const xKeywords = [
  "x-novita-change",
  "x-novita-echoed",
  "x-novita-kinds",
  "x-novita-secret",
  "x-novita-text",
] as const;
