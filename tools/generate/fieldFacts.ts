import { extensionKeywords } from "./inputsSchema";
import {
  changes,
  kinds,
  type Change,
  type Choice,
  type Comparison,
  type JsonScalar,
  type JsonSchema,
  type Kind,
} from "./jsonSchema";
import type { MethodSource } from "./methods";
import type { ResourceSource } from "./resources";

/** What the provider has to know of a create field beside its type and bounds: `FieldFacts` of the provider. */
export interface FieldFacts {
  readonly change: Change;
  readonly secret: boolean;
  readonly echoed: boolean;
  readonly required: boolean;
  readonly kinds: readonly Kind[] | undefined;
  readonly default: JsonScalar | undefined;
  readonly absent: JsonScalar | undefined;
  readonly compare: Comparison;
  readonly chosen: Choice | undefined;
  readonly priced: boolean;
}

/** Facts of every create field of the inputs, in the order of the API document. `lifecycle` is not a create field. */
export function fieldFacts(inputs: JsonSchema): Readonly<Record<string, FieldFacts>> {
  const required = [...(inputs.required ?? []), ...(inputs.else?.required ?? [])];
  const hasKinds = inputs.properties?.kind !== undefined;
  const entries = createFields(inputs).map(
    ([name, schema]) => [name, factsOf(name, schema, { required, hasKinds })] as const,
  );
  return Object.fromEntries(entries);
}

/** The fields that go to the create endpoint: all properties of the inputs but `lifecycle`. */
export function createFields(inputs: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(inputs.properties ?? {}).filter(([name]) => name !== "lifecycle");
}

/** The fields that the state of a resource always has: what is given or filled in whatever else is declared. */
export function alwaysKnown(inputs: JsonSchema): ReadonlySet<string> {
  const always = Object.entries(fieldFacts(inputs)).filter(
    ([name, { kinds, required, default: fallback }]) =>
      name === "name" || (kinds?.length !== 1 && (required || fallback !== undefined)),
  );
  return new Set(always.map(([name]) => name));
}

/** Paths of the secret values, with `[*]` for every entry of a list: `imageAuth`, `envs[*].value`. */
export function secretPaths(schema: JsonSchema, path = ""): readonly string[] {
  if (schema["x-novita-secret"] === true) return [path];
  const inList = schema.items === undefined ? [] : secretPaths(schema.items, `${path}[*]`);
  const inObject = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    secretPaths(property, path === "" ? name : `${path}.${name}`),
  );
  return [...inList, ...inObject];
}

/** The TypeScript module with the facts, for the provider. */
export function fieldFactsModule(
  { noun }: Pick<ResourceSource, "noun">,
  inputs: JsonSchema,
  outputs: JsonSchema,
  methods: readonly MethodSource[] = [],
): string {
  return `
    import type { FieldFacts } from "../../../core";

    /** How a changed value reaches a live ${noun}. */
    export type FieldChange = ${changes.map((value) => JSON.stringify(value)).join(" | ")};

    /** Facts of every create field, by its user-side name. */
    export const fields = ${literal(fieldFacts(inputs))} as const satisfies Readonly<
      Record<string, FieldFacts & { readonly change: FieldChange }>
    >;

    /** Name of a create field as the user writes it. */
    export type FieldName = keyof typeof fields;

    /** Paths of the secret values; \`[*]\` stands for every entry of a list. */
    export const secretPaths = ${literal(secretPaths(inputs))} as const;

    /** The names of everything that only the service knows. */
    export const outputs = ${literal(Object.keys(outputs.properties ?? {}))} as const;

    /** The properties of the state that are secret: inputs that are, and what gives access to the ${noun}. */
    export const secretOutputs: readonly string[] = ${literal(secretNames(inputs, outputs))};

    /** Extension keywords in schema.json, which a strict validator has to be told about. */
    export const xKeywords = ${literal(extensionKeywords(inputs))} as const;
    ${methodFacts(methods)}
  `;
}

function methodFacts(methods: readonly MethodSource[]): string {
  if (methods.length === 0) return "";
  const answers = methods.map(({ name, result }) => [name, Object.keys(result.properties ?? {})] as const);
  return `
    /** The methods, each with the outputs that it answers. */
    export const methods = ${literal(Object.fromEntries(answers))} as const;
  `;
}

function factsOf(
  name: string,
  schema: JsonSchema,
  { required, hasKinds }: { readonly required: readonly string[]; readonly hasKinds: boolean },
): FieldFacts {
  const change = schema["x-novita-change"];
  const echoed = schema["x-novita-echoed"];
  if (change === undefined || echoed === undefined) {
    throw new Error(`the field ${name} of a create request needs both x-novita-change and x-novita-echoed`);
  }
  return {
    change,
    secret: secretPaths(schema).length > 0,
    echoed,
    required: required.includes(name),
    kinds: schema["x-novita-kinds"] ?? (hasKinds ? kinds : undefined),
    default: schema.default,
    absent: schema["x-novita-absent"],
    compare: schema["x-novita-compare"] ?? comparisonOf(schema),
    chosen: schema["x-novita-chosen"],
    priced: schema["x-novita-priced"] ?? false,
  };
}

function comparisonOf({ type }: JsonSchema): Comparison {
  if (type === "array") return "set";
  return type === "string" ? "text" : "scalar";
}

function secretNames(...schemas: readonly JsonSchema[]): readonly string[] {
  const all = schemas.flatMap(({ properties = {} }) => Object.entries(properties));
  return all.flatMap(([name, schema]) => (secretPaths(schema).length > 0 ? [name] : []));
}

function literal(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? "\u0000" : inner)).replaceAll(
    '"\\u0000"',
    "undefined",
  );
}
