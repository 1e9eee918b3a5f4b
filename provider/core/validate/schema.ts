import Ajv2020, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import schema from "../../../schema.json";
import { xKeywords } from "../../resources/gpuInstance/generated/fields";

/** What kind of text a field holds: see `x-novita-text` in novita.openapi.yaml. */
export type TextKind = "id" | "name" | "path" | "image" | "variable" | "credential" | "ports" | "free";

/** A node of `schema.json`, as far as messages read it. */
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

/** The JSON Schema of the inputs. */
export const inputsSchema: SchemaNode = schema as SchemaNode;

let compiled: ValidateFunction | undefined;

/** Every way in which a value does not fit `schema.json`, all at once. */
export function validateInputs(inputs: unknown): readonly ErrorObject[] {
  compiled ??= compile();
  return compiled(inputs) ? [] : (compiled.errors ?? []);
}

function compile(): ValidateFunction {
  // `verbose` puts the offending value and its schema into each error.
  // strictRequired would ask the `else` branch to repeat the properties that it requires.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false });
  xKeywords.forEach((keyword) => ajv.addKeyword({ keyword }));
  return ajv.compile(schema);
}

/** The part of the schema that a path such as `["envs", 0, "key"]` leads to. */
export function schemaAt(path: readonly (string | number)[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>(
    (node, step) => (typeof step === "number" ? node?.items : node?.properties?.[step]),
    inputsSchema,
  );
}
