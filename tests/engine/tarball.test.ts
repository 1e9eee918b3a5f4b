import { cpSync, existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { summaryIn } from "./printed.testkit";
import { Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const repository = join(__dirname, "../..");
const stub = readFileSync(join(__dirname, "../dynamic/stub.golden.txt"), "utf8");
/** The version of a package that this repository works with. */
function installedVersion(name: string): string {
  const text = readFileSync(require.resolve(`${name}/package.json`), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

async function npm(cwd: string, ...args: string[]): Promise<string> {
  const { exitCode, output, stdout } = await startProcess("npm", args, { cwd, env: process.env }).done;
  if (exitCode !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${output}`);
  return stdout;
}

story("the packed package, installed", () => {
  let folder: string;
  let scene: Scene;
  beforeAll(async () => {
    folder = temporaryFolder();
    cpSync(join(__dirname, "programTypescript"), folder, { recursive: true });
    // What is built already is what gets packed; the scripts would build it again.
    const packed = await npm(repository, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save"];
    const beside = ["@pulumi/pulumi", "typescript"].map((name) => `${name}@${installedVersion(name)}`);
    await npm(folder, "install", ...quietly, join(folder, filename), ...beside);
    scene = await Scene.open({ project: folder });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("is not a link into this repository, and holds no sources", () => {
    const installed = join(folder, "node_modules/pulumi-novita");
    expect(lstatSync(installed).isSymbolicLink()).toBe(false);
    expect(
      ["provider", "sdk", "cli", "tests", "emulator"].filter((name) => existsSync(join(installed, name))),
    ).toEqual([]);
  });

  test("brings the command that npx runs", async () => {
    const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      version: string;
    };
    expect(await npm(folder, "exec", "--no", "--", "pulumi-novita", "--version")).toBe(`${version}\n`);
  });

  test("serves a TypeScript program from preview to destroy, with the text that every state carries", async () => {
    expect(await scene.plans()).toEqual({ trainer: { op: "create" } });
    await scene.up();
    const { id } = await scene.emulator.live("trainer");
    expect(await scene.stack.outputs()).toEqual({
      id,
      notebook: `https://${id}-8888.us-ca-6.gpu-instance.novita.ai`,
    });
    const { inputs, outputs } = (await scene.resource("trainer")) ?? {};
    expect([inputs?.__provider, outputs?.__provider]).toEqual([stub, stub]);
    expect(summaryIn((await scene.destroy()).output)).toEqual(["- 2 deleted"]);
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
  });
});
