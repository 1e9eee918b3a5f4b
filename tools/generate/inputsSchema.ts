import type { JsonSchema, Properties } from "./jsonSchema";
import type { ResourceSource } from "./resources";
import type { OpenApiDocument } from "./sources";

const REF = "#/components/schemas/";

/**
 * The JSON Schema of what a user writes: the create request under user-side names, plus `lifecycle`, closed at every
 * level. References are put in place, so that the schema can be walked without resolving anything.
 */
export function inputsSchema(
  openapi: OpenApiDocument,
  { type, page, noun, request: name }: Pick<ResourceSource, "type" | "page" | "noun" | "request">,
  lifecycle: JsonSchema,
): JsonSchema {
  const request = resolve(openapi, { $ref: `${REF}${name}` });
  const create = userObject(openapi, request);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:pulumi-novita:${page}-inputs`,
    title: `${type}Inputs`,
    description:
      type === "GpuInstance"
        ? "What a user writes to declare a Novita GPU instance."
        : `What a user writes to declare a ${noun}.`,
    type: "object",
    additionalProperties: false,
    required: create.required,
    if: request.if,
    else: request.else,
    properties: { ...create.properties, lifecycle: withoutDialect(lifecycle) },
  };
}

/** A schema with what another one adds, or says in place of it. */
export function extended(schema: JsonSchema, more: JsonSchema): JsonSchema {
  const { properties = {} } = schema;
  const added = Object.entries(more.properties ?? {}).map(
    ([name, property]) => [name, extended(properties[name] ?? {}, property)] as const,
  );
  return {
    ...schema,
    ...more,
    ...(added.length > 0 && { properties: { ...properties, ...Object.fromEntries(added) } }),
  };
}

/** Every `x-` keyword in a schema, sorted: what a strict validator has to be told about. */
export function extensionKeywords(schema: JsonSchema): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(schema, (key, value: unknown) => {
    if (key.startsWith("x-")) found.add(key);
    return value;
  });
  return [...found].sort();
}

function resolve(openapi: OpenApiDocument, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(REF.length);
  const target = openapi.components.schemas[name];
  if (target === undefined) throw new Error(`${schema.$ref} names no schema of the API document`);
  return { title: name, ...target };
}

function userSchema(openapi: OpenApiDocument, schema: JsonSchema): JsonSchema {
  const resolved = resolve(openapi, schema);
  if (resolved.properties !== undefined) return userObject(openapi, resolved);
  const { "x-pulumi-name": _name, "x-pulumi-form": form, ...rest } = resolved;
  if (form !== undefined) return { ...rest, items: undefined, ...form };
  return {
    ...rest,
    ...(resolved.items === undefined ? {} : { items: userSchema(openapi, resolved.items) }),
  };
}

function userObject(openapi: OpenApiDocument, object: JsonSchema): JsonSchema {
  const { "x-pulumi-required": extra = [], properties = {}, if: _if, else: _else, ...rest } = object;
  // What is chosen or filled in if it is left out need not be given, whatever a request must have.
  const isFilled = ({ default: fallback, "x-novita-chosen": chosen }: JsonSchema = {}): boolean =>
    fallback !== undefined || chosen === "always";
  const needed = (object.required ?? []).filter((name) => !isFilled(properties[name]));
  const required = [...needed, ...extra].map((name) => userName(properties, name));
  const entries = Object.entries(properties).map(
    ([name, schema]) => [userName(properties, name), userSchema(openapi, schema)] as const,
  );
  return { ...rest, additionalProperties: false, required, properties: Object.fromEntries(entries) };
}

function userName(properties: Properties, name: string): string {
  return properties[name]?.["x-pulumi-name"] ?? name;
}

function withoutDialect(schema: JsonSchema): JsonSchema {
  const { $schema: _dialect, ...rest } = schema;
  return rest;
}
