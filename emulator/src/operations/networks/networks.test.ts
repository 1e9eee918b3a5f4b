import { errorBody, fixture, fixtureAs, START_S, testbed, type Testbed } from "../../emulator.testkit";

/** The network of the catalogue. */
const GIVEN = "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913";

type Item = Readonly<Record<string, unknown>>;

async function make(bed: Testbed, name = "lan"): Promise<string> {
  const { body } = await bed.post("/network/create", { clusterId: "us-dallas-nas-2", name });
  return (body as { network: { Id: string }[] }).network[0]?.Id ?? "none";
}

async function ready(bed: Testbed): Promise<string> {
  const id = await make(bed);
  bed.clock.advance(bed.desk.world.state.settings.bootMs / 2);
  return id;
}

async function look(bed: Testbed, id: string): Promise<Item> {
  return ((await bed.get(`/network?networkId=${id}`)).body as { network: [Item] }).network[0];
}

describe("VPC networks", () => {
  it("come about by and by", async () => {
    const bed = testbed();
    const { body } = await bed.post("/network/create", { clusterId: "us-ca-6", name: "lan" });
    const { network } = body as { network: [Item] };
    const [made] = network;
    const item = {
      Id: made.Id,
      user: "user-1",
      name: "lan",
      state: { state: "creating", error: "" },
      segment: made.segment,
      clusterId: "us-ca-6",
      Addresses: [],
      createTime: START_S,
    };
    expect(network).toEqual([item]);
    expect(made.segment).toMatch(/^10\.\d+\.0\.0\/16$/);
    const [documented] = fixtureAs<{ network: [object] }>("network.response").network;
    expect(Object.keys(item).sort()).toEqual(Object.keys(documented).sort());
    const half = bed.desk.world.state.settings.bootMs / 2;
    bed.clock.advance(half - 1);
    expect(await look(bed, String(made.Id))).toEqual(item);
    bed.clock.advance(1);
    expect(await look(bed, String(made.Id))).toEqual({ ...item, state: { state: "ready", error: "" } });
  });

  it("are listed, the newest first, by a part of the name and by who made them", async () => {
    const bed = testbed();
    await make(bed, "lan-1");
    await make(bed, "lan-2");
    const names = async (query: string): Promise<unknown> => {
      const { networks, total } = (await bed.get(`/networks${query}`)).body as {
        networks: Item[];
        total: unknown;
      };
      return [networks.map(({ name }) => name), total];
    };
    expect(await names("")).toEqual([["lan-2", "lan-1", "lab"], "3"]);
    expect(await names("?name=LAN")).toEqual([["lan-2", "lan-1"], "2"]);
    expect(await names("?pageSize=2&pageNum=2")).toEqual([["lab"], "3"]);
    expect(await names("?creators=user-1,user-2&name=lab")).toEqual([["lab"], "1"]);
    expect(await names("?creators=user-2")).toEqual([[], "0"]);
  });

  it("are renamed and deleted", async () => {
    const bed = testbed();
    const networkId = await make(bed);
    expect(await bed.post("/network/update", { networkId, name: "wan" })).toEqual({ status: 200, body: {} });
    expect(await look(bed, networkId)).toMatchObject({ name: "wan" });
    expect(await bed.post("/network/delete", { networkId })).toEqual({ status: 200, body: {} });
    const gone = { status: 400, body: errorBody(400, "NETWORK_NOT_FOUND", `network ${networkId} not found`) };
    expect(await bed.get(`/network?networkId=${networkId}`)).toEqual(gone);
    expect(await bed.post("/network/delete", { networkId })).toEqual(gone);
    expect(await bed.post("/network/update", { networkId, name: "x" })).toEqual(gone);
  });

  it("take the requests of the pages", async () => {
    const bed = testbed();
    const request = { ...fixture("networkCreate.request"), clusterId: "us-ca-6" };
    expect(await bed.post("/network/create", request)).toMatchObject({ status: 200 });
  });

  it.each([
    ["create", { name: "lan" }, "VALIDATOR_PARAM", "invalid clusterId: value is required"],
    ["create", { clusterId: "none" }, "RESOURCE_NOT_FOUND", "cluster none not found"],
    [
      "create",
      { clusterId: "as-sgp-2" },
      "VALIDATOR_PARAM",
      "invalid clusterId: cluster as-sgp-2 has no VPC networks",
    ],
    [
      "create",
      { clusterId: "us-ca-6", name: "x".repeat(31) },
      "VALIDATOR_PARAM",
      "invalid name: number of characters must be at most 30",
    ],
    ["update", { networkId: GIVEN }, "VALIDATOR_PARAM", "invalid name: value is required"],
    [
      "update",
      { networkId: GIVEN, name: "" },
      "VALIDATOR_PARAM",
      "invalid name: number of characters must be inside range [1, 30]",
    ],
    ["delete", {}, "VALIDATOR_PARAM", "invalid networkId: value is required"],
  ])("refuse to %s %j", async (verb, body, reason, message) => {
    const bed = testbed();
    expect(await bed.post(`/network/${verb}`, body)).toEqual({
      status: 400,
      body: errorBody(400, reason, message),
    });
    expect((await bed.get("/networks")).body).toMatchObject({ networks: [{ name: "lab" }], total: "1" });
  });

  it("refuse a read without an id", async () => {
    expect(await testbed().get("/network")).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", "invalid networkId: value is required"),
    });
  });

  it("are limited in number", async () => {
    const bed = testbed();
    for (let n = 1; n < bed.desk.world.catalogue.account.networkLimit; n++) await make(bed);
    expect(await bed.post("/network/create", { clusterId: "us-ca-6" })).toEqual({
      status: 400,
      body: errorBody(400, "NETWORK_MAX_LIMIT", "network max limit"),
    });
  });

  it("are joined once they are ready, and not deleted before every instance in them is wholly gone", async () => {
    const bed = testbed();
    const networkId = await make(bed);
    const order = {
      productId: "4090.16c62g.os",
      gpuNum: 1,
      rootfsSize: 60,
      imageUrl: "ubuntu:22.04",
      networkId,
    };
    expect(await bed.post("/gpu/instance/create", order)).toEqual({
      status: 400,
      body: errorBody(400, "DEPENDENT_RESOURCE_STATE", `network ${networkId} is not ready yet`),
    });
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 2);
    const instanceId = await bed.boot({ networkId });
    const { network } = (await bed.get(`/gpu/instance?instanceId=${instanceId}`)).body as {
      network: { ip: string };
    };
    expect(await look(bed, networkId)).toMatchObject({ Addresses: [{ Id: instanceId, Ip: network.ip }] });
    const inUse = {
      status: 400,
      body: errorBody(400, "NETWORK_IN_USE", `network ${networkId} is in use by instance ${instanceId}`),
    };
    expect(await bed.post("/network/delete", { networkId })).toEqual(inUse);
    await bed.post("/gpu/instance/delete", { instanceId });
    expect(await bed.post("/network/delete", { networkId })).toEqual(inUse);
    bed.clock.advance(bed.desk.world.state.settings.deleteMs);
    expect(await bed.post("/network/delete", { networkId })).toEqual({ status: 200, body: {} });
  });

  it("answer a create with nothing, and an error that means nothing while creating, at their hardest", async () => {
    const bed = testbed({ hard: true });
    expect(await bed.post("/network/create", { clusterId: "us-ca-6", name: "lan" })).toEqual({
      status: 200,
      body: "",
    });
    expect((await bed.get("/networks?name=lan")).body).toEqual({ networks: [], total: "0" });
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 4);
    expect((await bed.get("/networks?name=lan")).body).toMatchObject({
      networks: [{ name: "lan", state: { state: "creating", error: "the network is not ready yet" } }],
      total: "1",
    });
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 4);
    expect((await bed.get("/networks?name=lan")).body).toMatchObject({
      networks: [{ state: { state: "ready", error: "" } }],
    });
  });

  it("have the shapes of the pages if that is asked for", async () => {
    const bed = testbed({ quirks: { networkListKey: "network", networkState: "array" } });
    expect((await bed.get("/networks")).body).toMatchObject({
      network: [{ Id: GIVEN, state: [{ state: "ready", error: "" }] }],
      total: "1",
    });
  });

  it("never get ready, or say what is wrong, if a fault wants it", async () => {
    const bed = testbed();
    await bed.control("POST", "/faults", { on: "networkCreate", do: { kind: "stuck", status: "creating" } });
    const stuck = await ready(bed);
    await bed.control("POST", "/faults", { on: "any", do: { kind: "fail", message: "no addresses left" } });
    const failed = await make(bed);
    expect(await look(bed, failed)).toMatchObject({ state: { state: "creating", error: "" } });
    bed.clock.advance(bed.desk.world.state.settings.bootMs / 2);
    expect(await look(bed, failed)).toMatchObject({
      state: { state: "creating", error: "no addresses left" },
    });
    expect(await look(bed, stuck)).toMatchObject({ state: { state: "creating", error: "" } });
  });
});
