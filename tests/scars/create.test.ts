import { test } from "../profiles.testkit";
import { basics, Scene } from "./scene.testkit";

// RP-P (runpod/pulumi-runpod-native), the RunPod Terraform providers, verda: create returns before an endpoint exists.
test("scar 3: a create ends when the instance runs and its endpoints are known", async ({ hard }) => {
  const scene = new Scene({ hard });
  expect(await scene.seconds(() => scene.up())).toBeGreaterThanOrEqual(20);
  const { status, endpoints, sshCommand, sshPassword } = scene.kept?.outputs ?? {};
  expect({ status, endpoints, live: scene.only.status }).toEqual({
    status: "running",
    endpoints: [{ port: 80, type: "http", url: expect.stringMatching(/^https:\/\//) }],
    live: "running",
  });
  expect([sshCommand, sshPassword]).toEqual([
    expect.stringMatching(/^ssh /),
    expect.stringMatching(/^[0-9a-f]{20}$/),
  ]);
});

// vast.ai, lambdalabs and crusoe providers; about 100 Create methods of terraform-provider-aws (aws#48551).
test("scar 4: an instance that was accepted and never runs is in the state, with its id", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  scene.emulator.arm({ on: "create", do: { kind: "stuck", status: "pulling" } });
  const args = { ...basics, lifecycle: { timeouts: { create: "5m" } } };
  const outcome = await scene.up(args);
  const { id, name } = scene.only;
  expect(outcome.errors).toEqual([
    `GPU instance "${name}" (${id}) took longer than 5m to run; its last status was pulling its image (pulling). It still exists and may be billed. Run \`pulumi up\` again to go on waiting, raise lifecycle.timeouts.create, or run \`pulumi destroy\` to end its bill.`,
  ]);
  expect({
    kept: scene.kept?.id,
    initErrors: scene.kept?.initErrors,
    status: scene.kept?.outputs.status,
  }).toEqual({
    kept: id,
    initErrors: outcome.errors,
    status: "pulling",
  });
  expect(scene.changes()).toEqual(["create 200"]);
  expect((await scene.destroy()).ok).toBe(true);
  expect([scene.live(), scene.changes()]).toEqual([[], ["delete 200"]]);
});

// vast.ai provider: its client repeats the PUT that creates on a 5xx and on a timeout.
test("scar 5: a create is sent once, whatever becomes of its answer", async ({ hard }) => {
  const answers = [
    { kind: "status", status: 500, process: true },
    { kind: "status", status: 504, process: true },
    { kind: "reset", process: true },
    { kind: "hang", process: true },
    { kind: "late", ms: 40_000 },
    { kind: "body", body: "{}" },
    { kind: "body", body: "<html>bad gateway</html>" },
  ];
  for (const answer of answers) {
    const scene = new Scene({ hard });
    scene.emulator.arm({ on: "create", do: answer });
    const { ok } = await scene.up();
    const creates = scene.calls().filter(({ operation }) => operation === "create");
    expect({ answer, ok, sent: creates.length, kept: scene.kept?.id }).toEqual({
      answer,
      ok: true,
      sent: 1,
      kept: scene.only.id,
    });
  }
});

// SkyPilot's Novita backend: a list that failed counts as an empty one, and a second instance is created.
test("scar 11: a list that fails, or says nothing, is not an empty list", async ({ hard }) => {
  const bodies = ["", "{}", "[]", "null", '{"instances":null}', '{"instances":{}}', "<html></html>"];
  const broken = [
    ...[401, 403, 404, 429, 500, 503].map((status) => ({ kind: "status", status })),
    ...bodies.map((body) => ({ kind: "body", body })),
    { kind: "reset" },
    { kind: "hang" },
  ];
  for (const answer of broken) {
    const scene = new Scene({ hard });
    await scene.up();
    // The state is lost; the instance is not.
    scene.engine.state = {};
    scene.changes();
    scene.emulator.arm({ on: "list", do: answer, times: 0 });
    const { errors } = await scene.up();
    const begin =
      /^GPU instance "trainer-[0-9a-f]{14}" was not created, because it is not certain that an earlier run has not created it already: Listing GPU instances failed: /;
    expect({ answer, errors }).toEqual({ answer, errors: [expect.stringMatching(begin)] });
    expect([scene.changes(), scene.live().length]).toEqual([[], 1]);
  }
});

// vast-ai/base-image PR #230: "unexpected EOF" while pulling cost 40 minutes a box; scaleway#31 hangs if the boot fails.
test("scar 21: a status message that says why it will not start ends the waiting at once", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  scene.emulator.arm({ on: "create", do: { kind: "fail", message: "unexpected EOF" } });
  let errors: readonly string[] = [];
  const seconds = await scene.seconds(async () => ({ errors } = await scene.up()));
  const { id, name } = scene.only;
  expect(errors).toEqual([
    `GPU instance "${name}" (${id}) cannot start: unexpected EOF (status pulling). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
  ]);
  // The boot takes 20 s and the create timeout is 30 m.
  expect(seconds).toBeLessThan(30);
  expect([scene.kept?.id, scene.kept?.outputs.statusMessage]).toEqual([id, "unexpected EOF"]);
});

// docker-build#533, pulumi#12259, pulumi#11599: Ctrl-C is not heard or loses the id, and the next run makes a second one.
test("scar 23: an instance whose id was lost with a killed run is found, not created again", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  void scene.engine.up({ trainer: basics });
  await scene.time.pass(5_000);
  scene.kill();
  const { id, name } = scene.only;
  expect([scene.kept, scene.changes()]).toEqual([undefined, ["create 200"]]);
  const { errors } = await scene.up();
  expect(errors).toEqual([
    expect.stringContaining(
      `was not created: there is already an instance of this declaration that no stack of this project has: GPU instance "${name}" (${id}) [creating], $0.35 an hour. Another backend, organization or team`,
    ),
  ]);
  expect((await scene.up({ ...basics, lifecycle: { adopt: id } })).ok).toBe(true);
  expect([scene.changes(), scene.kept?.id, scene.only.status]).toEqual([[], id, "running"]);
});
