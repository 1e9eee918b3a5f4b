import { test } from "../profiles.testkit";
import { basics, Scene } from "../scars/scene.testkit";

/* The state of the world × `lifecycle.power`: what is said, what is sent, and what the stack has afterwards. */
const off = { ...basics, lifecycle: { power: "off" } };
const ID = /^[0-9a-f]{16}$/;

/** What a run did: its requests that change something, what was said about the instance, and how it is now. */
async function ran(scene: Scene, args: object) {
  scene.changes();
  scene.printed.length = 0;
  const { ok } = await scene.up(args);
  const said = scene.printed.filter((line) => /^(warning: )?trainer: /.test(line));
  return { ok, calls: scene.changes(), said, status: scene.kept?.outputs.status };
}

/** A stack whose instance has been stopped. */
async function asleep(hard: boolean, args: object = basics): Promise<Scene> {
  const scene = new Scene({ hard });
  await scene.up({ ...args, lifecycle: { power: "off" } });
  return scene;
}

const STOPPED_ONCE = "is stopped once it runs, and costs as much as while on until then.";

test("nothing is there × off: it is made, and stopped once it runs", async ({ hard }) => {
  const scene = new Scene({ hard });
  expect(await ran(scene, off)).toEqual({
    ok: true,
    calls: ["create 200", "stop 200"],
    said: [
      "trainer: RTX 4090 24GB × 1, $0.35 an hour while on, $0.0125 while off, stock: high",
      `warning: trainer: it is created first: it ${STOPPED_ONCE}`,
    ],
    status: "exited",
  });
  expect(scene.kept?.outputs).toMatchObject({ hourlyPrice: 0.0125 });
  expect(await ran(scene, off)).toMatchObject({ ok: true, calls: [], said: [] });
});

test("it runs × off, and on again: one id, with ports and variables kept", async ({ hard }) => {
  const scene = new Scene({ hard });
  const args = { ...basics, envs: [{ key: "MODE", value: "slow" }] };
  await scene.up(args);
  const before = scene.kept;
  expect(await ran(scene, { ...args, lifecycle: { power: "off" } })).toEqual({
    ok: true,
    calls: ["stop 200"],
    said: [
      "trainer: RTX 4090 24GB × 1, $0.35 an hour while on, $0.0125 while off, stock: high",
      "warning: trainer: it is stopped, which gives its GPUs back: a later start may find none. What is on its own disks may be lost, network storages stay. Novita deletes a stopped instance with its data after some days (releaseDataAt).",
    ],
    status: "exited",
  });
  // Of the two only one profile tells when it is deleted.
  expect(scene.kept?.outputs.releaseDataAt === undefined).toBe(hard);
  expect(await ran(scene, args)).toEqual({
    ok: true,
    calls: ["start 200"],
    said: ["trainer: RTX 4090 24GB × 1, $0.35 an hour (about $255.50 a month), stock: high"],
    status: "running",
  });
  expect(scene.kept).toMatchObject({ id: before?.id, outputs: { ...args, hourlyPrice: 0.35 } });
  expect(scene.kept?.outputs).not.toHaveProperty("releaseDataAt");
});

test("it is off, and its GPUs are out of stock × on: an error that keeps everything", async ({ hard }) => {
  const scene = await asleep(hard);
  const before = scene.kept;
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  const refused = await ran(scene, basics);
  expect(refused).toEqual({
    ok: false,
    calls: ["start 400"],
    said: [
      "trainer: RTX 4090 24GB × 1, $0.35 an hour (about $255.50 a month), stock: none",
      "warning: trainer: its GPUs are out of stock now, so its start may be refused; nothing is lost then.",
    ],
    status: "exited",
  });
  expect(scene.printed.at(-1)).toBe(
    `GPU instance "${String(before?.outputs.name)}" (${before?.id}) was not started: none of the GPUs that it needs is free (INSUFFICIENT_RESOURCE). It stays as it is, stopped, with its id and its disks; other choices that the program declares are for new instances. Run \`pulumi up\` again later, set lifecycle.waitForStock, or get another one, with empty disks, in its place: \`pulumi up --replace\` with its URN.`,
  );
  expect(scene.kept).toEqual(before);
  scene.emulator.setOptions({ stock: { [basics.productId]: 1 } });
  expect(await ran(scene, basics)).toMatchObject({ ok: true, calls: ["start 200"] });
  expect(scene.kept?.id).toBe(before?.id);
});

