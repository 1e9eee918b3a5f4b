import { argTypes } from "./types/argTypes";
import { classOutputs } from "./types/classOutputs";
import { fieldFactsModule } from "./fieldFacts";
import { functionPage } from "./functions/functionPage";
import { type FunctionSource, functionSources, functionsPath } from "./functions/functionSchemas";
import { plainTypes, programModule, schemasModule } from "./functions/functionTypes";
import { inputTypes } from "./types/inputTypes";
import { extended, inputsSchema } from "./inputsSchema";
import type { JsonSchema } from "./jsonSchema";
import { methodsOf } from "./methods";
import { jsonFile, markdownFile, noticeOf, typescriptFile, type OutputFile } from "./output";
import { packageSchemaFile } from "./package";
import { referencePage } from "./referencePage";
import { outputsPath, resources, type ResourceSource } from "./resources";
import { openapiPath, type Sources } from "./sources";
import { wireTypes } from "./types/wireTypes";

/** Every generated file, made from the sources alone: the same sources give the same bytes. */
export async function outputs(sources: Sources): Promise<readonly OutputFile[]> {
  const inputs = resources.map((resource) => inputsOf(sources, resource));
  const [root, ...others] = inputs as [JsonSchema, ...JsonSchema[]];
  const $defs = Object.fromEntries(others.map((schema, at) => [resources[at + 1]?.type, schema]));
  const paths = [openapiPath, ...new Set(resources.flatMap(({ lifecycle }) => lifecycle))];
  const files = resources.map((resource, at) => filesOf(sources, resource, inputs[at] as JsonSchema));
  const asked = functionsOf(sources, inputs);
  return [
    await jsonFile("schema.json", noticeOf(paths), { ...root, $defs }),
    await typescriptFile(
      "provider/api/generated/wire.ts",
      noticeOf([openapiPath]),
      await wireTypes(sources.openapiText),
    ),
    await packageSchemaFile(sources, inputs, asked.functions),
    ...(await Promise.all(files)).flat(),
    ...(await functionFiles(asked)),
  ];
}

/** The functions, and the files that they are made from. */
function functionsOf(
  sources: Sources,
  inputs: readonly JsonSchema[],
): { readonly functions: readonly FunctionSource[]; readonly paths: readonly string[] } {
  const paths = new Set([openapiPath, functionsPath]);
  const functions = functionSources(sources, (type) => {
    const at = resources.findIndex((each) => each.type === type);
    const resource = resources[at] as ResourceSource;
    [...resource.lifecycle, outputsPath(resource)].forEach((path) => paths.add(path));
    return { inputs: inputs[at] as JsonSchema, outputs: sources.schemaIn(outputsPath(resource)) };
  });
  return { functions, paths: [...paths] };
}

async function functionFiles({
  functions,
  paths,
}: ReturnType<typeof functionsOf>): Promise<readonly OutputFile[]> {
  const notice = noticeOf(paths);
  const provider = "provider/functions/generated";
  return [
    await typescriptFile(`${provider}/schemas.ts`, notice, schemasModule(functions)),
    await typescriptFile(`${provider}/types.ts`, notice, await plainTypes(functions)),
    await typescriptFile("sdk/dynamic/generated/functions.ts", notice, await programModule(functions)),
    await markdownFile("docs/reference/functions.md", notice, functionPage(functions)),
  ];
}

function inputsOf({ openapi, schemaIn }: Sources, resource: ResourceSource): JsonSchema {
  return inputsSchema(
    openapi,
    resource,
    resource.lifecycle.map(schemaIn).reduce((all, more) => extended(all, more)),
  );
}

async function filesOf(
  sources: Sources,
  resource: ResourceSource,
  inputs: JsonSchema,
): Promise<readonly OutputFile[]> {
  const outputs = sources.schemaIn(outputsPath(resource));
  const methods = methodsOf(sources, resource);
  const { methods: methodsPath } = resource;
  const paths = [...resource.lifecycle, outputsPath(resource), ...(methodsPath ? [methodsPath] : [])];
  const notice = noticeOf([openapiPath, ...paths]);
  const provider = `provider/resources/${resource.folder}/generated`;
  const sdk = `sdk/dynamic/generated/${resource.folder}`;
  return [
    await typescriptFile(`${provider}/inputs.ts`, notice, await inputTypes(resource, inputs, outputs)),
    await typescriptFile(
      `${provider}/fields.ts`,
      notice,
      fieldFactsModule(resource, inputs, outputs, methods),
    ),
    await typescriptFile(`${sdk}/args.ts`, notice, await argTypes(resource, inputs)),
    await typescriptFile(`${sdk}/outputs.ts`, notice, classOutputs(resource, inputs, outputs)),
    await markdownFile(
      `docs/reference/${resource.page}.md`,
      notice,
      referencePage(resource, inputs, outputs, methods),
    ),
  ];
}
