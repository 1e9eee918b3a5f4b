import { appendFileSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { version } from "../../provider/version";
import { identity } from "../generate/package/identity";
import { onlyFile } from "./examples";
import { run, type Programs } from "./generators";
import { pom } from "./pom";
import { readme } from "./readme";

/** What the generated SDK of a language lacks to be published, or to be used as the dynamic package is. */
const finish: Readonly<Record<string, (folder: string) => void>> = {
  nodejs: (folder) => appendFileSync(join(folder, "index.ts"), nestedTypes(folder)),
  python: () => undefined,
  go: (folder) => void run("go", ["mod", "tidy"], { cwd: folder, env: { GOWORK: "off" } }),
  java: forMaven,
  dotnet: forNuget,
};

/** The languages that have an SDK. */
export const sdkLanguages = Object.keys(finish);

/** Finishes the SDKs in the folders of `out`; `programs` are the example that each README shows. */
export function finishSdks(out: string, programs: Programs): void {
  for (const [language, work] of Object.entries(finish)) {
    const folder = join(out, language);
    work(folder);
    writeFileSync(join(folder, "README.md"), readme(language, onlyFile(language, programs)));
  }
}

/** The types of nested objects under the names that the dynamic package exports. */
function nestedTypes(folder: string): string {
  const namesIn = (file: string): readonly string[] =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/^export interface (\w+)/gm)].map(([, name]) =>
      String(name),
    );
  const exported = ["input", "output"].map((side) => {
    const names = namesIn(`types/${side}.ts`);
    return names.length === 0 ? "" : `export type { ${names.join(", ")} } from "./types/${side}";\n`;
  });
  return `\n// Export the types of nested objects:\n${exported.join("")}`;
}

/** Maven in place of Gradle, with what Gradle would have written into the archive. */
function forMaven(folder: string): void {
  for (const name of ["build.gradle", "settings.gradle"]) rmSync(join(folder, name), { force: true });
  write(join(folder, "pom.xml"), pom());
  write(join(folder, ".gitignore"), "target/\n");
  const resources = join(folder, "src/main/resources/com/pulumi", identity.name);
  const server = `github://api.github.com/${identity.repository}`;
  write(join(resources, "version.txt"), version);
  write(
    join(resources, "plugin.json"),
    `${JSON.stringify({ resource: true, name: identity.name, version, server }, undefined, 2)}\n`,
  );
}

/**
 * What nuget.org shows beside what the generator writes, and what editors show, in a release too; and a package is made by
 * `dotnet pack`, not by each build.
 */
function forNuget(folder: string): void {
  const file = join(folder, "Pulumi.Novita.csproj");
  const changes = [
    ["    <GeneratePackageOnBuild>true</GeneratePackageOnBuild>\n", ""],
    [`<PropertyGroup Condition="'$(Configuration)|$(Platform)'=='Debug|AnyCPU'">`, "<PropertyGroup>"],
    ["<Authors>", `<PackageId>${identity.dotnet}</PackageId>\n    <Authors>`],
    ["<PackageIcon>", `<RepositoryType>git</RepositoryType>\n    ${nugetPage}\n    <PackageIcon>`],
    [
      "</Project>",
      `  <ItemGroup>\n    <None Include="README.md" Pack="True" PackagePath="" />\n  </ItemGroup>\n\n</Project>`,
    ],
  ] as const;
  const text = changes.reduce(
    (before, [from, to]) => {
      if (before.split(from).length !== 2) throw new Error(`${file} has not one ${from.trim()}`);
      return before.replace(from, to);
    },
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, text);
}

const nugetPage = `<PackageReadmeFile>README.md</PackageReadmeFile>\n    <PackageTags>pulumi;novita;gpu</PackageTags>`;

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
