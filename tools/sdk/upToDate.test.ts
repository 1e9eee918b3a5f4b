import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resources } from "../generate/resources";
import { exampleSection } from "./examples";
import { keptManifest, manifestOf, outdated } from "./manifest";

const root = join(__dirname, "../..");
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

test("the SDKs are what `npm run generate:sdk` makes of the package schema of today", () => {
  expect(outdated(keptManifest(root), manifestOf(root))).toEqual([]);
});

test("what is out of date is named", () => {
  const now = { sources: "a", results: { "sdk/go": "b", "sdk/python": "c" } };
  expect([
    outdated(undefined, now),
    outdated({ ...now, sources: "x" }, now),
    outdated({ ...now, results: { "sdk/go": "b", "sdk/python": "x" } }, now),
    outdated(now, now),
  ]).toEqual([
    ["tools/sdk/manifest.json is missing"],
    ["the SDKs are older than what they are made from"],
    ["sdk/python is not as it was generated"],
    [],
  ]);
});

/**
 * The names between the braces of each `export { … }` and `export type { … }`, of what is exported where it is declared, and
 * of a file whose exports are all exported: in the SDK, that of a resource with methods.
 */
function exportsOf(path: string): readonly string[] {
  const text = textOf(path);
  const others = [...text.matchAll(/export \* from "\.\/(\w+)"/g)];
  const more = others.flatMap(([, file]) => exportsOf(join(dirname(path), `${file}.ts`)));
  const braces = [...text.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names = ""]) =>
    names.split(","),
  );
  const declared = [...text.matchAll(/export (?:const|type|class|interface) (\w+)/g)].map(
    ([, name = ""]) => name,
  );
  return [...braces.map((name) => name.trim()), ...declared, ...more].filter((name) => name !== "");
}

test("a TypeScript program finds in the SDK every name that the dynamic package has", () => {
  const [dynamic, sdk] = ["sdk/dynamic/index.ts", "sdk/nodejs/index.ts"].map(exportsOf);
  expect(dynamic).toContain("GpuInstance");
  expect(dynamic?.filter((name) => !sdk?.includes(name))).toEqual([]);
});

test("every resource has an example, in each language", () => {
  const fences = resources.map(({ type }) =>
    [...textOf(`tools/sdk/examples/${type}.md`).matchAll(/^```(\w+)$/gm)].map(([, fence]) => fence),
  );
  const each = ["typescript", "python", "go", "csharp", "java", "yaml"];
  expect(fences).toEqual(resources.map(() => each));
});

test("an example is one file in each language", () => {
  const file = { main: "x" };
  const made = { nodejs: file, python: file, go: file, dotnet: file, java: file };
  expect(() => exampleSection(made)).toThrow("an example is to be one file in yaml, not 0");
  expect(() => exampleSection({ ...made, go: { a: "x", b: "y" } })).toThrow(
    "an example is to be one file in go, not 2",
  );
});
