import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { packageSchemaPath } from "../generate/package/paths";
import { temporaryFolder } from "../process/temporaryFolder.testkit";
import { PulumiCli } from "./cli";
import { hermeticEnvironment } from "./environment";
import { PulumiCommandError, PulumiStack, type ResourceState } from "./stack";
import { ensureToolchain, type Toolchain } from "./toolchain";

const program = `
  const pulumi = require("@pulumi/pulumi");
  const provider = {
    check: async (olds, news) => ({ inputs: news, failures: news.size > 9 ? [{ property: "", reason: "size: too big" }] : [] }),
    diff: async (id, olds, news) => ({ changes: olds.size === news.size ? false : undefined }),
    create: async (inputs) => ({ id: "box-1", outs: { size: inputs.size, cwd: process.cwd(), key: process.env.NOVITA_API_KEY } }),
    read: async (id, props) => ({ id, props }),
  };
  class Box extends pulumi.dynamic.Resource {
    constructor(name, args) { super(provider, name, { cwd: undefined, key: undefined, ...args }, {}, "test", "Box"); }
  }
  const config = new pulumi.Config("test");
  const box = new Box("box", { size: config.requireNumber("size") });
  exports.cwd = box.cwd;
  exports.key = box.key;
  exports.word = config.requireSecret("word");
`;

/** A project whose program lies in a subfolder, as in this repository. */
function project(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "node_modules"));
  mkdirSync(join(root, "program"));
  const installed = dirname(dirname(require.resolve("@pulumi/pulumi/package.json")));
  symlinkSync(installed, join(root, "node_modules", "@pulumi"), "junction");
  writeFileSync(join(root, "Pulumi.yaml"), "name: boxes\nruntime: nodejs\nmain: program/\n");
  writeFileSync(join(root, "program", "package.json"), `{"main": "index.js"}`);
  writeFileSync(join(root, "program", "index.js"), program);
  return root;
}

const withoutText = ({ inputs, outputs }: ResourceState) =>
  [inputs, outputs].map((bag) => ({ ...bag, __provider: 0 }));

/** A first build of the engine takes minutes. */
const ENGINE_TIMEOUT_MS = 900_000;

let engine: Toolchain;
beforeAll(async () => {
  engine = await ensureToolchain({ log: () => undefined, isPinned: true });
}, ENGINE_TIMEOUT_MS);

test("a stack with a dynamic provider goes through its life, on the engine of the toolchain's version, without a trace in the project or the user's home", async () => {
  const dir = project();
  const hadHome = existsSync(join(homedir(), ".pulumi"));
  const lines: string[] = [];
  const stack = await PulumiStack.create({
    ...{ toolchain: engine, project: { dir }, workFolder: temporaryFolder() },
    ...{
      env: { NOVITA_API_KEY: "test-key" },
      config: { "test:size": "1" },
      secretConfig: { "test:word": "canary" },
    },
    onLine: ({ text }) => lines.push(text),
  });
  expect((await stack.run(["version"], { check: true })).stdout).toBe(`v${engine.version}\n`);
  const up = await stack.up([], { check: true });
  expect(lines.filter((line) => line.includes("warning"))).toEqual([]);
  expect(up.output).toContain("    + 2 created\n");
  expect(await stack.outputs()).toEqual({ cwd: join(dir, "program"), key: "test-key", word: "[secret]" });
  expect((await stack.outputs({ showSecrets: true })).word).toBe("canary");

  await stack.setConfig("test:size", "2");
  const { changeSummary, steps } = await stack.previewJson();
  expect(changeSummary).toEqual({ same: 1, update: 1 });
  const [, step] = steps;
  expect([step?.op, step?.detailedDiff]).toEqual(["update", { size: { kind: "update", inputDiff: true } }]);
  expect((await stack.refresh(["--expect-no-changes"], { check: true })).output).toContain(
    "    2 unchanged\n",
  );

  const state = await stack.export();
  expect(JSON.stringify(state)).not.toContain("canary");
  await stack.import(state);
  expect(withoutText((await stack.export()).deployment.resources?.at(-1) ?? { urn: "", type: "" })).toEqual([
    { __provider: 0, size: 1 },
    { __provider: 0, size: 1, cwd: join(dir, "program"), key: "test-key" },
  ]);

  await stack.setConfig("test:size", "10");
  const refused: unknown = await stack.preview([], { check: true }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(PulumiCommandError);
  expect((refused as Error).message).toContain("resource 'box' has a problem: size: too big\n");

  expect((await stack.destroy([], { check: true })).output).toContain("    - 2 deleted\n");
  await stack.remove();
  expect(existsSync(stack.workFolder)).toBe(false);
  expect(readdirSync(dir).sort()).toEqual(["Pulumi.yaml", "node_modules", "program"]);
  expect(existsSync(join(homedir(), ".pulumi"))).toBe(hadHome);
});

test("the package schema is taken without a warning", async () => {
  const { binDir } = engine;
  const env = hermeticEnvironment({ binDir, workFolder: temporaryFolder() });
  const cli = new PulumiCli({ binDir, env, cwd: join(__dirname, "../..") });
  const { exitCode, output } = await cli.run(["schema", "check", packageSchemaPath]);
  cli.dispose();
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});
