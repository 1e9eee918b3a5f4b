import type { NovitaClient } from "./client";
import { clientOf, fixture, get, post } from "./client.testkit";
import { companionsOf } from "./companions";
import { FakeClock } from "./fakeClock.testkit";
import { recordsOf } from "./records";
import { Redactor } from "./redact";
import { type Exchange, type Reply, scripted } from "./scriptedServer.testkit";

const STORAGE = "d4e82677-3f80-4020-a731-d15b1c589aa8";
const NETWORK = "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913";
const AUTH = "5f0c2a9e-7d41-4a3b-8f6e-2b1d9c0e7a55";
const TEMPLATE = "104217";
const TASK = "prewarm-1";
const INSTANCE = "8097f1658f3e6ad1";
const LAST_MINUTES = { startTime: "1795000000", endTime: "1795000300", interval: "30" };

const page = { pageSize: 100, pageNum: 0 };
const ok = (name: string): Reply => ({ status: 200, body: fixture(name) });
const template = (fixture("templateCreate.request.json") as { template: never }).template;
const { storageId: _storage, ...storageChange } = fixture("networkStorageUpdate.request.json");

type Operation = keyof ReturnType<typeof companionsOf> | keyof ReturnType<typeof recordsOf>;
const ids = <T extends { readonly id: string }>({ items }: { readonly items: readonly T[] }): string[] =>
  items.map(({ id }) => id);

