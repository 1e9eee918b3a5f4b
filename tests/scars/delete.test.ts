import { test } from "../profiles.testkit";
import { basics, type Live, Scene } from "./scene.testkit";

// RunPod's Terraform provider, lambdalabs, verda, crusoe; docker-build#849: a destroy fails over what is gone already.
test("scar 8: a destroy of what is gone already succeeds", async ({ hard }) => {
  const scene = new Scene({ hard });
  await scene.up();
  scene.emulator.change(scene.only.id, { remove: true });
  scene.calls();
  expect([(await scene.destroy()).ok, scene.kept]).toEqual([true, undefined]);
  const seen = scene.calls().map(({ operation, status }) => `${operation} ${status}`);
  const gone = hard ? 400 : 404;
  expect(seen).toEqual([`delete ${gone}`, `get ${gone}`, "list 200"]);
});

// RP-D (RunPod's Terraform provider): while it deletes, any error of a read means gone, and the instance leaks.
test("scar 9: while deleting, no failed read means gone", async ({ hard }) => {
  const failures = [
    ...[404, 500].map((status) => ({ on: "get", do: { kind: "status", status } })),
    ...[404, 500].map((status) => ({ on: "list", do: { kind: "status", status } })),
    { on: "any", do: { kind: "reset" } },
  ];
  for (const failure of failures) {
    // The removal never ends within the timeout.
    const scene = new Scene({ hard, deleteMs: 2_000_000 });
    await scene.up();
    const { id } = scene.only;
    scene.emulator.arm({ ...failure, times: 0, skip: failure.on === "any" ? 1 : 0 });
    const { ok } = await scene.destroy();
    expect({ failure, ok, kept: scene.kept?.id, lives: scene.only.id }).toEqual({
      failure,
      ok: false,
      kept: id,
      lives: id,
    });
    scene.emulator.disarm();
    await scene.time.pass(2_000_000);
    expect([(await scene.destroy()).ok, scene.kept, scene.live()]).toEqual([true, undefined, []]);
  }
});

// RP-P, lambdalabs, vultr, verda: a delete that is not waited for; what comes next finds name, quota and volume taken.
test("scar 10: a delete ends when the instance is gone, and a replacement begins then", async ({ hard }) => {
  const scene = new Scene({ hard, deleteMs: 60_000 });
  await scene.up();
  const { id } = scene.only;
  scene.calls();
  expect((await scene.up({ ...basics, gpuNum: 2 })).ok).toBe(true);
  const created = scene.calls().find(({ operation }) => operation === "create");
  const old = (scene.emulator.instances() as unknown as (Live & { removedAt: number })[])[0];
  expect([old?.id, old?.status]).toEqual([id, "removed"]);
  expect(created?.at).toBeGreaterThanOrEqual(old?.removedAt ?? Infinity);
  expect(await scene.seconds(() => scene.destroy())).toBeGreaterThanOrEqual(60);
  expect(scene.live()).toEqual([]);
});

// digitalocean#1586: creating may take long, deleting is given a minute.
test("scar 19: a slow delete has ten minutes, or what the program says, and a second destroy goes on", async ({
  hard,
}) => {
  const minutes = (count: number): number => count * 60_000;
  const patient = new Scene({ hard, deleteMs: minutes(9) });
  await patient.up();
  expect([(await patient.destroy()).ok, patient.live()]).toEqual([true, []]);
  const slower = new Scene({ hard, deleteMs: minutes(55) });
  await slower.up({ ...basics, lifecycle: { timeouts: { delete: "1h" } } });
  expect([(await slower.destroy()).ok, slower.live()]).toEqual([true, []]);
  const slow = new Scene({ hard, deleteMs: minutes(15) });
  await slow.up();
  const { id, name } = slow.only;
  const { errors } = await slow.destroy();
  expect([errors, slow.kept?.id]).toEqual([
    [
      `GPU instance "${name}" (${id}) took longer than 10m to be gone; its last status was being deleted (removing). It may still exist and be billed. Run the same command again to go on; the limit is lifecycle.timeouts.delete.`,
    ],
    id,
  ]);
  expect([(await slow.destroy()).ok, slow.live(), slow.kept]).toEqual([true, [], undefined]);
});
