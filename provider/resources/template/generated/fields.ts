// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/template/outputs.schema.yaml by `npm run generate`; do not edit.

import type { FieldFacts } from "../../../core";

/** How a changed value reaches a live template. */
export type FieldChange =
  "edit" | "upgrade" | "setAutoRenew" | "month" | "billingMode" | "replace" | "update" | "grow";

/** Facts of every create field, by its user-side name. */
export const fields = {
  name: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: "always",
    priced: false,
  },
  readme: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  type: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: "instance",
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  channel: {
    change: "replace",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: "private",
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  imageUrl: {
    change: "update",
    secret: false,
    echoed: true,
    required: true,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "image",
    chosen: undefined,
    priced: false,
  },
  imageAuthId: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  command: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  entrypoint: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
  rootfsSize: {
    change: "update",
    secret: false,
    echoed: true,
    required: true,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "scalar",
    chosen: undefined,
    priced: false,
  },
  ports: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "ports",
    chosen: undefined,
    priced: false,
  },
  envs: {
    change: "update",
    secret: true,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "set",
    chosen: undefined,
    priced: false,
  },
  minCudaVersion: {
    change: "update",
    secret: false,
    echoed: true,
    required: false,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
} as const satisfies Readonly<Record<string, FieldFacts & { readonly change: FieldChange }>>;

/** Name of a create field as the user writes it. */
export type FieldName = keyof typeof fields;

/** Paths of the secret values; `[*]` stands for every entry of a list. */
export const secretPaths = ["envs[*].value"] as const;

/** The names of everything that only the service knows. */
export const outputs = ["status", "createdAt"] as const;

/** The properties of the state that are secret: inputs that are, and what gives access to the template. */
export const secretOutputs: readonly string[] = ["envs"];

/** Extension keywords in schema.json, which a strict validator has to be told about. */
export const xKeywords = [
  "x-novita-change",
  "x-novita-chosen",
  "x-novita-compare",
  "x-novita-echoed",
  "x-novita-secret",
  "x-novita-text",
] as const;