test("out of stock × on and waitForStock: it starts as soon as one is free, whatever its timeouts", async ({
  hard,
}) => {
  const scene = await asleep(hard);
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  const lifecycle = { waitForStock: "2h", timeouts: { update: "5m" } };
  scene.time.after(3_600_000, () => scene.emulator.setOptions({ stock: { [basics.productId]: 1 } }));
  expect(await ran(scene, { ...basics, lifecycle })).toEqual({
    ok: true,
    // Only what the service says of the stock is asked meanwhile.
    calls: ["start 400", "start 200"],
    said: [
      "trainer: RTX 4090 24GB × 1, $0.35 an hour (about $255.50 a month), stock: none",
      "warning: trainer: its GPUs are out of stock now. `pulumi up` waits up to 2h for them (lifecycle.waitForStock).",
    ],
    status: "running",
  });
});

test("out of stock × on and waitForStock, and somebody starts it meanwhile: that is all it needs", async ({
  hard,
}) => {
  const scene = await asleep(hard);
  const { id } = scene.only;
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  scene.time.after(600_000, () => scene.emulator.change(id, { status: "running" }));
  const { ok, calls, status } = await ran(scene, { ...basics, lifecycle: { waitForStock: "2h" } });
  expect([ok, calls, status]).toEqual([true, ["start 400"], "running"]);
});

test("out of stock × on and waitForStock, and it is deleted meanwhile: the wait ends", async ({ hard }) => {
  const scene = await asleep(hard);
  const { id } = scene.only;
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  const startedAt = scene.time.now();
  scene.time.after(600_000, () => scene.emulator.change(id, { remove: true }));
  const { ok, calls } = await ran(scene, { ...basics, lifecycle: { waitForStock: "12h" } });
  // A not-found of the hard profile is a 400.
  expect([ok, calls]).toEqual([false, ["start 400", hard ? "start 400" : "start 404"]]);
  expect(scene.time.now() - startedAt).toBeLessThan(900_000);
});

test("out of stock × on and waitForStock, and none comes: an error when the time is over", async ({
  hard,
}) => {
  const scene = await asleep(hard);
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  const { ok } = await ran(scene, { ...basics, lifecycle: { waitForStock: "10m" } });
  expect([ok, scene.only.status]).toEqual([false, "exited"]);
  expect(scene.printed.at(-1)).toContain(
    "was not started: none of the GPUs that it needs is free within 10m (lifecycle.waitForStock) (INSUFFICIENT_RESOURCE).",
  );
});

test("it is off × on over its cap: nothing is sent", async ({ hard }) => {
  const scene = await asleep(hard);
  const { ok, calls } = await ran(scene, { ...basics, lifecycle: { maxHourlyPrice: 0.3 } });
  expect([ok, calls, scene.only.status]).toEqual([false, [], "exited"]);
});

test("it runs over its cap × off: it may be stopped all the same", async ({ hard }) => {
  const scene = new Scene({ hard });
  await scene.up();
  const lifecycle = { power: "off", maxHourlyPrice: 0.3 };
  expect(await ran(scene, { ...basics, lifecycle })).toMatchObject({
    ok: true,
    calls: ["stop 200"],
    status: "exited",
  });
  const alternatives = [{ gpuNum: 2 }];
  await scene.up();
  expect(await ran(scene, { ...basics, lifecycle: { ...lifecycle, alternatives } })).toMatchObject({
    ok: true,
    calls: ["stop 200"],
  });
});

