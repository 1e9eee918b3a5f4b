import { fieldReference } from "./fieldReference";
import type { JsonSchema } from "./jsonSchema";
import { betweenMarkers } from "./markers";
import { formatted, notice, type OutputFile } from "./output";
import { sourcePaths } from "./sources";

/**
 * The README with a fresh field reference between the markers and everything else as it was. Without a README one is
 * begun; without the markers they go to its end.
 */
export async function readmeFile(readme: string | undefined, inputs: JsonSchema): Promise<OutputFile> {
  const tables = await formatted(`<!-- ${notice} -->\n\n${fieldReference(inputs)}`, "markdown");
  return { path: sourcePaths.readme, text: betweenMarkers(readme ?? "# pulumi-novita\n", tables) };
}