/** Every operation as [name, call, the exchange it stands for, what comes out]. */
const operations: [Operation, (client: NovitaClient) => Promise<unknown>, Exchange, unknown][] = [
  [
    "createNetworkStorage",
    (client) => client.createNetworkStorage(fixture("networkStorageCreate.request.json") as never),
    post(
      "/networkstorage/create",
      fixture("networkStorageCreate.request.json"),
      ok("networkStorageCreate.response.object.json"),
    ),
    STORAGE,
  ],
  [
    "listNetworkStorages",
    (client) => client.listNetworkStorages({ ...page, name: "data", storageId: STORAGE }).then(ids),
    get(
      "/networkstorages/list",
      { storageId: STORAGE, storageName: "data", pageSize: "100", pageNo: "0" },
      ok("networkStorages.response.json"),
    ),
    [STORAGE],
  ],
  [
    "updateNetworkStorage",
    (client) => client.updateNetworkStorage(STORAGE, storageChange as never),
    post("/networkstorage/update", fixture("networkStorageUpdate.request.json"), { status: 200, body: {} }),
    undefined,
  ],
  [
    "deleteNetworkStorage",
    (client) => client.deleteNetworkStorage(STORAGE),
    post("/networkstorage/delete", fixture("networkStorageDelete.request.json")),
    undefined,
  ],
  [
    "saveRegistryAuth",
    (client) => client.saveRegistryAuth(fixture("registryAuthSave.request.json") as never),
    post("/repository/auth/save", fixture("registryAuthSave.request.json"), { status: 200, body: {} }),
    undefined,
  ],
  [
    "listRegistryAuths",
    (client) => client.listRegistryAuths(),
    get("/repository/auths", undefined, ok("registryAuths.response.json")),
    [{ id: AUTH, name: "registry", username: "robot", password: "canary-registry-password" }],
  ],
  [
    "deleteRegistryAuth",
    (client) => client.deleteRegistryAuth(AUTH),
    post("/repository/auth/delete", fixture("registryAuthDelete.request.json")),
    undefined,
  ],
  [
    "createNetwork",
    (client) => client.createNetwork(fixture("networkCreate.request.json") as never),
    post("/network/create", fixture("networkCreate.request.json"), ok("network.response.json")),
    NETWORK,
  ],
  [
    "getNetwork",
    (client) => client.getNetwork(NETWORK).then((network) => network?.name),
    get("/network", { networkId: NETWORK }, ok("network.response.json")),
    "lab",
  ],
  [
    "listNetworks",
    (client) => client.listNetworks({ ...page, name: "lab" }).then(ids),
    get("/networks", { name: "lab", pageSize: "100", pageNum: "0" }, ok("networks.response.json")),
    [NETWORK],
  ],
  [
    "updateNetwork",
    (client) => client.updateNetwork(NETWORK, "office"),
    post("/network/update", fixture("networkUpdate.request.json")),
    undefined,
  ],
  [
    "deleteNetwork",
    (client) => client.deleteNetwork(NETWORK),
    post("/network/delete", fixture("networkDelete.request.json")),
    undefined,
  ],
  [
    "createTemplate",
    (client) => client.createTemplate(template),
    post("/template/create", fixture("templateCreate.request.json"), ok("templateId.response.json")),
    TEMPLATE,
  ],
  [
    "getTemplate",
    (client) => client.getTemplate(TEMPLATE).then(({ name }) => name),
    get("/template", { templateId: TEMPLATE }, ok("template.response.json")),
    "vllm",
  ],
  [
    "listTemplates",
    (client) => client.listTemplates(page).then(ids),
    get(
      "/templates",
      { channel: "private", isMyCommunity: "true", pageSize: "100", pageNum: "0" },
      ok("templates.response.json"),
    ),
    [TEMPLATE],
  ],
  [
    "updateTemplate",
    (client) => client.updateTemplate(TEMPLATE, template),
    post(
      "/template/update",
      { template: { Id: TEMPLATE, ...(template as object) } },
      ok("templateId.response.json"),
    ),
    undefined,
  ],
  [
    "deleteTemplate",
    (client) => client.deleteTemplate(TEMPLATE),
    post("/template/delete", fixture("templateDelete.request.json"), ok("templateId.response.json")),
    undefined,
  ],
  [
    "createImagePrewarm",
    (client) => client.createImagePrewarm(fixture("imagePrewarm.request.json") as never),
    post("/image/prewarm", fixture("imagePrewarm.request.json"), ok("imagePrewarm.response.json")),
    TASK,
  ],
  [
    "listImagePrewarms",
    (client) => client.listImagePrewarms({ ...page, clusterId: "5", state: "Failed" }).then(ids),
    get(
      "/image/prewarm",
      { page: "0", pageSize: "100", clusterId: "5", state: "Failed" },
      ok("imagePrewarms.response.json"),
    ),
    [TASK],
  ],
  [
    "updateImagePrewarm",
    (client) => client.updateImagePrewarm(TASK, "for the day run"),
    post("/image/prewarm/edit", fixture("imagePrewarmEdit.request.json")),
    undefined,
  ],
  [
    "deleteImagePrewarms",
    (client) => client.deleteImagePrewarms([TASK]),
    post("/image/prewarm/delete", fixture("imagePrewarmDelete.request.json")),
    undefined,
  ],
  [
    "getImagePrewarmQuota",
    (client) => client.getImagePrewarmQuota(),
    get("/image/prewarm/quota", undefined, ok("imagePrewarmQuota.response.json")),
    { total: 1, limit: 5, perImageGb: 100 },
  ],
  [
    "listJobs",
    (client) => client.listJobs({ pageSize: 100, pageNum: 0, state: "running" }),
    get("/jobs", { pageSize: "100", pageNum: "0", state: "running" }, ok("jobs.response.json")),
    {
      items: [
        {
          ...{ id: "5c1f0b7de2a94386", type: "instanceMigrate", state: "running" },
          ...{ instanceId: INSTANCE, createdAt: 1795000000 },
        },
      ],
      total: 1,
    },
  ],
  [
    "breakJob",
    (client) => client.breakJob("job-1"),
    post("/job/break", { jobId: "job-1" }, { status: 200, body: { jobId: "job-1" } }),
    undefined,
  ],
  [
    "saveImage",
    (client) => client.saveImage(INSTANCE, { image: "acme/box:1", registryAuthId: AUTH }),
    post("/job/save/image", { instanceId: INSTANCE, image: "acme/box:1", registryAuthId: AUTH }),
    undefined,
  ],
  [
    "getMetrics",
    (client) => client.getMetrics(INSTANCE, { startTime: 1795000000, endTime: 1795000300, interval: 30 }),
    {
      ...get("", { ...LAST_MINUTES, instanceId: INSTANCE }, ok("metrics.response.json")),
      path: "/openapi/v1/metrics/gpu/instance",
    },
    {
      cpu: [
        { at: 1795000000, percent: 12.5 },
        { at: 1795000030, percent: 37.5 },
      ],
      memory: [{ at: 1795000000, percent: 40 }],
      rootDisk: [{ at: 1795000000, percent: 7.25 }],
      gpu: [{ at: 1795000000, percent: 90 }],
      gpuMemory: [{ at: 1795000000, percent: 61.5 }],
      gpus: [
        {
          gpuId: "0",
          utilization: [{ at: 1795000000, percent: 90 }],
          memory: [{ at: 1795000000, percent: 61.5 }],
        },
      ],
    },
  ],
  [
    "getBalance",
    (client) => client.getBalance(),
    { ...get("", undefined, ok("balance.response.json")), path: "/openapi/v1/billing/balance/detail" },
    {
      ...{ availableUsd: 12.3456, cashUsd: -7.6544, creditLimitUsd: 20 },
      ...{ pendingUsd: 0.125, outstandingUsd: 0 },
    },
  ],
];

