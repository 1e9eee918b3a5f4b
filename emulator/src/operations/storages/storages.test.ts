import {
  errorBody,
  fixture,
  fixtureAs,
  START_MS,
  START_S,
  testbed,
  type Testbed,
} from "../../emulator.testkit";

/** A storage of the catalogue. */
const GIVEN = "a7310c44-58e2-4b9f-91c6-e40d2b6f8873";
const ORDER = { clusterId: "us-ca-6", storageName: "data-1", storageSize: 100 };
const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

type Item = Readonly<Record<string, unknown>>;

async function make(bed: Testbed, fields: object = {}): Promise<string> {
  const { body } = await bed.post("/networkstorage/create", { ...ORDER, ...fields });
  return (body as { storageId: string }).storageId;
}

async function list(bed: Testbed, query = ""): Promise<readonly Item[]> {
  return ((await bed.get(`/networkstorages/list${query}`)).body as { data: Item[] }).data;
}

describe("network storages", () => {
  it("of the catalogue are listed, by id, by a part of the name and page by page", async () => {
    const bed = testbed();
    const names = async (query: string): Promise<unknown[]> =>
      (await list(bed, query)).map(({ storageName }) => storageName);
    expect(await names("")).toEqual(["datasets", "checkpoints", "datasets-us"]);
    expect(await names("?storageName=data")).toEqual(["datasets", "datasets-us"]);
    expect(await names("?storageId=none")).toEqual([]);
    expect(await names("?pageSize=2")).toEqual(["datasets", "checkpoints"]);
    expect(await names("?pageSize=2&pageNo=0")).toEqual(["datasets", "checkpoints"]);
    expect(await names("?pageSize=2&pageNo=1")).toEqual(["datasets", "checkpoints"]);
    expect(await names("?pageSize=2&pageNo=2")).toEqual(["datasets-us"]);
    const fromZero = testbed({ quirks: { pageBase: "0" } });
    expect((await list(fromZero, "?pageSize=2&pageNo=1")).map(({ storageName }) => storageName)).toEqual([
      "datasets-us",
    ]);
  });

  it("are created, shown, made larger, renamed and deleted", async () => {
    const bed = testbed();
    const { status, body } = await bed.post("/networkstorage/create", ORDER);
    const { storageId } = body as { storageId: string };
    expect([status, body]).toEqual([200, { storageId, storageName: "data-1", storageSize: 100 }]);
    expect(storageId).toMatch(UUID);
    const seen = {
      storageId,
      storageName: "data-1",
      storageSize: 100,
      clusterId: "us-ca-6",
      clusterName: "US-CA-06 (California)",
      price: "200",
      creator: "",
      createdAt: START_S,
      uuid: storageId,
    };
    const [documented] = fixtureAs<{ data: object[] }>("networkStorages.response").data;
    expect(Object.keys(seen)).toEqual(expect.arrayContaining(Object.keys(documented ?? {})));
    expect(await bed.get(`/networkstorages/list?storageId=${storageId}`)).toEqual({
      status: 200,
      body: { data: [seen], total: 1 },
    });
    // The page has the size as a string, clients send a number.
    for (const storageSize of [120, "130"]) {
      const change = { storageId, storageName: `data-${storageSize}`, storageSize };
      expect(await bed.post("/networkstorage/update", change)).toEqual({ status: 200, body: {} });
      expect(await list(bed, `?storageId=${storageId}`)).toEqual([
        { ...seen, storageName: `data-${storageSize}`, storageSize: Number(storageSize) },
      ]);
    }
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual({ status: 200, body: {} });
    expect(await list(bed, `?storageId=${storageId}`)).toEqual([]);
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual({
      status: 400,
      body: errorBody(400, "NETWORK_STORAGE_NOT_FOUND", `network storage ${storageId} not found`),
    });
  });

  it.each([
    [
      "create",
      { ...ORDER, storageSize: 9 },
      "VALIDATOR_PARAM",
      "invalid storageSize: value must be inside range [10, 2147483647]",
    ],
    [
      "create",
      { ...ORDER, storageSize: "10" },
      "VALIDATOR_PARAM",
      "invalid storageSize: value must be an integer",
    ],
    [
      "create",
      { ...ORDER, storageName: "" },
      "VALIDATOR_PARAM",
      "invalid storageName: number of characters must be inside range [1, 255]",
    ],
    [
      "create",
      { storageName: "a", storageSize: 10 },
      "VALIDATOR_PARAM",
      "invalid clusterId: value is required",
    ],
    ["create", { ...ORDER, clusterId: "none" }, "RESOURCE_NOT_FOUND", "cluster none not found"],
    [
      "create",
      { ...ORDER, clusterId: "oc-au-1" },
      "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT",
      "current cluster network storage not support",
    ],
    ["create", { ...ORDER, storageSize: 10_241 }, "NETWORK_STORAGE_TOO_LARGE", "network storage too large"],
    [
      "update",
      { storageId: GIVEN, storageName: "a", storageSize: 199 },
      "VALIDATOR_PARAM",
      "invalid storageSize: value must be greater than or equal to 200, the size it has",
    ],
    [
      "update",
      { storageId: GIVEN, storageName: "a", storageSize: "large" },
      "VALIDATOR_PARAM",
      "invalid storageSize: value must be an integer",
    ],
    [
      "update",
      { storageId: GIVEN, storageName: "a", storageSize: 10_241 },
      "NETWORK_STORAGE_TOO_LARGE",
      "network storage too large",
    ],
    [
      "update",
      { storageId: GIVEN, storageSize: 300 },
      "VALIDATOR_PARAM",
      "invalid storageName: value is required",
    ],
    [
      "update",
      { storageId: "none", storageName: "a", storageSize: 20 },
      "NETWORK_STORAGE_NOT_FOUND",
      "network storage none not found",
    ],
    ["delete", {}, "VALIDATOR_PARAM", "invalid storageId: value is required"],
  ])("refuse to %s %j", async (verb, body, reason, message) => {
    const bed = testbed();
    const before = await list(bed);
    expect(await bed.post(`/networkstorage/${verb}`, body)).toEqual({
      status: 400,
      body: errorBody(400, reason, message),
    });
    expect(await list(bed)).toEqual(before);
  });

  it("are not deleted before every instance that mounts them is wholly gone", async () => {
    const bed = testbed();
    const storageId = await make(bed);
    const instanceId = await bed.boot({ networkStorages: [{ Id: storageId }] });
    const inUse = {
      status: 400,
      body: errorBody(
        400,
        "NETWORK_STORAGE_IN_USE",
        `network storage ${storageId} is in use by instance ${instanceId}`,
      ),
    };
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual(inUse);
    await bed.post("/gpu/instance/delete", { instanceId });
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual(inUse);
    bed.clock.advance(bed.desk.world.state.settings.deleteMs);
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual({ status: 200, body: {} });
  });

  it("show their new size where they are mounted", async () => {
    const bed = testbed();
    const storageId = await make(bed);
    const instanceId = await bed.boot({ networkStorages: [{ Id: storageId }] });
    await bed.post("/networkstorage/update", { storageId, storageName: "data-1", storageSize: 250 });
    expect((await bed.get(`/gpu/instance?instanceId=${instanceId}`)).body).toMatchObject({
      volumeMounts: [{ type: "network", id: storageId, size: 250, mountPath: "/network" }],
    });
  });

  it("cost by GB and day until they are deleted, and the balance pays", async () => {
    const bed = testbed();
    const storageId = await make(bed);
    const cost = async (): Promise<unknown[]> => [
      ((await bed.control("GET", "/resources")).body as object[])[0],
      ((await bed.control("GET", "/options")).body as { balance: number }).balance,
    ];
    bed.clock.advance(DAY_MS);
    await bed.post("/networkstorage/update", { storageId, storageName: "data-1", storageSize: 300 });
    bed.clock.advance(DAY_MS);
    const seen = {
      kind: "networkStorage",
      id: storageId,
      name: "data-1",
      createdAt: START_MS,
      removedAt: null,
      billable: true,
      costUsd: 0.8,
      live: true,
      usdPerHour: 0.025,
    };
    expect(await cost()).toEqual([seen, 99_999.2]);
    await bed.post("/networkstorage/delete", { storageId });
    bed.clock.advance(DAY_MS);
    const gone = { removedAt: START_MS + 2 * DAY_MS, billable: false, live: false, usdPerHour: 0 };
    expect(await cost()).toEqual([{ ...seen, ...gone }, 99_999.2]);
  });

  it("need a day's price in the account", async () => {
    const bed = testbed();
    await bed.control("POST", "/options", { balance: 0.19 });
    expect(await bed.post("/networkstorage/create", ORDER)).toEqual({
      status: 400,
      body: errorBody(400, "BALANCE_NOT_ENOUGH", "balance not enough"),
    });
    await bed.control("POST", "/options", { balance: 0.2 });
    expect(await bed.post("/networkstorage/create", ORDER)).toMatchObject({ status: 200 });
  });

  it("answer a create with a bare string, take strict names, and appear late, at their hardest", async () => {
    const bed = testbed({ hard: true });
    const { body: storageId } = await bed.post("/networkstorage/create", ORDER);
    expect(storageId).toMatch(UUID);
    expect(await bed.get(`/networkstorages/list?storageId=${String(storageId)}`)).toEqual({
      status: 200,
      body: { data: [], total: "0" },
    });
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 4);
    expect(await list(bed, `?storageId=${String(storageId)}`)).toMatchObject([{ storageId }]);
    expect(await bed.post("/networkstorage/create", { ...ORDER, storageName: "a_b" })).toMatchObject({
      body: {
        reason: "VALIDATOR_PARAM",
        message: "invalid storageName: value must hold letters, digits and hyphens only",
      },
    });
    expect(await bed.post("/networkstorage/delete", { storageId })).toEqual({ status: 200, body: "" });
  });

  it("are not at the addresses that the vendor's command line asks", async () => {
    const bed = testbed();
    expect(await bed.get("/networkstorages")).toEqual({ status: 404, body: "404 page not found\n" });
  });

  it("take the requests of the pages", async () => {
    const bed = testbed();
    const { storageId } = (
      await bed.post("/networkstorage/create", {
        ...fixture("networkStorageCreate.request"),
        clusterId: "us-ca-6",
      })
    ).body as { storageId: string };
    const update = { ...fixture("networkStorageUpdate.request"), storageId };
    expect(await bed.post("/networkstorage/update", update)).toEqual({ status: 200, body: {} });
  });
});
