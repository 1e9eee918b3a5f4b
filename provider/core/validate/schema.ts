import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import type { InputsSchema, SchemaNode } from "../model";

/**
 * A JSON Schema of inputs, compiled when it is first asked.
 *
 * @param keywords The extension keywords in it, which a strict validator has to be told about.
 */
export function createSchema(schema: object, keywords: readonly string[]): InputsSchema {
  let compiled: ValidateFunction | undefined;
  return {
    root: schema as SchemaNode,
    validate: (inputs) => {
      compiled ??= compile(schema, keywords);
      return compiled(inputs) ? [] : (compiled.errors ?? []);
    },
  };
}

function compile(schema: object, keywords: readonly string[]): ValidateFunction {
  // `verbose` puts the offending value and its schema into each error.
  // strictRequired would ask the `else` branch to repeat the properties that it requires.
  // Tests hold the generated schemas against JSON Schema itself, which would take longer here than all the rest.
  const options = {
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    validateSchema: false,
  };
  const ajv = new Ajv2020(options);
  keywords.forEach((keyword) => ajv.addKeyword({ keyword }));
  return ajv.compile(schema);
}