test.each(operations)("%s", async (_, call, exchange, result) => {
  await scripted([exchange], async (server) => {
    await expect(call(clientOf(server))).resolves.toEqual(result);
  });
});

test("no operation is without a test", () => {
  const unused = (): Promise<never> => Promise.reject(new Error("unused"));
  const all = { ...companionsOf(unused, new Redactor()), ...recordsOf(unused) };
  expect(operations.map(([name]) => name)).toEqual(Object.keys(all));
});

test("a create that tells no id is no failure, if the list can tell it", async () => {
  const exchanges: Exchange[] = [
    post("/networkstorage/create", { clusterId: "5", storageName: "a", storageSize: 10 }, { status: 200 }),
    post(
      "/networkstorage/create",
      { clusterId: "5", storageName: "a", storageSize: 10 },
      { status: 200, body: JSON.stringify(fixture("networkStorageCreate.response.json")) },
    ),
    post("/network/create", { clusterId: "5" }, { status: 200 }),
  ];
  await scripted(exchanges, async (server) => {
    const client = clientOf(server);
    const storage = { clusterId: "5", storageName: "a", storageSize: 10 };
    await expect(client.createNetworkStorage(storage)).resolves.toBeUndefined();
    await expect(client.createNetworkStorage(storage)).resolves.toBe(STORAGE);
    await expect(client.createNetwork({ clusterId: "5" })).resolves.toBeUndefined();
  });
});

/** What a call throws. */
async function failure(
  call: (client: NovitaClient) => Promise<unknown>,
  exchanges: readonly Exchange[],
): Promise<{ readonly name: string; readonly message: string }> {
  return scripted(exchanges, async (server) => {
    const error = await call(clientOf(server, new FakeClock())).then(
      () => new Error("it did not fail"),
      (thrown: Error) => thrown,
    );
    return { name: error.name, message: error.message };
  });
}

const error = (name: string): Reply => ({ status: 400, body: fixture(`errors/${name}.json`) });
const DELETED = "It may have been deleted outside Pulumi.";
const IN_USE =
  "Something still uses it: an instance, until it is wholly gone, a template or a prewarm task. Delete that, or have it use something else, then run the same command again.";

