import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { PulumiStack } from "../../tools/pulumi/stack";
import { tagOf } from "../../provider/core";
import { KeysSeen } from "../plugin/keysSeen.testkit";
import { plugin } from "../plugin/pluginProcess.testkit";
import { EmulatorSide } from "./emulatorSide.testkit";
import { theEngine } from "./engine.testkit";
import { basics } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const KEY = "canary-api-key-4d02";
const ROTATED = "canary-api-key-99e7";
const TYPE = "novita:index:GpuInstance";

/** A stack of a YAML program on the real engine, with the plugin as it is installed. */
class Stage {
  private constructor(
    readonly emulator: EmulatorSide,
    readonly keys: KeysSeen,
    readonly stack: PulumiStack,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Stage> {
    const toolchain = await theEngine();
    const folder = mkdtempSync(join(tmpdir(), "pulumi-novita-plugin-"));
    const emulator = await EmulatorSide.start();
    const keys = await KeysSeen.before(emulator.url);
    const program = join(folder, "program");
    mkdirSync(program);
    writeProgram(folder, {});
    const stack = await PulumiStack.create({
      toolchain,
      project: { dir: program },
      workFolder: join(folder, "stack"),
      config: { "shop:url": keys.url },
      secretConfig: { "shop:key": KEY },
    });
    return new Stage(emulator, keys, stack, folder);
  }

  declare(resources: Readonly<Record<string, object>>): void {
    writeProgram(this.folder, resources);
  }

  /** What `pulumi up` prints of a resource and of the whole. */
  async up(args: readonly string[] = []): Promise<string> {
    return (await this.stack.up(args, { check: true })).output;
  }

  stateText(): string {
    const folder = join(this.stack.workFolder, "state/.pulumi/stacks/shop");
    const [file = ""] = readdirSync(folder).filter((each) => each.endsWith(".json"));
    return readFileSync(join(folder, file), "utf8");
  }

  async close(): Promise<void> {
    this.stack.dispose();
    this.keys.close();
    await this.emulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function writeProgram(folder: string, resources: Readonly<Record<string, object>>): void {
  const eu = { type: "pulumi:providers:novita", properties: { apiKey: "${key}", baseUrl: "${url}" } };
  const program = {
    name: "shop",
    runtime: "yaml",
    plugins: { providers: [{ name: "novita", path: dirname(plugin) }] },
    config: { url: { type: "string" }, key: { type: "string", secret: true } },
    resources: { eu, ...resources },
    ...(resources.trainer && { outputs: { price: "${trainer.hourlyPrice}", status: "${trainer.status}" } }),
  };
  writeFileSync(join(folder, "program/Pulumi.yaml"), stringify(program));
}

const instance = (more: object = {}, options: object = {}): object => ({
  type: TYPE,
  properties: { ...basics, envs: [{ key: "TOKEN", value: "canary-env-31" }], ...more },
  options: { provider: "${eu}", ...options },
});

/** What a preview is to do with the trainer, once it has looked at it. */
const opsOf = (steps: readonly { readonly urn: string; readonly op: string }[]): string[] =>
  steps.filter(({ urn, op }) => urn.endsWith("::trainer") && op !== "refresh").map(({ op }) => op);

story("the plugin, from a YAML program", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
    stage.declare({ trainer: instance() });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => stage?.close());

  test("up creates one instance, by the tag that each face gives it; no secret stands in clear in the state", async () => {
    const planned = await stage.stack.preview([], { check: true });
    expect(planned.output).toMatch(/price *: 0\.35\n.*status: \[unknown\]/);
    expect(await stage.emulator.changes()).toEqual([]);
    const output = await stage.up();
    expect(output).not.toMatch(/warning:|canary/);
    expect(await stage.emulator.changes()).toEqual(["create"]);
    const declared = { organization: "organization", project: "shop", stack: "dev", type: "GpuInstance" };
    const tag = tagOf({ ...declared, name: "trainer" }, "");
    expect((await stage.emulator.live("trainer")).name).toMatch(new RegExp(`^trainer-${tag}[0-9a-f]{6}$`));
    expect(stage.stateText()).not.toMatch(/canary|__declaration/);
  });

  test("nothing is to be done a second time; a new key takes the place of a revoked one, and touches nothing", async () => {
    await stage.up(["--expect-no-changes"]);
    expect(stage.keys.fresh()).toEqual([KEY]);
    stage.keys.revoke(KEY);
    await stage.stack.setConfig("shop:key", ROTATED, { secret: true });
    const output = await stage.up();
    expect(output).toMatch(/~ 1 updated\n *2 unchanged/);
    expect(output).toContain("was not read, and stays in the state as it is.");
    stage.keys.fresh();
    await stage.up(["--expect-no-changes"]);
    expect(stage.keys.fresh()).toEqual([ROTATED]);
    expect(await stage.emulator.changes()).toEqual([]);
    expect(output + stage.stateText()).not.toContain("canary");
  });

  test("an instance that has stopped shows in the next preview, and the next up starts it with what else has changed", async () => {
    const { id } = await stage.emulator.live("trainer");
    await stage.emulator.meddle(id, { status: "exited" });
    const { steps } = await stage.stack.previewJson();
    expect(opsOf(steps)).toEqual(["update"]);
    stage.declare({ trainer: instance({ ports: "80/http,443/http" }) });
    await stage.up();
    expect([...(await stage.emulator.changes())].sort()).toEqual(["edit", "start"]);
    expect(await stage.emulator.live("trainer")).toMatchObject({ id, status: "running" });
  });

  test("a change that needs another instance deletes the old one first, and shows which property asks for it", async () => {
    stage.declare({ trainer: instance({ ports: "80/http,443/http", gpuNum: 2 }) });
    const { steps } = await stage.stack.previewJson();
    const step = steps.find(({ urn, op }) => urn.endsWith("::trainer") && op === "replace");
    expect(step?.detailedDiff).toMatchObject({ gpuNum: { kind: "update-replace" } });
    await stage.up();
    expect(await stage.emulator.changes()).toEqual(["delete", "create"]);
  });

  test("Ctrl-C in the middle of a create ends the run at once with the id kept, and the next run goes on from there", async () => {
    await stage.emulator.options({ bootMs: 600_000 });
    const other = { trainer: instance({ ports: "80/http,443/http", gpuNum: 2 }), late: instance() };
    stage.declare(other);
    await stage.emulator.calls();
    let stopped = 0;
    const run = stage.stack.start(["up", "--yes", "--skip-preview", ...stage.stack.target], {
      onLine: ({ text }) => {
        if (!text.includes("was accepted") || stopped > 0) return;
        stopped = performance.now();
        run.kill("SIGINT");
      },
    });
    const { exitCode, output } = await run.done;
    expect({ exitCode, within: performance.now() - stopped < 10_000 }).toEqual({
      exitCode: 1,
      within: true,
    });
    expect(output).toContain("The run was cancelled. Run the same command again to go on.");
    const { id } = await stage.emulator.live("late");
    await stage.emulator.options({ bootMs: 50 });
    await stage.emulator.meddle(id, { status: "running" });
    await stage.up();
    expect(await stage.emulator.changes()).toEqual(["create"]);
    expect((await stage.emulator.live("late")).id).toBe(id);
  });

  test("what was deleted outside is to be created again; destroy deletes the rest and nothing is left", async () => {
    const { id } = await stage.emulator.live("trainer");
    await stage.emulator.meddle(id, { remove: true });
    const { steps } = await stage.stack.previewJson();
    expect(opsOf(steps)).toEqual(["create"]);
    await stage.stack.destroy([], { check: true });
    expect((await stage.emulator.instances()).filter(({ live }) => live)).toEqual([]);
  });
});
