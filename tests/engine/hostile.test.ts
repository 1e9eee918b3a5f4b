import { ESCAPES } from "../hostile/poison.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const API = "/gpu-instance/openapi/v1/gpu";

story("a service that answers with half a character, and then with terminal escapes", () => {
  let scene: Scene;
  const printed: string[] = [];
  const answerOf = async (path: string): Promise<string> => {
    const answer = await fetch(`${scene.emulator.url}${API}${path}`, {
      headers: { authorization: "Bearer somebody" },
    });
    return answer.text();
  };

  /** Every text of the next answers but ids, statuses and types ends in escape sequences. */
  const poison = async (): Promise<void> => {
    const list = JSON.parse(await answerOf("/instances?pageSize=100&pageNum=0")) as {
      instances: { id: string }[];
    };
    const get = JSON.parse(await answerOf(`/instance?instanceId=${list.instances[0]?.id}`)) as object;
    const evil = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
        typeof inner === "string" &&
        inner !== "" &&
        !/^(id|productId|type|kind|billingMode)$|Num|Size|Price/.test(key)
          ? inner + ESCAPES
          : inner,
      );
    await scene.emulator.arm({ on: "get", do: { kind: "body", body: JSON.stringify(evil(get)) }, times: 0 });
    await scene.emulator.arm({
      on: "list",
      do: { kind: "body", body: JSON.stringify(evil(list)) },
      times: 0,
    });
  };

  beforeAll(async () => {
    scene = await Scene.open({ color: "always", face: "plugin" });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("loses no instance over it, neither in a failure nor in an output", async () => {
    await scene.emulator.arm({ on: "create", do: { kind: "fail", message: "pull failed \ud800 end" } });
    scene.declare({ name: "halved", args: basics });
    const { exitCode, output } = await scene.stack.up();
    expect(exitCode).toBe(1);
    expect(output).toContain("cannot start: pull failed \ufffd end");
    const [instance] = await scene.emulator.instances();
    expect(scene.kept().halved).toMatchObject({
      id: instance?.id,
      outputs: { statusMessage: "pull failed \ufffd end" },
    });
  });

  test("has the escapes that it says printed as words", async () => {
    scene.declare({
      name: "trainer",
      args: { ...basics, lifecycle: { timeouts: { update: "3s", delete: "3s" } } },
    });
    await scene.up();
    // The one before could be deleted.
    expect((await scene.emulator.instances()).map(({ name, live }) => [name.split("-")[0], live])).toEqual([
      ["halved", false],
      ["trainer", true],
    ]);
    await poison();
    const { stack } = scene;
    printed.push((await stack.refresh(["--diff"])).output, (await stack.up(["--diff"])).output);
    printed.push((await stack.run(["stack", "--show-ids", "--stack", stack.name])).output);
    const body = { code: 400, reason: `VALIDATOR_PARAM${ESCAPES}`, message: ESCAPES };
    await scene.emulator.arm({ on: "delete", do: { kind: "status", status: 400, body } });
    printed.push((await stack.destroy()).output);
    expect(printed[0]).toContain("evil");
    // What the service says is by then in the password that the state keeps, so some of it is redacted.
    expect(printed[3]).toMatch(/ error: forged \(VALIDATOR_PARAM.* error: forged, HTTP 400\)/);
  });

  test("sets nothing but Pulumi's own colours", () => {
    const text = printed.join("\n").replace(/\u001b\[[0-9;]*m/g, "");
    expect(text.match(/.*[\u0000-\u0008\u000b-\u001f\u007f-\u009f].*/g)).toBeNull();
  });
});
