import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { diagnosticsIn, differencesIn, summaryIn } from "./printed.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const stub = readFileSync(join(__dirname, "../dynamic/stub.golden.txt"), "utf8");

story("a create that does not come to its end", () => {
  let scene: Scene;
  let preview: string;
  beforeAll(async () => {
    // The service takes the key of the stack's config alone.
    scene = await Scene.open({ emulator: { apiKeys: ["right-key"] }, env: { NOVITA_API_KEY: "" } });
    await scene.stack.setConfig("novita:apiKey", "right-key", { secret: true });
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  const labelOf = async (name: string): Promise<string> => {
    const live = await scene.emulator.live(name);
    return `GPU instance "${live.name}" (${live.id})`;
  };

  test("an image that cannot be pulled fails the run, and the state keeps what a later delete needs", async () => {
    scene.declare({ name: "broken", args: basics });
    await scene.emulator.arm({ on: "create", do: { kind: "fail", message: "pull access denied" } });
    const { exitCode, output } = await scene.stack.up();
    const sentence = `${await labelOf("broken")} cannot start: pull access denied (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`;
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).broken).toBe(`error: 1 error occurred:\n\t* ${sentence}`);
    const kept = scene.resource("broken");
    expect(kept).toMatchObject({
      id: (await scene.emulator.live("broken")).id,
      initErrors: [sentence],
      inputs: { __provider: stub },
      outputs: { __provider: stub, status: "pulling", statusMessage: "pull access denied" },
    });
  });

  // The service resets only what runs or is stopped, so an instance that never ran can be corrected by another alone.
  test("the next up, with the image corrected, replaces what never ran", async () => {
    scene.declare({ name: "broken", args: { ...basics, imageUrl: "nginx:1.28" } });
    const away = { NOVITA_BASE_URL: "http://127.0.0.1:9" };
    preview = (await scene.stack.preview([], { env: away, check: true })).output;
    expect(differencesIn(preview)).toEqual({ broken: "~imageUrl" });
    expect(summaryIn(preview)).toEqual(["+-1 to replace", "1 unchanged"]);
    await scene.up();
    expect(scene.kept().broken).toMatchObject({
      outputs: { status: "running", imageUrl: "nginx:1.28" },
    });
  });

  test("a preview that cannot reach the service warns and goes on", () => {
    expect(diagnosticsIn(preview)["engine-tests-dev"]).toBe(
      "warning: broken: going on without its price and stock. Listing GPU products failed: the connection was refused (ECONNREFUSED). Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.",
    );
  });

  test("a create that takes longer than the user waits fails the run; Pulumi's customTimeouts say how long", async () => {
    scene.declare({
      name: "slow",
      args: { ...basics, lifecycle: { timeouts: { update: "20m" } } },
      options: { customTimeouts: { create: "1s", update: "1s" } },
    });
    await scene.emulator.arm({ on: "create", do: { kind: "stuck", status: "creating" } });
    const { exitCode, output } = await scene.stack.up();
    const sentence = `${await labelOf("slow")} took longer than 1s to run; its last status was being created (creating). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`;
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).slow).toBe(`error: 1 error occurred:\n\t* ${sentence}`);
    expect(scene.kept().slow).toMatchObject({
      initErrors: [sentence],
      inputs: { lifecycle: { timeouts: { create: "1s", update: "20m" } } },
      outputs: { status: "creating" },
    });
  });

  test("the next up goes on waiting, and is done when the instance runs; what is not declared any more goes", async () => {
    const { id } = await scene.emulator.live("slow");
    await scene.emulator.meddle(id, { status: "running" });
    await scene.emulator.calls();
    const { output } = await scene.up();
    expect(summaryIn(output)).toEqual(["~ 1 updated", "- 1 deleted", "2 changes. 1 unchanged"]);
    expect(await scene.emulator.changes()).toEqual(["delete"]);
    const { slow, ...others } = scene.kept();
    expect(others).toEqual({});
    expect(slow).toMatchObject({ id, outputs: { status: "running", hourlyPrice: 0.35 } });
    expect(slow).not.toHaveProperty("initErrors");
  });
});
