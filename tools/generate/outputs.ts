import { argTypes } from "./types/argTypes";
import { classOutputs } from "./types/classOutputs";
import { fieldFactsModule } from "./fieldFacts";
import { inputTypes } from "./types/inputTypes";
import { inputsSchema } from "./inputsSchema";
import { jsonFile, markdownFile, typescriptFile, type OutputFile } from "./output";
import { referencePage } from "./referencePage";
import type { Sources } from "./sources";
import { wireTypes } from "./types/wireTypes";

/** Every generated file, made from the sources alone: the same sources give the same bytes. */
export async function outputs(sources: Sources): Promise<readonly OutputFile[]> {
  const inputs = inputsSchema(sources.openapi, sources.lifecycle);
  const resource = "provider/resources/gpuInstance/generated";
  return [
    await jsonFile("schema.json", inputs),
    await typescriptFile("provider/api/generated/wire.ts", await wireTypes(sources.openapiText)),
    await typescriptFile(`${resource}/inputs.ts`, await inputTypes(inputs, sources.outputs)),
    await typescriptFile(`${resource}/fields.ts`, fieldFactsModule(inputs, sources.outputs)),
    await typescriptFile("sdk/dynamic/generated/args.ts", await argTypes(inputs)),
    await typescriptFile("sdk/dynamic/generated/outputs.ts", classOutputs(inputs, sources.outputs)),
    await markdownFile("docs/reference/gpu-instance.md", referencePage(inputs, sources.outputs)),
  ];
}
