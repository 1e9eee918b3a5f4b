import { read } from "../../provider/resources/gpuInstance/bound.testkit";
import { test } from "../profiles.testkit";
import { basics, Scene } from "./scene.testkit";
import type { State } from "../../provider/resources/gpuInstance";

// crusoe provider; pulumi#16886 (a DNS error removed a production resource); docker-build PR #930.
test("scar 6: no failed read takes an instance out of the state", async ({ hard }) => {
  const failures = [
    ...[400, 401, 403, 404, 429, 500, 503].map((status) => ({ on: "get", do: { kind: "status", status } })),
    ...["", "{}", "[]", "null", "<html></html>", '{"id":"other","status":"running"}'].map((body) => ({
      on: "get",
      do: { kind: "body", body },
    })),
    ...["reset", "hang"].map((kind) => ({ on: "any", do: { kind } })),
  ];
  for (const failure of failures) {
    const scene = new Scene({ hard });
    await scene.up();
    const before = structuredClone(scene.kept);
    scene.emulator.arm({ ...failure, times: 0 });
    const { ok } = await scene.refresh();
    expect({ failure, ok, kept: scene.kept }).toEqual({ failure, ok: false, kept: before });
    scene.emulator.disarm();
    scene.changes();
    expect([(await scene.up()).ok, scene.changes()]).toEqual([true, []]);
  }
});

// lambdalabs, RunPod and verda providers: 404 on read is a hard error and blocks the stack (pulumi-digitalocean#938).
test("scar 7: an instance that somebody deleted leaves the state with a refresh, and comes back with an up", async ({
  hard,
}) => {
  const scene = new Scene({ hard });
  await scene.up();
  const { id } = scene.only;
  scene.emulator.change(id, { remove: true });
  scene.calls();
  expect([(await scene.refresh()).ok, scene.kept]).toEqual([true, undefined]);
  const seen = scene.calls().map(({ operation, status }) => `${operation} ${status}`);
  expect(seen).toEqual([`get ${hard ? 400 : 404}`, "list 200"]);
  expect([(await scene.up()).ok, scene.changes()]).toEqual([true, ["create 200"]]);
  expect(scene.only.id).not.toBe(id);
});

// vast.ai provider, whose rule this is: only what the service says of a spot instance is a reclaim.
test("scar 14: a stop is repaired by a start, a reclaim by a migration, and neither by another instance", async ({
  hard,
}) => {
  const repair = async (billingMode: string, change: object): Promise<unknown> => {
    const scene = new Scene({ hard });
    await scene.up({ ...basics, billingMode });
    const { id } = scene.only;
    scene.emulator.change(id, change);
    await scene.refresh();
    scene.changes();
    const { ok } = await scene.up({ ...basics, billingMode });
    return [ok, scene.only.id === id, scene.only.status, scene.changes()];
  };
  const stop = { status: "exited" };
  expect(await repair("onDemand", stop)).toEqual([true, true, "running", ["start 200"]]);
  expect(await repair("spot", stop)).toEqual([true, true, "running", ["start 200"]]);
  const reclaim = { status: "exited", spotStatus: "terminated" };
  expect(await repair("spot", reclaim)).toEqual([true, true, "running", ["migrate 200"]]);
});

// vast.ai provider; terraform-provider-aws#43364: the service shows another form of an image than was declared.
test("scar 15: an image that is shown by its digest is no difference, and a new image is one", async ({
  hard,
}) => {
  const digest = `docker.io/library/nginx@sha256:${"7".repeat(64)}`;
  const scene = new Scene({ hard, rewrite: (text) => text.replaceAll("nginx:1.27", digest) });
  await scene.up();
  scene.changes();
  const before = structuredClone(scene.kept);
  expect([(await scene.up()).ok, (await scene.refresh()).ok, (await scene.up()).ok]).toEqual([
    true,
    true,
    true,
  ]);
  expect([scene.changes(), scene.kept?.inputs]).toEqual([[], before?.inputs]);
  expect((await scene.up({ ...basics, imageUrl: "nginx:1.28" })).ok).toBe(true);
  expect([scene.changes(), scene.kept?.outputs.imageUrl]).toEqual([["upgrade 200"], "nginx:1.28"]);
});

// terraform-provider-aws#3035, terraform-provider-google#7467: a perpetual diff over an order that means nothing.
test("scar 16: the order of variables, ports and mounts is no difference", async ({ hard }) => {
  const envs = ["C", "A", "B"].map((key) => ({ key, value: `value-${key}` }));
  const networkStorages = [
    { id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPoint: "/z" },
    { id: "0b9d7a52-6c1e-4f0a-8d55-2f3b9c7e1a64", mountPoint: "/a" },
  ];
  const args = {
    ...basics,
    clusterId: "us-dallas-nas-2",
    ports: "443/http, 80/http,22/tcp",
    envs,
    networkStorages,
  };
  const scene = new Scene({ hard });
  expect(await scene.up(args)).toEqual({ ok: true, errors: [], failed: [] });
  scene.changes();
  const before = structuredClone(scene.kept);
  await scene.refresh();
  expect(scene.kept).toEqual(before);
  const turned = {
    ...args,
    ports: "22/tcp,80/http,443/http",
    envs: [...envs].reverse(),
    networkStorages: [...networkStorages].reverse(),
  };
  expect([(await scene.up(turned)).ok, scene.changes()]).toEqual([true, []]);
});

// RP-P (runpod/pulumi-runpod-native): the id is the logical name, so that nothing can be refreshed or imported by it.
test("scar 2: the id is the service's own, and all that a read needs", async ({ hard }) => {
  const scene = new Scene({ hard });
  await scene.up();
  const { id, name } = scene.only;
  expect(scene.kept?.id).toBe(id);
  const reading = read(scene.provider.ctx, id, {} as State);
  const found = await scene.time.until(reading);
  expect(found?.state).toMatchObject({ ...basics, name, status: "running", hourlyPrice: 0.35 });
  // Another stack takes it over by the same id.
  scene.engine.state = {};
  scene.changes();
  const adopted = await scene.upAll({ mine: { ...basics, lifecycle: { adopt: id } } });
  expect([adopted.ok, scene.engine.state.mine?.id, scene.changes()]).toEqual([true, id, []]);
});