test("it is off × a reset: it is started for it, and stopped again", async ({ hard }) => {
  const scene = await asleep(hard);
  expect(await ran(scene, { ...off, imageUrl: "nginx:1.28" })).toEqual({
    ok: true,
    calls: ["upgrade 200", "stop 200"],
    said: [
      `warning: trainer: it is reset, which starts it, for which its GPUs have to be free: it ${STOPPED_ONCE}`,
    ],
    status: "exited",
  });
});

test("it is off, and out of stock × a reset: refused before anything is lost", async ({ hard }) => {
  const scene = await asleep(hard);
  scene.emulator.setOptions({ stock: { [basics.productId]: 0 } });
  const { ok, calls } = await ran(scene, { ...off, imageUrl: "nginx:1.28" });
  expect([ok, calls]).toEqual([false, ["upgrade 400"]]);
  expect(scene.printed.at(-1)).toContain(
    "was not reset: none of the GPUs that it needs is free (INSUFFICIENT_RESOURCE). It stays as it is, stopped,",
  );
});

test("it is off × another product: what comes in its place is off too", async ({ hard }) => {
  const scene = await asleep(hard);
  const id = scene.kept?.id;
  const { ok, calls, status } = await ran(scene, { ...off, gpuNum: 2 });
  expect([ok, calls, status]).toEqual([true, ["delete 200", "create 200", "stop 200"], "exited"]);
  expect(scene.kept?.id).toMatch(ID);
  expect(scene.kept?.id).not.toBe(id);
});

test("it is off, and somebody starts it × off: it shows in a refresh, and is stopped", async ({ hard }) => {
  const scene = await asleep(hard);
  scene.emulator.change(scene.only.id, { status: "running" });
  await scene.refresh();
  expect(scene.kept?.inputs).toMatchObject({ status: "running" });
  expect(scene.kept?.outputs).toMatchObject({ hourlyPrice: 0.35 });
  expect(await ran(scene, off)).toMatchObject({
    ok: true,
    calls: ["stop 200"],
    status: "exited",
  });
});

test("it is off, and is released × off or on: it is made again, and a refresh says why it is gone", async ({
  hard,
}) => {
  const scene = await asleep(hard);
  await scene.time.pass(8 * 24 * 3_600_000);
  scene.printed.length = 0;
  await scene.refresh();
  expect(scene.kept).toBeUndefined();
  expect(scene.printed.join("\n")).toMatch(
    /does not exist any more in the account of this API key\. It was stopped: Novita deletes a stopped instance with its data after some days\. `pulumi up` creates another one, with empty disks\. If this key is of another account, put the right one back first\. It may still exist and be billed there\.$/m,
  );
  expect(await ran(scene, basics)).toMatchObject({
    ok: true,
    calls: ["create 200"],
    status: "running",
  });
});

test("it is monthly × off: it is stopped, and what that saves is said", async ({ hard }) => {
  const scene = new Scene({ hard });
  const monthly = { ...basics, billingMode: "monthly", month: 1 };
  await scene.up(monthly);
  expect(await ran(scene, { ...monthly, lifecycle: { power: "off" } })).toEqual({
    ok: true,
    calls: ["stop 200"],
    said: [
      expect.stringMatching(/^trainer: RTX 4090 24GB × 1, \$.* for 1 month /),
      "warning: trainer: it is monthly, so it costs the same while off: its term is paid in advance.",
    ],
    status: "exited",
  });
});

test("its stop, or its start, has no answer × off, and on: each is sent once", async ({ hard }) => {
  const scene = new Scene({ hard });
  await scene.up();
  for (const [args, verb] of [
    [off, "stop"],
    [basics, "start"],
  ] as const) {
    scene.emulator.arm({ on: verb, do: { kind: "reset", process: true } });
    expect(await ran(scene, args)).toMatchObject({ ok: true, calls: [`${verb} cut`] });
  }
});
