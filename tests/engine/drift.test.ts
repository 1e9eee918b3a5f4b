import { diagnosticsIn, differencesIn, summaryIn } from "./printed.testkit";
import { ENGINE_TIMEOUT_MS, story, STORY_TIMEOUT_MS } from "./story.testkit";
import { basics, Scene } from "./scene.testkit";

jest.setTimeout(STORY_TIMEOUT_MS);

const names = ["ports", "exited", "grown", "envs", "gone", "steady"];
const args = { ...basics, envs: [{ key: "MODE", value: "slow" }] };
/** Its first variable is left alone by its place. */
const ignoring = {
  name: "ignoring",
  args: { ...basics, envs: [{ key: "TOKEN", value: "t-1" }, ...args.envs] },
  options: { ignoreChanges: ["envs[0].value"] },
};

/** Under the hard profile, in which a read of one instance tells least. */
story("drift behind Pulumi's back", () => {
  let scene: Scene;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    scene = await Scene.open({ emulator: { hard: true } });
    scene.declare(...names.map((name) => ({ name, args })), ignoring);
    await scene.up();
    for (const name of [...names, "ignoring"]) ids[name] = (await scene.emulator.live(name)).id;
  }, ENGINE_TIMEOUT_MS);
  afterAll(() => scene?.close());

  test("a refresh shows exactly what has drifted", async () => {
    const { emulator } = scene;
    await emulator.asSomebodyElse("edit", {
      instanceId: ids.ports,
      ports: [{ port: 443, type: "http" }],
      expandRootDisk: 0,
    });
    await emulator.asSomebodyElse("edit", {
      instanceId: ids.grown,
      ports: [{ port: 80, type: "http" }],
      expandRootDisk: 20,
    });
    await emulator.asSomebodyElse("upgrade", {
      instanceId: ids.envs,
      imageUrl: basics.imageUrl,
      envs: [{ key: "MODE", value: "fast" }],
      command: "",
      entrypoint: "",
      save: false,
      networkVolume: { volumeMounts: [] },
    });
    await emulator.asSomebodyElse("upgrade", {
      instanceId: ids.ignoring,
      imageUrl: basics.imageUrl,
      envs: [
        { key: "MODE", value: "fast" },
        { key: "TOKEN", value: "t-1" },
      ],
      command: "",
      entrypoint: "",
      save: false,
      networkVolume: { volumeMounts: [] },
    });
    await emulator.meddle(ids.exited ?? "", { status: "exited" });
    await emulator.meddle(ids.gone ?? "", { remove: true });
    await emulator.calls();
    const { output } = await scene.refresh();
    expect(differencesIn(output)).toEqual({
      ports: "~ports",
      exited: "+status",
      grown: "~rootfsSize",
      envs: "~envs",
      ignoring: "~envs",
    });
    expect(summaryIn(output)).toEqual(["~ 5 updated", "- 1 deleted", "6 changes. 2 unchanged"]);
    expect(await emulator.changes()).toEqual([]);
  });

  test("a preview says how the drift will be repaired", async () => {
    expect(await scene.plans()).toEqual({
      ports: { op: "update", changed: ["ports"] },
      exited: { op: "update", changed: ["status"] },
      grown: { op: "replace", changed: ["rootfsSize"], replaces: ["rootfsSize"] },
      envs: { op: "update", changed: ["envs"] },
      ignoring: { op: "update", changed: ["envs"] },
      gone: { op: "create" },
    });
  });

  test("up repairs it, and nothing else", async () => {
    // A disk cannot shrink; the owner keeps the larger one.
    scene.declare(
      ...names.map((name) => ({ name, args: name === "grown" ? { ...args, rootfsSize: 80 } : args })),
      ignoring,
    );
    await scene.emulator.calls();
    await scene.up();
    expect([...(await scene.emulator.changes())].sort()).toEqual([
      ...["create", "edit", "start", "upgrade", "upgrade"],
    ]);
    const live = (await scene.emulator.instances()).filter((each) => each.live);
    const shown = live.map(({ name, status, ports, rootfsSize, envs }) => [
      name.replace(/-.*/, ""),
      { status, ports, rootfsSize, envs },
    ]);
    const repaired = (name: string, envs: object) => [
      name,
      { status: "running", ports: "80/http", rootfsSize: name === "grown" ? 80 : 60, envs },
    ];
    expect(Object.fromEntries(shown)).toEqual(
      Object.fromEntries([
        ...names.map((name) => repaired(name, args.envs)),
        repaired("ignoring", ignoring.args.envs),
      ]),
    );
  });

  test("a refresh that is refused fails, and keeps the state", async () => {
    const before = await scene.held();
    const body = { reason: "UNKNOWN", message: "out of order" };
    const answer = { kind: "status", status: 500, body, headers: { "retry-after": "0" } };
    await scene.emulator.arm({ on: "get", do: answer, times: 0 });
    const { exitCode, output } = await scene.stack.refresh(["--target", "**::steady"]);
    await scene.emulator.disarm();
    expect(exitCode).toBe(1);
    expect(diagnosticsIn(output).steady).toBe(
      `error: Reading GPU instance ${ids.steady} failed: out of order (UNKNOWN, HTTP 500). This is a failure on the service's side; try again in a few minutes.`,
    );
    expect(await scene.held()).toEqual(before);
  });

  test("a destroy of what is gone already succeeds", async () => {
    for (const { id } of (await scene.emulator.instances()).filter((each) => each.live))
      await scene.emulator.meddle(id, { remove: true });
    const { output } = await scene.destroy();
    expect(summaryIn(output)).toEqual(["- 8 deleted"]);
  });
});