test.each<[string, string, (client: NovitaClient) => Promise<unknown>, Exchange]>([
  [
    "NotFoundError",
    `Reading VPC network ${NETWORK} failed: network not found (NETWORK_NOT_FOUND, HTTP 400). ${DELETED}`,
    (client) => client.getNetwork(NETWORK),
    get("/network", { networkId: NETWORK }, error("networkNotFound")),
  ],
  [
    "NotFoundError",
    `Deleting network storage ${STORAGE} failed: network storage not found (NETWORK_STORAGE_NOT_FOUND, HTTP 400). ${DELETED}`,
    (client) => client.deleteNetworkStorage(STORAGE),
    post("/networkstorage/delete", { storageId: STORAGE }, error("networkStorageNotFound")),
  ],
  [
    "NotFoundError",
    `Reading template ${TEMPLATE} failed: template not found (TEMPLATE_NOT_FOUND, HTTP 400). ${DELETED}`,
    (client) => client.getTemplate(TEMPLATE),
    get("/template", { templateId: TEMPLATE }, error("templateNotFound")),
  ],
  [
    "NotFoundError",
    `Deleting registry credential ${AUTH} failed: no such auth: not fount (HTTP 400). ${DELETED}`,
    (client) => client.deleteRegistryAuth(AUTH),
    post(
      "/repository/auth/delete",
      { id: AUTH },
      { status: 400, body: { message: "no such auth: not fount" } },
    ),
  ],
  [
    "NotFoundError",
    `Stopping job job-1 failed: job not found (JOB_NOT_FOUND, HTTP 400). ${DELETED}`,
    (client) => client.breakJob("job-1"),
    post(
      "/job/break",
      { jobId: "job-1" },
      { status: 400, body: { reason: "JOB_NOT_FOUND", message: "job not found" } },
    ),
  ],
  [
    "NotFoundError",
    `Changing the note of prewarm task ${TASK} failed: the service gave no message (HTTP 404). ${DELETED}`,
    (client) => client.updateImagePrewarm(TASK, "x"),
    post("/image/prewarm/edit", { id: TASK, note: "x" }, { status: 404 }),
  ],
  [
    "InUseError",
    `Deleting network storage ${STORAGE} failed: network storage in use (NETWORK_STORAGE_IN_USE, HTTP 400). ${IN_USE}`,
    (client) => client.deleteNetworkStorage(STORAGE),
    post("/networkstorage/delete", { storageId: STORAGE }, error("networkStorageInUse")),
  ],
  [
    "InUseError",
    `Deleting VPC network ${NETWORK} failed: network in use (NETWORK_IN_USE, HTTP 400). ${IN_USE}`,
    (client) => client.deleteNetwork(NETWORK),
    post("/network/delete", { networkId: NETWORK }, error("networkInUse")),
  ],
  [
    "InUseError",
    `Deleting registry credential ${AUTH} failed: image auth in use (IMAGE_AUTH_IN_USE, HTTP 400). ${IN_USE}`,
    (client) => client.deleteRegistryAuth(AUTH),
    post("/repository/auth/delete", { id: AUTH }, error("imageAuthInUse")),
  ],
  [
    "ApiError",
    'Creating VPC network "lab" failed: network max limit (NETWORK_MAX_LIMIT, HTTP 400). Delete VPC networks that are not needed, or ask Novita to raise the limit.',
    (client) => client.createNetwork({ clusterId: "5", name: "lab" }),
    post("/network/create", { clusterId: "5", name: "lab" }, error("networkMaxLimit")),
  ],
  [
    "InvalidRequestError",
    'Creating network storage "a" failed: network storage too large (NETWORK_STORAGE_TOO_LARGE, HTTP 400). Choose a smaller size.',
    (client) => client.createNetworkStorage({ clusterId: "5", storageName: "a", storageSize: 99_999 }),
    post(
      "/networkstorage/create",
      { clusterId: "5", storageName: "a", storageSize: 99_999 },
      error("networkStorageTooLarge"),
    ),
  ],
  [
    "InDoubtError",
    'Prewarming image "ubuntu:22.04" failed: unknown error (UNKNOWN, HTTP 500). This is a failure on the service\'s side; try again in a few minutes.',
    (client) => client.createImagePrewarm({ imageUrl: "ubuntu:22.04", clusterId: "5" }),
    post(
      "/image/prewarm",
      { imageUrl: "ubuntu:22.04", clusterId: "5" },
      { status: 500, body: fixture("errors/unknown.json") },
    ),
  ],
  [
    "UnreadableAnswerError",
    `Reading template 7 failed: the service answered, but the answer could not be read: it shows another template. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`,
    (client) => client.getTemplate("7", { limits: { attempts: 1, baseMs: 1, capMs: 1 } }),
    get("/template", { templateId: "7" }, ok("template.response.json")),
  ],
])("%s: %s", async (name, message, call, exchange) => {
  expect(await failure(call, [exchange])).toEqual({ name, message });
});

