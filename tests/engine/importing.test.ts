import { parse } from "yaml";
import { plugin } from "../plugin/pluginProcess.testkit";
import { summaryIn } from "./printed.testkit";
import { type Declared, Project } from "./project.testkit";
import { basics } from "./scene.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const PASSWORD = "canary-password-5";
const envs = [{ key: "TOKEN", value: "canary-env-31" }];
const program: Readonly<Record<string, Declared>> = {
  disk: { type: "NetworkStorage", args: { clusterId: "us-ca-6", size: 100 } },
  lan: { type: "Network", args: { clusterId: "us-ca-6" } },
  login: { type: "RegistryAuth", args: { username: "robot", password: { $secret: PASSWORD } } },
  recipe: { type: "Template", args: { imageUrl: "nginx:1.27", rootfsSize: 60, ports: "80/http", envs } },
  warm: { type: "ImagePrewarm", args: { imageUrl: "vllm/vllm-openai:v0.8.4", clusterId: "us-ca-6" } },
  trainer: { type: "GpuInstance", args: { ...basics, envs } },
};
const UP = ["up", "--yes", "--skip-preview"];
const IMPORT = ["import", "--yes", "--protect=false"];
const spare: Declared = { type: "NetworkStorage", args: { clusterId: "us-ca-6", size: 10 } };

/** A program in YAML, as `pulumi import` prints it. */
type Printed = Record<string, { type: string; properties: Record<string, unknown> }>;

story("things that one stack has made, and another stack", () => {
  let project: Project;
  /** What `pulumi import` has written. */
  let printed: Printed;

  const other = (command: readonly string[]) =>
    project.stack.run([...command, "--stack", "other"], { check: true });

  beforeAll(async () => {
    project = await Project.open();
    project.write("yaml", { ...program, spare });
    await project.stack.up([], { check: true });
    await project.stack.run(["stack", "init", "other"], { check: true });
    await project.emulator.calls();
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => project?.close());

  test("are imported, one by its id and all from a file, with no secret in the program that is printed", async () => {
    const { lan, spare: _moved, ...rest } = project.kept();
    const resources = Object.entries(rest).map(([name, [type, id]]) => ({ type, name, id }));
    project.file("import.json", JSON.stringify({ resources }));
    const many = await other([...IMPORT, "--file", "import.json", "--out", "printed.yaml"]);
    const one = await other([...IMPORT, "novita:index:Network", "lan", lan?.[1] ?? "", "--out", "lan.yaml"]);
    const whole = project.read("printed.yaml") + project.read("lan.yaml");
    expect(whole + many.output + one.output + project.stateText("other")).not.toContain("canary");
    // In the progress and at the end, of the preview and of the import.
    const told = many.output.match(/^ {4}(GPU instance|Template) ".+" \(.+\) has envs \(TOKEN\)\. /gm);
    expect(told).toHaveLength(4);
    printed = {
      ...(parse(project.read("printed.yaml")) as { resources: Printed }).resources,
      ...(parse(project.read("lan.yaml")) as { resources: Printed }).resources,
    };
    expect(Object.keys(printed).sort()).toEqual(Object.keys(program).sort());
    expect(project.kept("other")).toEqual({ ...rest, lan });
  });

  test("are moved with their state", async () => {
    await project.stack.run(
      ["state", "move", "--yes", "--source", "dev", "--dest", "other", project.urn("spare")],
      { check: true },
    );
    expect(project.kept("other").spare).toEqual(["novita:index:NetworkStorage", expect.any(String)]);
    expect(project.kept().spare).toBeUndefined();
  });

  test("are declared by the printed program as they are; the password, which the service does not show, is only noted", async () => {
    expect(printed.login?.properties.password).toBe("");
    const login = {
      ...printed.login,
      properties: { ...printed.login?.properties, password: { $secret: PASSWORD } },
    };
    const declared = Object.entries({ ...printed, login }).map(([name, { type = "", properties }]) => [
      name,
      { type: type.replace("novita:", ""), args: properties },
    ]);
    const plain: typeof program = { ...Object.fromEntries(declared), spare };
    expect(plain.trainer?.args).not.toHaveProperty("envs");
    project.write("yaml", plain);
    const { output } = await other(UP);
    expect(summaryIn(output)).toEqual(["~ 1 updated", "7 unchanged"]);

    // Variables that are declared as they are need nothing, and are the program's from then on.
    const trainer: Declared = { type: "GpuInstance", args: { ...plain.trainer?.args, envs } };
    project.write("yaml", { ...plain, trainer });
    await other([...UP, "--expect-no-changes"]);
    project.write("yaml", plain);
    const without = await other(["preview"]);
    expect(summaryIn(without.output)).toEqual(["~ 1 to update", "7 unchanged"]);
    expect(without.output).toMatch(/trainer +update +\[diff: -envs\]/);
    expect(await project.emulator.changes()).toEqual([]);
    expect(without.output + project.stateText("other")).not.toContain("canary");
  });

  test("are listed and read by `pulumi do`", async () => {
    const [type, id = ""] = project.kept().trainer ?? [];
    const ask = (...command: readonly string[]) =>
      project.stack.run(["do", "--package", plugin, String(type), ...command], { check: true });
    const { name } = await project.emulator.live("trainer");
    expect(JSON.parse((await ask("list")).stdout)).toEqual([{ id, name }]);
    const { output } = await ask("read", id);
    expect(output).toMatch(/value: \[secret\][^]*status *: "running"/);
    expect(output).not.toContain("canary");
  });
});
