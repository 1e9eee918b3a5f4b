import { extensionKeywords } from "../inputsSchema";
import type { JsonSchema, Properties } from "../jsonSchema";
import type { OpenApiDocument, Sources } from "../sources";

/** What the functions are asked and answer, relative to the project's root. */
export const functionsPath = "provider/functions/functions.schema.yaml";

/** A function that a program can call, with schemas that stand by themselves. */
export interface FunctionSource {
  readonly name: string;
  /** What it does, in a sentence or two of Markdown. */
  readonly description: string;
  readonly arguments: JsonSchema;
  readonly result: JsonSchema;
}

/** The inputs and the outputs of a resource, by the name of its class. */
export type SchemasOf = (type: string) => { readonly inputs: JsonSchema; readonly outputs: JsonSchema };

/** What of an input is said of it only when a program declares it. */
const declaredOnly = ["x-novita-change", "x-novita-echoed", "x-novita-absent", "x-novita-chosen"];
const boundsOnly = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern"];
const forGenerator = ["x-novita-like", "x-novita-resource", "x-novita-kinds", "x-novita-priced"];
const dropped = new Set([...declaredOnly, ...forGenerator, "x-novita-compare", "x-pulumi-name"]);

/** Every function, in the order of the file. */
export function functionSources({ openapi, schemaIn }: Sources, schemasOf: SchemasOf): FunctionSource[] {
  const functions = Object.entries(schemaIn(functionsPath)) as unknown as [string, FunctionSource][];
  return functions.map(([name, { description, arguments: args, result }]) => ({
    name,
    description,
    arguments: closed(args, (property) => like(openapi, property)),
    result: closed(shown(result, schemasOf), (property) => property),
  }));
}

/** The extension keywords in all of them, which a strict validator has to be told about. */
export function keywordsIn(functions: readonly FunctionSource[]): readonly string[] {
  return extensionKeywords({ properties: Object.fromEntries(functions.map((each) => [each.name, each])) });
}

/** An object that holds nothing else, at every level, without what only the generator reads. */
function closed(schema: JsonSchema, settle: (property: JsonSchema) => JsonSchema): JsonSchema {
  const { properties, items, ...rest } = without(settle(schema), dropped);
  if (items !== undefined) return { ...rest, items: closed(items, settle) };
  if (properties === undefined) return rest;
  const entries = Object.entries(properties).map(([name, each]) => [name, closed(each, settle)] as const);
  return {
    ...rest,
    additionalProperties: false,
    required: rest.required ?? [],
    properties: Object.fromEntries(entries),
  };
}

function without(schema: JsonSchema, keys: ReadonlySet<string>): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.has(key)));
}

/** An argument with what the API document says of the parameter or field that it is like. */
function like(openapi: OpenApiDocument, argument: JsonSchema): JsonSchema {
  const place = argument["x-novita-like"];
  if (place === undefined) return argument;
  const [of = "", name = ""] = place.split(".");
  const found = parameterOf(openapi, of, name) ?? openapi.components.schemas[of]?.properties?.[name];
  if (found === undefined) throw new Error(`${functionsPath} names ${place}, which the API document has not`);
  // What is left out of a request has a default; what is left out of a search excludes nothing.
  const { format: _wire, default: _request, ...schema } = found as JsonSchema & { readonly format?: string };
  return { ...schema, ...argument };
}

function parameterOf({ paths }: OpenApiDocument, operationId: string, name: string): JsonSchema | undefined {
  const operations = Object.values(paths).flatMap(({ get, post }) => [get, post]);
  const operation = operations.find((each) => each?.operationId === operationId);
  const parameter = operation?.parameters?.find((each) => each.name === name);
  return parameter && { description: parameter.description, ...parameter.schema };
}

/** A result with what the service shows of a resource, if it is said to be one. */
function shown(result: JsonSchema, schemasOf: SchemasOf): JsonSchema {
  const type = result["x-novita-resource"];
  if (type === undefined) return result;
  const { inputs, outputs } = schemasOf(type);
  const echoed = Object.entries(inputs.properties ?? {}).filter(([, each]) => each["x-novita-echoed"]);
  const own = Object.entries(outputs.properties ?? {}).filter(([, each]) => !each["x-novita-declared"]);
  return {
    ...result,
    properties: {
      ...result.properties,
      ...asFound(Object.fromEntries(echoed)),
      ...asFound(Object.fromEntries(own)),
    },
  };
}

/** Properties of what exists: bounds, defaults and the names of types are for what is declared. */
function asFound(properties: Properties): Properties {
  const bounds = new Set([...boundsOnly, "default", "x-novita-text"]);
  const found = (schema: JsonSchema): JsonSchema => ({
    ...without(schema, bounds),
    ...(schema.title !== undefined && { title: `Instance${schema.title}` }),
    ...(schema.properties && { properties: asFound(schema.properties) }),
    ...(schema.items && { items: found(schema.items) }),
  });
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, found(schema)]));
}
