import { inProcessEmulator, manualClock } from "novita-emulator";
import {
  createClient,
  InUseError,
  NotFoundError,
  type NovitaClient,
  type Page,
  type TemplateFields,
} from "../../provider/api";
import { listAll } from "../../provider/core";
import { type Profile, test } from "../profiles.testkit";

const BOOT_MS = 20_000;

/** A client on an emulator of its own. */
function bench({ hard }: Profile) {
  const time = manualClock();
  // At its hardest no create of a prewarm task is answered, and every task fails.
  const quirks = hard ? ({ prewarmCreated: "id", prewarmEnd: "byImage" } as const) : {};
  const emulator = inProcessEmulator({ hard, quirks, clock: time, bootMs: BOOT_MS, deleteMs: 1_000 });
  // Deadlines never pass: nobody waits here.
  const clock = { now: () => time.now(), sleep: () => new Promise<void>(() => undefined) };
  const client = createClient({
    clock,
    random: () => 1,
    transport: async ({ method, path, query, body }) => {
      const answer = await emulator.request({
        method,
        path,
        query: Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)])),
        authorization: "Bearer a-key",
        contentType: "application/json",
        body: body === undefined ? "" : JSON.stringify(body),
      });
      if (answer === undefined) throw new Error("the connection was cut");
      return { status: answer.status, body: answer.text };
    },
  });
  /** What a list shows once it has caught up, whole. */
  const all = async <T extends { readonly id: string }>(
    read: (query: { pageSize: number; pageNum: number }) => Promise<Page<T>>,
  ): Promise<readonly T[]> => {
    time.advance(BOOT_MS / 4);
    const { items, complete } = await listAll(read, clock);
    expect(complete).toBe(true);
    return items;
  };
  return { client, emulator, time, all };
}

const ORDER = {
  name: "box",
  productId: "4090.16c62g",
  gpuNum: 1,
  rootfsSize: 60,
  imageUrl: "ubuntu:22.04",
  kind: "gpu",
  clusterId: "us-ca-6",
} as const;

/** The costs of what was created beside instances, and whether it still costs. */
const bill = ({ emulator }: ReturnType<typeof bench>): unknown[] =>
  emulator.resources().map(({ kind, billable, costUsd }) => [kind, billable, costUsd]);

async function endInstance({ client, time }: ReturnType<typeof bench>, id: string): Promise<void> {
  await client.deleteInstance(id);
  time.advance(1_000);
}

const refuses = (call: Promise<unknown>, kind: typeof InUseError | typeof NotFoundError): Promise<void> =>
  expect(call).rejects.toBeInstanceOf(kind);

test("a network storage from its create to its end", async (profile) => {
  const bed = bench(profile);
  const { client, all } = bed;
  const made = await client.createNetworkStorage({
    clusterId: "us-ca-6",
    storageName: "data-7",
    storageSize: 240,
  });
  const find = async (): Promise<unknown> =>
    (await all((query) => client.listNetworkStorages({ ...query, name: "data-7" })))[0];
  const live = {
    ...{ id: made, name: "data-7", sizeGb: 240, clusterId: "us-ca-6", clusterName: "US-CA-06 (California)" },
    ...{ usdPerGbDay: 0.002, createdAt: 1767225600 },
  };
  expect(await find()).toEqual(live);
  const id = made ?? "";
  await client.updateNetworkStorage(id, { storageName: "data-7b", storageSize: 480 });
  expect(await find()).toEqual({ ...live, name: "data-7b", sizeGb: 480 });
  await expect(client.updateNetworkStorage(id, { storageName: "data-7b", storageSize: 479 })).rejects.toThrow(
    "value must be greater than or equal to 480",
  );
  const instance = await client.createInstance({ ...ORDER, networkStorages: [{ Id: id }] });
  await refuses(client.deleteNetworkStorage(id), InUseError);
  await endInstance(bed, instance);
  await client.deleteNetworkStorage(id);
  expect(await find()).toBeUndefined();
  await refuses(client.deleteNetworkStorage(id), NotFoundError);
  expect(bill(bed)).toEqual([["networkStorage", false, expect.any(Number)]]);
});

