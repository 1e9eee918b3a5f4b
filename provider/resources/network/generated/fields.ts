// Generated from provider/api/novita.openapi.yaml, provider/resources/lifecycle.schema.yaml and provider/resources/network/outputs.schema.yaml by `npm run generate`; do not edit.

import type { FieldFacts } from "../../../core";

/** How a changed value reaches a live network. */
export type FieldChange =
  "edit" | "upgrade" | "setAutoRenew" | "month" | "billingMode" | "replace" | "update" | "grow";

/** Facts of every create field, by its user-side name. */
export const fields = {
  clusterId: {
    change: "replace",
    secret: false,
    echoed: true,
    required: true,
    kinds: undefined,
    default: undefined,
    absent: undefined,
    compare: "text",
    chosen: undefined,
    priced: false,
  },
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
} as const satisfies Readonly<Record<string, FieldFacts & { readonly change: FieldChange }>>;

/** Name of a create field as the user writes it. */
export type FieldName = keyof typeof fields;

/** Paths of the secret values; `[*]` stands for every entry of a list. */
export const secretPaths = [] as const;

/** The names of everything that only the service knows. */
export const outputs = ["status", "statusMessage", "segment", "addresses", "createdAt"] as const;

/** The properties of the state that are secret: inputs that are, and what gives access to the network. */
export const secretOutputs: readonly string[] = [];

/** Extension keywords in schema.json, which a strict validator has to be told about. */
export const xKeywords = ["x-novita-change", "x-novita-chosen", "x-novita-echoed", "x-novita-text"] as const;
