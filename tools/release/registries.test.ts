import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { version } from "../../provider/version";
import { pom } from "../sdk/pom";

const root = join(__dirname, "../..");
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const repository = "https://github.com/pulumi-novita/pulumi-novita";
const description = "GPU instances of Novita AI, and what they need, as code: never lose a GPU or a dollar.";

/** The text of the first element of each name, one in another. */
function elementOf(xml: string, ...names: readonly string[]): string {
  return names.reduce((text, name) => new RegExp(`<${name}>([^]*?)</${name}>`).exec(text)?.[1] ?? "", xml);
}

test("Maven Central finds in the description of the SDK for Java everything that it asks for", () => {
  const asked = [
    ...["groupId", "artifactId", "version", "name", "description", "url"],
    ...["licenses/license/name", "licenses/license/url", "developers/developer/name"],
    ...["developers/developer/organization", "developers/developer/organizationUrl"],
    ...["scm/connection", "scm/developerConnection", "scm/url"],
  ];
  const found = asked.map((path) => [path, elementOf(pom(), ...path.split("/"))]);
  expect(Object.fromEntries(found)).toEqual({
    groupId: "io.github.pulumi-novita",
    artifactId: "pulumi-novita",
    version,
    name: "Pulumi Novita AI",
    description,
    url: repository,
    "licenses/license/name": "Apache-2.0",
    "licenses/license/url": "https://www.apache.org/licenses/LICENSE-2.0.txt",
    "developers/developer/name": "pulumi-novita",
    "developers/developer/organization": "pulumi-novita",
    "developers/developer/organizationUrl": repository,
    "scm/connection": `scm:git:${repository}.git`,
    "scm/developerConnection": `scm:git:${repository}.git`,
    "scm/url": repository,
  });
  expect(pom()).not.toMatch(/SNAPSHOT|<repositories>/);
});

test("NuGet finds in the project of the SDK for .NET everything that it asks for and shows", () => {
  const project = textOf("sdk/dotnet/Pulumi.Novita.csproj");
  const asked = ["PackageId", "Version", "Authors", "Description", "PackageLicenseExpression"];
  const shown = ["PackageProjectUrl", "RepositoryUrl", "RepositoryType", "PackageReadmeFile", "PackageIcon"];
  const found = [...asked, ...shown, "PackageTags"].map((name) => [name, elementOf(project, name)]);
  expect(Object.fromEntries(found)).toEqual({
    PackageId: "PulumiNovita",
    Version: version,
    Authors: "pulumi-novita",
    Description: description,
    PackageLicenseExpression: "Apache-2.0",
    PackageProjectUrl: repository,
    RepositoryUrl: repository,
    RepositoryType: "git",
    PackageReadmeFile: "README.md",
    PackageIcon: "logo.png",
    PackageTags: "pulumi;novita;gpu",
  });
  // What editors show of a type is for users, and so for a release too.
  expect(project).toMatch(/<PropertyGroup>\s*<GenerateDocumentationFile>true</);
  const packed = [...project.matchAll(/<None Include="(.+?)"/g)].map(([, file = ""]) => file);
  expect(packed).toEqual(["version.txt", "pulumi-plugin.json", "logo.png", "README.md"]);
  expect(packed.filter((file) => !existsSync(join(root, "sdk/dotnet", file)))).toEqual([]);
});

test("PyPI finds in the SDK for Python what it shows", () => {
  const fields = [...textOf("sdk/python/pyproject.toml").matchAll(/^ +(\w[\w-]*) = "(.*)"$/gm)];
  expect(Object.fromEntries(fields.map(([, name, value]) => [name, value]))).toEqual({
    name: "pulumi_novita",
    version,
    description,
    readme: "README.md",
    "requires-python": ">=3.10",
    text: "Apache-2.0",
    Homepage: repository,
    Repository: repository,
    "build-backend": "setuptools.build_meta",
  });
});

test("a tag such as sdk/go/v1.2.3 is a version of the module for Go", () => {
  expect(textOf("sdk/go/go.mod").split("\n")[0]).toBe("module github.com/pulumi-novita/pulumi-novita/sdk/go");
});

const packages = [
  ["pulumi-novita", ".", undefined],
  ["novita-emulator", "emulator", "emulator"],
  ["pulumi-novita-policy", "policy", "policy"],
] as const;

test.each(packages)(
  "npm finds in %s what it shows, and what provenance is held against",
  (name, folder, at) => {
    const manifest = JSON.parse(textOf(`${folder}/package.json`)) as Record<string, unknown>;
    const { license, repository: origin, homepage, bugs } = manifest;
    expect({
      name: manifest.name,
      version: manifest.version,
      license,
      repository: origin,
      homepage,
      bugs,
    }).toEqual({
      name,
      version,
      license: "Apache-2.0",
      repository: {
        type: "git",
        url: `git+${repository}.git`,
        ...(at === undefined ? {} : { directory: at }),
      },
      homepage: at === undefined ? `${repository}#readme` : `${repository}/tree/main/${at}#readme`,
      bugs: `${repository}/issues`,
    });
  },
);

test.each(packages)("each link in the README of %s leads somewhere on npm's page, too", (_name, folder) => {
  const targets = [...textOf(`${folder}/README.md`).matchAll(/\]\(([^)#]+)/g)].map(
    ([, target = ""]) => target,
  );
  const here = targets.filter((target) => !target.startsWith("https://"));
  // The registry completes a link with the folder of the package, and goes no further up.
  expect(here.filter((target) => target.startsWith("../"))).toEqual([]);
  expect(here.filter((target) => !existsSync(join(root, folder, target)))).toEqual([]);
});

test.each(["nodejs", "python", "dotnet", "java", "go"])(
  "the README of the SDK for %s has no link that its registry could not follow",
  (language) => {
    expect(textOf(`sdk/${language}/README.md`)).not.toMatch(/\]\((?!https:)/);
  },
);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: object;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly permissions?: object; readonly steps: readonly Step[] }>>;
}
const workflow = (name: string): Workflow => parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;

test("a release is whole and checked before it is handed on, and attested before anything of it is published", () => {
  const { pack, publish } = workflow("release").jobs;
  expect(pack?.permissions).toBeUndefined();
  expect(pack?.steps.map(({ run }) => run)).toContain(
    "npm run release:pack -- --out release --check --complete",
  );
  expect(publish?.permissions).toEqual({ contents: "write", "id-token": "write", attestations: "write" });
  const order = publish?.steps.map(({ name, uses, run }) => name ?? uses?.replace(/@.*/, "") ?? run);
  expect(order).toEqual([
    "actions/download-artifact",
    "sha256sum --check --strict SHA256SUMS",
    "actions/attest-build-provenance",
    "The plugin first, for the SDKs have the engine download it",
    "npm",
    "What goes to PyPI, by itself",
    "pypa/gh-action-pypi-publish",
    "Go",
    "NuGet",
    "Maven Central, signed",
    "Maven Central, uploaded and found to be good",
  ]);
  expect(publish?.steps[2]?.with).toEqual({ "subject-checksums": "release/SHA256SUMS" });
  expect(publish?.steps[4]?.run).toContain('npm publish "./$archive" --provenance --access public');
});

test.each(["ci", "release"])(
  "every action of the workflow %s is pinned to a commit, and .NET is there",
  (name) => {
    const used = Object.values(workflow(name).jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses = [] }) => uses),
    );
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(used.filter((action) => action.startsWith("actions/setup-dotnet@"))).toHaveLength(1);
  },
);