test("a registry credential from its save to its end", async (profile) => {
  const bed = bench(profile);
  const { client, time } = bed;
  const login = { name: "hub", username: "robot", password: "canary-password" };
  await client.saveRegistryAuth(login);
  const find = async (): ReturnType<NovitaClient["listRegistryAuths"]> => {
    time.advance(BOOT_MS / 4);
    return (await client.listRegistryAuths()).filter(({ name }) => name === "hub");
  };
  const [found] = await find();
  const id = found?.id ?? "";
  expect(found).toEqual({ id, ...login, ...(profile.hard && { password: undefined }) });
  const instance = await client.createInstance({ ...ORDER, imageAuthId: id });
  await refuses(client.deleteRegistryAuth(id), InUseError);
  await endInstance(bed, instance);
  await client.deleteRegistryAuth(id);
  expect(await find()).toEqual([]);
  await refuses(client.deleteRegistryAuth(id), NotFoundError);
});

test("a VPC network from its create to its end", async (profile) => {
  const bed = bench(profile);
  const { client, time, all } = bed;
  const told = await client.createNetwork({ clusterId: "us-ca-6", name: "lan-7" });
  const list = (name: string) => all((query) => client.listNetworks({ ...query, name }));
  const [found] = await list("lan-7");
  const id = found?.id ?? "";
  expect(told).toBe(profile.hard ? undefined : id);
  expect(found).toMatchObject({ name: "lan-7", state: "creating", clusterId: "us-ca-6", addresses: [] });
  await expect(client.createInstance({ ...ORDER, networkId: id })).rejects.toThrow("is not ready yet");
  time.advance(BOOT_MS / 2);
  await client.updateNetwork(id, "lan-8");
  expect(await client.getNetwork(id)).toEqual({ ...found, name: "lan-8", state: "ready", error: undefined });
  const instance = await client.createInstance({ ...ORDER, networkId: id });
  expect((await client.getNetwork(id))?.addresses).toMatchObject([{ instanceId: instance }]);
  await refuses(client.deleteNetwork(id), InUseError);
  await endInstance(bed, instance);
  await client.deleteNetwork(id);
  await refuses(client.getNetwork(id), NotFoundError);
  await refuses(client.deleteNetwork(id), NotFoundError);
  expect(await list("lan-8")).toEqual([]);
});

test("a template from its create to its end", async (profile) => {
  const { client, all } = bench(profile);
  const fields: TemplateFields = {
    ...{ name: "vllm", readme: "# vLLM", image: "vllm/vllm-openai:v0.8.4", imageAuth: "" },
    ...{ startCommand: "serve", entrypoint: "", rootfsSize: 80, minCudaVersion: "12.4" },
    type: "instance",
    channel: "private",
    ports: [{ type: "http", ports: [8000] }],
    envs: [{ key: "HF_TOKEN", value: "canary-token" }],
  };
  const id = await client.createTemplate(fields);
  const times = { createdAt: 1767225600, updatedAt: 1767225600 };
  expect(await client.getTemplate(id)).toEqual({ id, ...fields, ...times });
  expect(await all((query) => client.listTemplates(query))).toEqual([{ id, ...fields, ...times }]);
  await client.updateTemplate(id, { ...fields, envs: [], rootfsSize: 100 });
  expect(await client.getTemplate(id)).toMatchObject({ envs: [], rootfsSize: 100 });
  await client.deleteTemplate(id);
  await refuses(client.getTemplate(id), NotFoundError);
  await refuses(client.deleteTemplate(id), NotFoundError);
  expect(await all((query) => client.listTemplates(query))).toEqual([]);
});

test("a prewarm task from its create to its end", async (profile) => {
  const { client, time, all } = bench(profile);
  const task = {
    ...{ imageUrl: "vllm/vllm-openai:v0.8.4", clusterId: "us-ca-6", repositoryAuth: "" },
    ...{ productIds: ["4090.16c62g"], note: "for the night" },
  };
  const id = await client.createImagePrewarm(task);
  const find = async (): Promise<unknown> => (await all((query) => client.listImagePrewarms(query)))[0];
  expect(await find()).toMatchObject({ id, ...task, state: "Running", reasons: [] });
  expect(await client.getImagePrewarmQuota()).toEqual({ total: 1, limit: 5, perImageGb: 100 });
  await client.updateImagePrewarm(id, "for the day");
  time.advance(BOOT_MS);
  expect(await find()).toMatchObject({ id, state: "Succeeded", note: "for the day", reasons: [] });
  const failing = await client.createImagePrewarm({ ...task, imageUrl: "private.example.com/a/b:1" });
  time.advance(BOOT_MS);
  expect(await find()).toMatchObject({
    id: failing,
    state: "Failed",
    reasons: [expect.stringContaining("private")],
  });
  await client.deleteImagePrewarms([id, failing]);
  expect(await find()).toBeUndefined();
  await refuses(client.deleteImagePrewarms([id]), NotFoundError);
});
