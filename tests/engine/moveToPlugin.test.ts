import { summaryIn } from "./printed.testkit";
import { type Declared, Project } from "./project.testkit";
import { basics } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const instance = (more: object = {}, options?: Declared["options"]): Declared => ({
  type: "GpuInstance",
  args: { ...basics, envs: [{ key: "TOKEN", value: "canary-env-31" }], ...more },
  ...(options && { options }),
});

/** One of every kind, in the ways in which a resource can be declared. */
const program: Readonly<Record<string, Declared>> = {
  disk: { type: "NetworkStorage", args: { clusterId: "us-ca-6", size: 100 } },
  lan: { type: "Network", args: { clusterId: "us-ca-6" } },
  login: { type: "RegistryAuth", args: { username: "robot", password: { $secret: "canary-password-5" } } },
  recipe: { type: "Template", args: { imageUrl: "nginx:1.27", rootfsSize: 60, ports: "80/http" } },
  warm: { type: "ImagePrewarm", args: { imageUrl: "vllm/vllm-openai:v0.8.4", clusterId: "us-ca-6" } },
  trainer: instance(
    { command: { $secret: "serve canary-command-7" }, lifecycle: { waitUntil: "running" } },
    { customTimeouts: { create: "45m" } },
  ),
  child: instance(
    { networkStorages: [{ id: "{{disk.id}}", mountPoint: "/data" }], clusterId: "us-ca-6" },
    { parent: "{{disk}}" },
  ),
  edited: instance(),
  replaced: instance(),
  elsewhere: instance(),
};
/** YAML has no components. */
const rig = { rig: { type: "Rig" }, rigged: instance({}, { parent: "{{rig}}" }) };

const moved = (type: string): string => type.replace("pulumi-nodejs:dynamic/novita:", "novita:index:");

story("a stack of the dynamic package that moves to the plugin", () => {
  let project: Project;
  let first: ReturnType<Project["kept"]>;
  /** What is there after the first run, as the plugin would have it. */
  const all = (): ReturnType<Project["kept"]> =>
    Object.fromEntries(Object.entries(first).map(([name, [type, id]]) => [name, [moved(type), id]]));

  beforeAll(async () => {
    project = await Project.open();
    project.install("pulumi-novita");
    project.write("pulumi-novita", { ...program, ...rig });
    await project.stack.up([], { check: true });
    await project.emulator.calls();
    first = project.kept();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => project?.close());

  test("is unchanged under a program in YAML, with every kind of resource, and no call is made", async () => {
    const before = await project.stack.export();
    project.write("yaml", program);
    const { output } = await project.stack.up(["--exclude", "**::rig*"], { check: true });
    expect(summaryIn(output)).toEqual(["13 unchanged"]);
    expect(await project.emulator.calls()).toEqual([]);
    expect(project.kept()).toEqual({ ...all(), rigged: first.rigged });
    expect(project.stateText()).not.toContain("canary");
    // Nothing at Novita is other than before; so the next program can start from there as well.
    await project.stack.import(before);
  });

  test("stays as it is if a replacement has to delete by the old package, and that is not there any more", async () => {
    project.install("pulumi-novita-sdk");
    project.uninstall("pulumi-novita");
    project.write("pulumi-novita-sdk", { ...changed(project.emulator.url), edited: instance() });
    const { exitCode, output } = await project.stack.up();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("Cannot find module 'pulumi-novita/dynamic-provider'");
    expect(await project.emulator.changes()).toEqual([]);
    expect(project.kept().replaced).toEqual(first.replaced);
  });

  test("goes on under the same program with the other import: changes in place, by a replacement, of the provider and by a method are made at once", async () => {
    project.install("pulumi-novita");
    const now = changed(project.emulator.url);
    project.write("pulumi-novita-sdk", { ...now, trainer: { ...now.trainer, call: "restart" } as Declared });
    await project.emulator.options({ bootMs: 1_500 });
    const { output } = await project.stack.up([], { check: true });
    expect(output).toMatch(/^ *\+ trainer: \[secret\]$/m);
    expect(summaryIn(output)).toEqual(["~ 1 updated", "+-1 replaced", "2 changes. 12 unchanged"]);
    const made = await project.emulator.changes();
    expect(made.filter((each) => each !== "edit" && each !== "restart")).toEqual(["delete", "create"]);
    expect([...made].sort()).toEqual(["create", "delete", "edit", "restart"]);
    const kept = project.kept();
    expect(kept).toEqual({ ...all(), replaced: ["novita:index:GpuInstance", expect.any(String)] });
    expect(kept.replaced?.[1]).not.toBe(first.replaced?.[1]);
    expect(project.stateText()).not.toContain("canary");
  });

  test("needs the old package no more: a refresh forgets it, and there is nothing left to do", async () => {
    project.uninstall("pulumi-novita");
    project.write("pulumi-novita-sdk", changed(project.emulator.url));
    const { output } = await project.stack.up(["--refresh", "--expect-no-changes"], { check: true });
    expect(summaryIn(output)).toEqual(["14 unchanged"]);
    expect(await project.emulator.changes()).toEqual([]);
    expect(project.stateText()).not.toMatch(/__provider|__declaration|canary/);
  });
});

const changed = (url: string): Readonly<Record<string, Declared>> => ({
  eu: { type: "Provider", args: { apiKey: { $secret: "canary-api-key-eu" }, baseUrl: url } },
  ...program,
  ...rig,
  edited: instance({ ports: "80/http,443/http" }),
  replaced: instance({ gpuNum: 2 }),
  elsewhere: instance({}, { provider: "{{eu}}" }),
});
