/** How values of a field are brought into the one form in which they are compared. */
export type Comparison = "text" | "scalar" | "set" | "ports" | "image";

/** What the provider has to know of a field beside its type and bounds; generated from the OpenAPI document. */
export interface FieldFacts {
  /** How a changed value reaches a live thing; `replace` only by another one. */
  readonly change: string;
  /** Whether the value, or a part of it, is secret. */
  readonly secret?: boolean;
  /** Whether a get or list answer carries the value back. */
  readonly echoed: boolean;
  /** Whether the user must give it, for the kinds that take it. */
  readonly required?: boolean;
  /** Kinds of thing that take it, by the input `kind`; absent if there are no kinds. */
  readonly kinds?: readonly string[];
  /** What counts as the value when it is left out. */
  readonly default?: string | number | boolean;
  /** What counts as the same as leaving it out, if no default is filled in. */
  readonly absent?: string | number | boolean;
  readonly compare: Comparison;
  /**
   * What the service does if none is given. `always`: it chooses one, and any is right. `unasked`: it may report one that
   * nobody asked for; to take a declared one away is a change.
   */
  readonly chosen?: "always" | "unasked";
  /** Whether the price depends on it. */
  readonly priced?: boolean;
}

/** Everything that is known of a resource's fields. */
export interface Facts {
  readonly fields: Readonly<Record<string, FieldFacts>>;
  /** The names of the outputs that only the service knows. */
  readonly outputs: readonly string[];
  /** The places of secret inputs; `envs[*].value` stands for every entry of a list. */
  readonly secretPaths: readonly string[];
  /** The names of secret properties of the state: inputs that are, and outputs that give access. */
  readonly secretOutputs: readonly string[];
  readonly schema: InputsSchema;
}

/** What kind of text a field holds: see `x-novita-text` in novita.openapi.yaml. */
export type TextKind = "id" | "name" | "path" | "image" | "variable" | "credential" | "ports" | "free";

/** A node of a JSON Schema, as far as messages read it. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly "x-novita-secret"?: boolean;
  readonly "x-novita-text"?: TextKind;
}

/** One way in which a value does not fit a schema. */
export interface Misfit {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
}

/** The JSON Schema of a resource's inputs. */
export interface InputsSchema {
  readonly root: SchemaNode;
  /** Every way in which a value does not fit, all at once. */
  validate(inputs: unknown): readonly Misfit[];
}

/** The fields that the service shows again, so that drift in them can be seen. */
export function echoedFields({ fields }: Pick<Facts, "fields">): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.echoed);
}

/** How many characters the name of a thing may have. */
export function longestName({ schema }: Pick<Facts, "schema">): number {
  return schemaAt(schema, ["name"])?.maxLength ?? Infinity;
}

/** The part of a schema that a path such as `["envs", 0, "key"]` leads to. */
export function schemaAt({ root }: InputsSchema, path: readonly (string | number)[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>(
    (node, step) => (typeof step === "number" ? node?.items : node?.properties?.[step]),
    root,
  );
}
