import { docSentence } from "../docSentence";
import { alwaysKnown, secretPaths } from "../fieldFacts";
import type { JsonSchema } from "../jsonSchema";
import type { ResourceSource } from "../resources";
import { titleOf, typeOf } from "./renderTypes";

/** A class that declares every output of the resource: each input as it is in the state, and what the service adds. */
export function classOutputs(resource: ResourceSource, inputs: JsonSchema, outputs: JsonSchema): string {
  const always = alwaysKnown(inputs);
  const properties = { ...inputs.properties, ...outputs.properties };
  const declared = Object.entries(properties).map(([name, schema]) =>
    declaration(resource, name, schema, always.has(name)),
  );
  const named = Object.values(properties).flatMap((schema) => nestedNames(schema));
  return `
    import * as pulumi from "@pulumi/pulumi";
    import type { ${[...new Set(named)].join(", ")} } from "../../../../provider/resources/${resource.folder}/generated/inputs";

    /** The outputs of a ${resource.type}. */
    export abstract class ${resource.type}Outputs extends pulumi.dynamic.Resource {
      ${declared.join("\n")}
    }
  `;
}

/** The types that a declaration names: that of an object, or of the objects in a list. */
function nestedNames({ items, ...schema }: JsonSchema): readonly string[] {
  const object = items ?? schema;
  return object.properties === undefined ? [] : [titleOf(object)];
}

function declaration(resource: ResourceSource, name: string, schema: JsonSchema, isAlways: boolean): string {
  const secret = secretPaths(schema).length > 0 && !schema["x-novita-secret"] ? " Secret." : "";
  const type = typeOf(schema, { suffix: "", wrap: (inner) => inner });
  return `
      /** ${docSentence(resource, schema)}${secret} */
      declare readonly ${name}: pulumi.Output<${type}${isAlways ? "" : " | undefined"}>;`;
}