test("a network that the answer does not show is none", async () => {
  const exchange = get("/network", { networkId: NETWORK }, { status: 200, body: { network: [] } });
  await scripted([exchange], async (server) => {
    await expect(clientOf(server).getNetwork(NETWORK)).resolves.toBeUndefined();
  });
});

test("a password that was sent, or listed, is in no message", async () => {
  const body = { name: "hub", username: "robot", password: "canary-sent" };
  const said = {
    status: 400,
    body: { reason: "VALIDATOR_PARAM", message: "bad canary-sent, canary-registry-password" },
  };
  await scripted(
    [
      get("/repository/auths", undefined, ok("registryAuths.response.json")),
      post("/repository/auth/save", body, said),
    ],
    async (server) => {
      const client = clientOf(server);
      await client.listRegistryAuths();
      await expect(client.saveRegistryAuth(body)).rejects.toThrow(
        'Storing registry credential "hub" failed: bad [redacted], [redacted] (VALIDATOR_PARAM, HTTP 400). Correct the value in the program.',
      );
    },
  );
});

test("a variable of a template that was sent, or read, is in no message", async () => {
  const sent = { name: "t", type: "instance", channel: "private", image: "a:1", rootfsSize: 60 } as const;
  const envs = [{ key: "TOKEN", value: "canary-sent" }];
  const said = { status: 400, body: { reason: "VALIDATOR_PARAM", message: "bad canary-sent, canary-token" } };
  await scripted(
    [
      get("/template", { templateId: TEMPLATE }, ok("template.response.json")),
      post("/template/create", { template: { ...sent, envs } }, said),
    ],
    async (server) => {
      const client = clientOf(server);
      await client.getTemplate(TEMPLATE);
      await expect(client.createTemplate({ ...sent, envs })).rejects.toThrow(
        'Creating template "t" failed: bad [redacted], [redacted] (VALIDATOR_PARAM, HTTP 400). Correct the value in the program.',
      );
    },
  );
});

test("the service's words about a network and a prewarm task hold no secret", async () => {
  const network = {
    Id: NETWORK,
    name: "lab",
    state: { state: "creating", error: "no canary-registry-password" },
  };
  const task = { id: TASK, state: "Failed", reason: ["no canary-registry-password"] };
  await scripted(
    [
      get("/repository/auths", undefined, ok("registryAuths.response.json")),
      get("/network", { networkId: NETWORK }, { status: 200, body: { network: [network] } }),
      get(
        "/networks",
        { pageSize: "100", pageNum: "0" },
        { status: 200, body: { networks: [network], total: 1 } },
      ),
      get(
        "/image/prewarm",
        { page: "0", pageSize: "100" },
        { status: 200, body: { data: [task], total: 1 } },
      ),
    ],
    async (server) => {
      const client = clientOf(server);
      await client.listRegistryAuths();
      expect((await client.getNetwork(NETWORK))?.error).toBe("no [redacted]");
      expect((await client.listNetworks(page)).items[0]?.error).toBe("no [redacted]");
      expect((await client.listImagePrewarms(page)).items[0]?.reasons).toEqual(["no [redacted]"]);
    },
  );
});
