import { parse } from "yaml";
import type { JsonSchema } from "./jsonSchema";

/** The API document, relative to the project's root. */
export const openapiPath = "provider/api/novita.openapi.yaml";

/** An OpenAPI document, as far as the generator looks into it itself. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, { readonly get?: ApiOperation; readonly post?: ApiOperation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, { readonly "x-novita-reasons"?: readonly string[] }>>;
  };
}

/** One operation of the document. */
export interface ApiOperation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content?: { readonly "application/json": { readonly schema: JsonSchema } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
  readonly "x-novita-reasons"?: Readonly<Record<string, readonly string[]>>;
  readonly "x-novita-rules"?: readonly string[];
}

/** The parsed sources. */
export interface Sources {
  readonly openapiText: string;
  readonly openapi: OpenApiDocument;
  /** The text of a file, or undefined if there is none. */
  textOf(path: string): string | undefined;
  /** The text of a file; throws an Error if there is none. */
  requiredText(path: string): string;
  /** The schema in a YAML file. */
  schemaIn(path: string): JsonSchema;
}

/**
 * Reads and parses the sources.
 *
 * @param readFile - gives the text of a path relative to the root, or undefined if there is no such file.
 * @throws Error when a source is missing or is not YAML.
 */
export function loadSources(readFile: (path: string) => string | undefined): Sources {
  const must = (path: string): string => {
    const text = readFile(path);
    if (text === undefined) throw new Error(`${path} is missing: run the generator in the project's root`);
    return text;
  };
  const openapiText = must(openapiPath);
  return {
    openapiText,
    openapi: parse(openapiText) as OpenApiDocument,
    textOf: readFile,
    requiredText: must,
    schemaIn: (path) => parse(must(path), { merge: true }) as JsonSchema,
  };
}
