import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command as generate } from "../generate/command";
import { outputs } from "../generate/outputs";
import { examplesPath, packageSchemaPath } from "../generate/package/paths";
import { resources } from "../generate/resources";
import { exampleSection } from "./examples";
import { Generators, type Programs } from "./generators";
import { keptManifest, manifestOf, manifestPath, outdated, registryPagePath } from "./manifest";
import { exampleProjects, projectExample, projectsPath } from "./projects";
import { registryPage } from "./registryPage";
import { finishSdks, sdkLanguages } from "./overlay";

/**
 * `npm run generate:sdk [-- --check]`: the programs of each resource's example, the package schema with them, and the SDKs
 * of all languages. With `--check` nothing is generated: hashes tell whether something is out of date.
 *
 * @returns what is out of date, or was written, in words.
 */
export async function generateSdks(root: string, isCheck: boolean): Promise<readonly string[]> {
  if (isCheck) return outdated(keptManifest(root), manifestOf(root));
  const work = mkdtempSync(join(tmpdir(), "pulumi-novita-sdk-"));
  try {
    const generators = new Generators(root);
    await generateAll(root);
    const schema = join(root, packageSchemaPath);
    const programs = generators.programs(schema, join(root, "tools/sdk/examples"));
    writeExamples(root, programs);
    await generateAll(root);
    writeProjects(root, programs[projectExample] as Programs);
    const shown = programs[resources[0].type] as Programs;
    writeFileSync(join(root, registryPagePath), registryPage(shown));
    generators.sdks(schema, work);
    finishSdks(work, shown);
    for (const language of sdkLanguages) {
      const folder = join(root, "sdk", language);
      rmSync(folder, { recursive: true, force: true });
      cpSync(join(work, language), folder, { recursive: true });
    }
    writeFileSync(join(root, manifestPath), `${JSON.stringify(manifestOf(root), undefined, 2)}\n`);
    return [...sdkLanguages.map((language) => `wrote sdk/${language}`)];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** `npm run generate`. */
async function generateAll(root: string): Promise<void> {
  const { exitCode, stderr } = await generate([], root, outputs);
  if (exitCode !== 0) throw new Error(stderr);
}

function writeProjects(root: string, programs: Programs): void {
  const folder = join(root, projectsPath);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(exampleProjects(programs))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function writeExamples(root: string, programs: Readonly<Record<string, Programs>>): void {
  mkdirSync(join(root, "tools/sdk/examples"), { recursive: true });
  for (const [type, made] of Object.entries(programs))
    writeFileSync(join(root, examplesPath(type)), exampleSection(made));
}
