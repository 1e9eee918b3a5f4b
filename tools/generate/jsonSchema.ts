/** The part of JSON Schema 2020-12 that the API document and the lifecycle schema use. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly default?: JsonScalar;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly if?: JsonSchema;
  readonly else?: JsonSchema;
  readonly "x-novita-change"?: Change;
  readonly "x-novita-echoed"?: boolean;
  readonly "x-novita-absent"?: JsonScalar;
  readonly "x-novita-chosen"?: Choice;
  readonly "x-novita-compare"?: Comparison;
  readonly "x-novita-kinds"?: readonly Kind[];
  readonly "x-novita-priced"?: boolean;
  readonly "x-novita-secret"?: boolean;
  /** Of an output: whether only what was declared tells it, so that an instance of anybody's does not have it. */
  readonly "x-novita-declared"?: boolean;
  readonly "x-novita-text"?: string;
  readonly "x-novita-like"?: string;
  readonly "x-novita-resource"?: string;
  readonly "x-pulumi-form"?: JsonSchema;
  readonly "x-pulumi-name"?: string;
  readonly "x-pulumi-required"?: readonly string[];
}

/** What the service does if a field is left out, and how values are compared; see the top of novita.openapi.yaml. */
export type Choice = "always" | "unasked";
export type Comparison = "text" | "scalar" | "set" | "ports" | "image";

export type JsonScalar = string | number | boolean;
export type Properties = Readonly<Record<string, JsonSchema>>;

/** Kinds of instance that the create request knows. */
export const kinds = ["gpu", "cpu"] as const;
export type Kind = (typeof kinds)[number];

/** How a changed input reaches a live instance; explained at the top of novita.openapi.yaml. */
export const changes = [
  "edit",
  "upgrade",
  "setAutoRenew",
  "month",
  "billingMode",
  "replace",
  "update",
  "grow",
] as const;
export type Change = (typeof changes)[number];
