import { extensionKeywords } from "./inputsSchema";
import { changes, kinds, type Change, type JsonScalar, type JsonSchema, type Kind } from "./jsonSchema";

/** What the provider has to know of a create field beside its type and bounds. */
export interface FieldFacts {
  readonly change: Change;
  readonly secret: boolean;
  readonly echoed: boolean;
  readonly required: boolean;
  readonly kinds: readonly Kind[];
  readonly default: JsonScalar | undefined;
}

/** Facts of every create field of the inputs, in the order of the API document. `lifecycle` is not a create field. */
export function fieldFacts(inputs: JsonSchema): Readonly<Record<string, FieldFacts>> {
  const required = [...(inputs.required ?? []), ...(inputs.else?.required ?? [])];
  const entries = createFields(inputs).map(
    ([name, schema]) => [name, factsOf(name, schema, required)] as const,
  );
  return Object.fromEntries(entries);
}

/** The fields that go to the create endpoint: all properties of the inputs but `lifecycle`. */
export function createFields(inputs: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(inputs.properties ?? {}).filter(([name]) => name !== "lifecycle");
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
export function fieldFactsModule(inputs: JsonSchema): string {
  return `
    ${typeDeclarations()}
    /** Facts of every create field, by its user-side name. */
    export const fields = ${literal(fieldFacts(inputs))} as const satisfies Readonly<Record<string, FieldFacts>>;

    /** Name of a create field as the user writes it. */
    export type FieldName = keyof typeof fields;

    /** Paths of the secret values; \`[*]\` stands for every entry of a list. */
    export const secretPaths = ${literal(secretPaths(inputs))} as const;

    /** Extension keywords in schema.json, which a strict validator has to be told about. */
    export const xKeywords = ${literal(extensionKeywords(inputs))} as const;
  `;
}

function typeDeclarations(): string {
  const union = (values: readonly string[]): string =>
    values.map((value) => JSON.stringify(value)).join(" | ");
  return `
    /** How a changed value reaches a live instance. */
    export type FieldChange = ${union(changes)};

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
      readonly kinds: readonly (${union(kinds)})[];
      /** What counts as the value when it is left out. */
      readonly default: string | number | boolean | undefined;
    }
  `;
}

function factsOf(name: string, schema: JsonSchema, required: readonly string[]): FieldFacts {
  const change = schema["x-novita-change"];
  const echoed = schema["x-novita-echoed"];
  if (change === undefined || echoed === undefined) {
    throw new Error(`CreateInstanceRequest.${name} needs both x-novita-change and x-novita-echoed`);
  }
  return {
    change,
    secret: secretPaths(schema).length > 0,
    echoed,
    required: required.includes(name),
    kinds: schema["x-novita-kinds"] ?? kinds,
    default: schema.default,
  };
}

function literal(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner === undefined ? "\u0000" : inner)).replaceAll(
    '"\\u0000"',
    "undefined",
  );
}
