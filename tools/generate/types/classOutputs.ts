import { docSentence } from "../docSentence";
import { fieldFacts, secretPaths } from "../fieldFacts";
import type { JsonSchema } from "../jsonSchema";
import { typeOf } from "./renderTypes";

/** The types that the declarations use, which the input types define. */
const namedTypes = ["EnvVar", "Tool", "NetworkStorage", "Lifecycle", "Endpoint"];

/** A class that declares every output of the resource: each input as it is in the state, and what the service adds. */
export function classOutputs(inputs: JsonSchema, outputs: JsonSchema): string {
  const facts = fieldFacts(inputs);
  const isAlways = (name: string): boolean => {
    const fact = facts[name];
    return (
      name === "name" ||
      (fact !== undefined && fact.kinds.length > 1 && (fact.required || fact.default !== undefined))
    );
  };
  const declared = [
    ...Object.entries(inputs.properties ?? {}).map(([name, schema]) =>
      declaration(name, schema, isAlways(name)),
    ),
    ...Object.entries(outputs.properties ?? {}).map(([name, schema]) => declaration(name, schema, false)),
  ];
  return `
    import * as pulumi from "@pulumi/pulumi";
    import type { ${namedTypes.join(", ")} } from "../../../provider/resources/gpuInstance/generated/inputs";

    /** The outputs of a GPU instance. */
    export abstract class GpuInstanceOutputs extends pulumi.dynamic.Resource {
      ${declared.join("\n")}
    }
  `;
}

function declaration(name: string, schema: JsonSchema, isAlways: boolean): string {
  const secret = secretPaths(schema).length > 0 && !schema["x-novita-secret"] ? " Secret." : "";
  const type = typeOf(schema, { suffix: "", wrap: (inner) => inner });
  return `
      /** ${docSentence(schema)}${secret} */
      declare readonly ${name}: pulumi.Output<${type}${isAlways ? "" : " | undefined"}>;`;
}
