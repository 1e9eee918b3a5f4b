import { buildSync, type BuildOptions } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";

/*
 * Whether the text in the state will find the installed package: programs that a bundler has made, and a package that only
 * another package depends on. The programs run outside of jest, with mocks in place of an engine.
 */
const root = join(__dirname, "../..");
/** Prints what it is called and what has become of it, as JSON. */
const programOf = (name: string): string => `
  const name = ${JSON.stringify(name)};
  const { runtime } = require("@pulumi/pulumi");
  const { GpuInstance } = require("pulumi-novita");
  runtime.setMocks({ call: () => ({}), newResource: ({ name, inputs }) => ({ id: name, state: inputs }) });
  try {
    const args = { productId: "4090.16c62g.os", gpuNum: 1, rootfsSize: 60, imageUrl: "nginx" };
    new GpuInstance("trainer", args).id.apply((id) => console.log(JSON.stringify([name, "registered " + id])));
  } catch (error) {
    console.log(JSON.stringify([name, error.message]));
  }
`;

/** What the programs have printed that a file runs, by their names. */
function printedBy(file: string, cwd = dirname(file)): Readonly<Record<string, string>> {
  const printed = execFileSync(process.execPath, [file], { cwd, encoding: "utf8" });
  const lines = printed.trim().split("\n");
  return Object.fromEntries(lines.map((line) => JSON.parse(line) as [string, string]));
}

describe("a bundled program", () => {
  const refusal =
    'pulumi-novita cannot be part of a bundle: Pulumi loads it by its name, even for a later refresh or destroy. Leave it external (esbuild: --external:pulumi-novita; webpack: externals: { "pulumi-novita": "commonjs pulumi-novita" }) and install it beside the bundle.';
  const sdk = "@pulumi/pulumi";
  const entry = "pulumi-novita/dynamic-provider";
  const js = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

  const programs: readonly (readonly [string, BuildOptions, string])[] = [
    ["has the package in it", { external: [sdk] }, refusal],
    ["has everything in it, minified", { minify: true, keepNames: true }, refusal],
    ["is an ES module", { external: [sdk], format: "esm", banner: { js } }, refusal],
    [
      "is a minified ES module that asks for the entry by another name",
      { external: [sdk, entry], minify: true, format: "esm", banner: { js } },
      refusal,
    ],
    ["leaves the package external", { external: [sdk, "pulumi-novita"], minify: true }, "registered trainer"],
    ["leaves what Pulumi asks for external", { external: [sdk, entry], minify: true }, "registered trainer"],
  ];

  // One after the other in one process: to load Pulumi's SDK is most of what a program costs.
  let printed: Readonly<Record<string, string>>;
  beforeAll(() => {
    const folder = temporaryFolder();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const bundles = programs.map(([name, options], at) => {
      const outfile = join(folder, `${at}.${options.format === "esm" ? "mjs" : "js"}`);
      buildSync({
        stdin: { contents: programOf(name), resolveDir: root },
        bundle: true,
        platform: "node",
        outfile,
        logLevel: "error",
        ...options,
      });
      return outfile;
    });
    const all = join(folder, "all.mjs");
    writeFileSync(all, bundles.map((bundle) => `await import(${JSON.stringify(bundle)});\n`).join(""));
    printed = printedBy(all);
  });

  test.each(programs)("that %s", (name, _options, expected) => {
    expect(printed[name]).toBe(expected);
  });
});

describe("a package that only another package depends on", () => {
  /** A project in which @acme/gpu has the only copy; the program is started as Pulumi's CLI does it, or by hand. */
  const project = (starter: string, copies: readonly string[]): { folder: string; file: string } => {
    const folder = temporaryFolder();
    const modules = join(folder, "node_modules");
    const inner = join(modules, "@acme/gpu/node_modules");
    mkdirSync(inner, { recursive: true });
    mkdirSync(join(modules, "@pulumi"));
    symlinkSync(join(root, "node_modules/@pulumi/pulumi"), join(modules, "@pulumi/pulumi"));
    for (const at of copies) symlinkSync(root, join(folder, at, "pulumi-novita"));
    const file = join(folder, starter);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(modules, "@acme/gpu/index.js"), programOf("inner"));
    writeFileSync(file, 'require("@acme/gpu");');
    return { folder, file };
  };
  const nested = "node_modules/@acme/gpu/node_modules";
  const byCli = "node_modules/@acme/cmd/run/index.js";

  test("is said to be missing in the project itself", () => {
    const { folder, file } = project(byCli, [nested]);
    expect(printedBy(file, folder).inner).toBe(
      `pulumi-novita is not installed for the program in ${folder}: only another package depends on it, and Pulumi looks for it from the program's folder. Install it there too, in the same version: npm install pulumi-novita.`,
    );
  });

  test("does once the project has it too", () => {
    const { folder, file } = project(byCli, [nested, "node_modules"]);
    expect(printedBy(file, folder).inner).toBe("registered trainer");
  });

  test("does for a program in a folder below, as in a workspace", () => {
    const { folder, file } = project(byCli, [nested, "node_modules"]);
    mkdirSync(join(folder, "packages/infra"), { recursive: true });
    expect(printedBy(file, join(folder, "packages/infra")).inner).toBe("registered trainer");
  });

  test("is left alone if no CLI has started the program: a test, or the Automation API", () => {
    const { folder, file } = project("server.js", [nested]);
    expect(printedBy(file, folder).inner).toBe("registered trainer");
  });
});
