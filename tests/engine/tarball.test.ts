import { cpSync, existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProcess } from "../../tools/process/run";
import { temporaryFolder } from "../../tools/process/temporaryFolder.testkit";
import { summaryIn } from "./printed.testkit";
import { Scene } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const repository = join(__dirname, "../..");
/** The code blocks of README.md that make a project in an empty folder: its commands, and its program. */
const [, section = ""] =
  /\n## A GPU in five lines\n([^]*?)\n## /.exec(readFileSync(join(repository, "README.md"), "utf8")) ?? [];
const [commands = "", program = ""] = ["sh", "ts"].map(
  (language) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(section)?.[1],
);
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

story("the packed package, installed as the README says", () => {
  let folder: string;
  let scene: Scene;
  beforeAll(async () => {
    folder = temporaryFolder();
    // What is built already is what gets packed; the scripts would build it again.
    const elsewhere = temporaryFolder();
    const packed = await npm(
      repository,
      "pack",
      "--json",
      "--ignore-scripts",
      "--pack-destination",
      elsewhere,
    );
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    // To the letter, but for where the packages come from: ours is not published, the others are those that are tested.
    const pinned = commands
      .replace(" pulumi-novita ", ` '${join(elsewhere, filename)}' `)
      .replace(" @pulumi/pulumi ", ` @pulumi/pulumi@${installedVersion("@pulumi/pulumi")} `)
      .replace(" typescript@5\n", ` typescript@${installedVersion("typescript")}\n`);
    const quietly = {
      npm_config_prefer_offline: "true",
      npm_config_audit: "false",
      npm_config_fund: "false",
    };
    const { exitCode, output } = await startProcess("sh", ["-e", "-c", pinned], {
      cwd: folder,
      env: { ...process.env, ...quietly, npm_config_ignore_scripts: "true" },
    }).done;
    expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
    writeFileSync(join(folder, "index.ts"), program);
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

  /** A command that the packages have brought. */
  const run = async (command: string, ...args: string[]): Promise<string> => {
    const { exitCode, output } = await startProcess(join(folder, "node_modules/.bin", command), args, {
      cwd: folder,
      env: process.env,
    }).done;
    expect([exitCode, output]).toEqual([0, output]);
    return output;
  };

  test("brings the command that npx runs", async () => {
    const { version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      version: string;
    };
    expect(await run("pulumi-novita", "--version")).toBe(`${version}\n`);
  });

  test("type-checks a program with the options of a newer TypeScript, and the README's", async () => {
    cpSync(join(__dirname, "programTypescript"), join(folder, "newer"), { recursive: true });
    cpSync(join(folder, "index.ts"), join(folder, "newer/readme.ts"));
    // All declarations but TypeScript's own, which would cost a quarter of the check.
    expect(await run("tsc", "--project", "newer", "--skipDefaultLibCheck")).toBe("");
  });

  test("brings the README's program up, with the text that every state carries, and destroys it", async () => {
    // Its types are checked above.
    await scene.stack.up([], { check: true, env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } });
    const { id } = await scene.emulator.live("trainer");
    expect(await scene.stack.outputs()).toEqual({
      endpoints: [
        {
          port: 22,
          type: "tcp",
          url: expect.stringMatching(/^proxy\.us-ca-6\.gpu-instance\.novita\.ai:\d+$/),
        },
        { port: 8888, type: "http", url: `https://${id}-8888.us-ca-6.gpu-instance.novita.ai` },
      ],
    });
    const { inputs, outputs } = scene.resource("trainer") ?? {};
    expect([inputs?.__provider, outputs?.__provider]).toEqual([stub, stub]);
    expect(summaryIn((await scene.destroy()).output)).toEqual(["- 2 deleted"]);
    expect(await scene.emulator.changes()).toEqual(["create", "delete"]);
  });
});
