import { version } from "../../../provider/version";
import type { FunctionSource } from "../functions/functionSchemas";
import type { JsonSchema } from "../jsonSchema";
import { methodsOf } from "../methods";
import { formatted, type OutputFile } from "../output";
import { outputsPath, resources } from "../resources";
import type { Sources } from "../sources";
import { classComment } from "./classComment";
import { examplesPath, packageSchemaPath } from "./paths";
import { packageSchema, type PackageResource } from "./packageSchema";

/** The settings of the provider. */
const settingsPath = "provider/account/settings.schema.yaml";

/**
 * The package schema.
 *
 * @param inputs - those of each resource, in the order of `resources`.
 */
export async function packageSchemaFile(
  sources: Sources,
  inputs: readonly JsonSchema[],
  functions: readonly FunctionSource[],
): Promise<OutputFile> {
  const described = resources.map((source, at): PackageResource => {
    const about = classComment(sources.requiredText(`sdk/dynamic/${source.folder}.ts`), source.type);
    const examples = sources.textOf(examplesPath(source.type));
    return {
      source,
      inputs: inputs[at] as JsonSchema,
      outputs: sources.schemaIn(outputsPath(source)),
      methods: methodsOf(sources, source),
      description: [about, examples?.trim()].filter(Boolean).join("\n\n"),
    };
  });
  const schema = packageSchema({
    version,
    resources: described,
    functions,
    settings: sources.schemaIn(settingsPath),
  });
  return { path: packageSchemaPath, text: await formatted(JSON.stringify(schema), "json") };
}
