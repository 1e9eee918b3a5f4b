import { errorBody, fixture, PRODUCT, STOCK, testbed, type Testbed } from "../../emulator.testkit";

type Json = Record<string, unknown>;

const DONE = { status: 200, body: {} };
const EDIT = "/gpu/instance/edit";
const UPGRADE = "/gpu/instance/upgrade";
const STORAGE = "d4e82677-3f80-4020-a731-d15b1c589aa8";

async function ports(bed: Testbed, id: string): Promise<string[]> {
  const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
  return (body as { portMappings: { port: number; type: string }[] }).portMappings.map(
    ({ port, type }) => `${port}/${type}`,
  );
}

async function rootfs(bed: Testbed): Promise<unknown> {
  return ((await bed.get("/gpu/instances")).body as { instances: Json[] }).instances[0]?.rootfsSize;
}

describe("edit", () => {
  it("replaces the ports and grows the disk, after a while, without a restart", async () => {
    const bed = testbed();
    const id = await bed.boot({ ports: "22/tcp" });
    expect(await bed.post(EDIT, { ...fixture("edit.request"), instanceId: id })).toEqual(DONE);
    expect([await ports(bed, id), await rootfs(bed), await bed.status(id)]).toEqual([
      ["22/tcp"],
      60,
      "running",
    ]);
    bed.clock.advance(250);
    expect([await ports(bed, id), await rootfs(bed)]).toEqual([["80/http", "3306/tcp"], 100]);
  });

  it("refuses a second edit until the first has taken effect, so that no disk grows twice", async () => {
    const bed = testbed();
    const id = await bed.boot();
    const body = { instanceId: id, ports: [], expandRootDisk: 10 };
    await bed.post(EDIT, body);
    expect(await bed.post(EDIT, body)).toEqual({
      status: 400,
      body: errorBody(400, "OPERATION_LIMIT", "an edit of this instance is still being applied"),
    });
    bed.clock.advance(250);
    expect(await bed.post(EDIT, body)).toEqual(DONE);
    bed.clock.advance(250);
    expect(await rootfs(bed)).toBe(80);
  });

  it("takes effect at once if it is told to", async () => {
    const bed = testbed({ quirks: { editEffect: "now" } });
    const id = await bed.boot();
    await bed.post(EDIT, { instanceId: id, ports: [{ port: 80, type: "http" }], expandRootDisk: 1 });
    await bed.post(EDIT, { instanceId: id, ports: [{ port: 81, type: "http" }], expandRootDisk: 1 });
    expect([await ports(bed, id), await rootfs(bed)]).toEqual([["81/http"], 62]);
  });

  it.each([
    ["keep", undefined, ["80/http"]],
    ["keep", [], []],
    ["keepEmpty", undefined, ["80/http"]],
    ["keepEmpty", [], ["80/http"]],
    ["keepEmpty", [{ port: 81, type: "http" }], ["81/http"]],
    ["clear", undefined, []],
    ["clear", [], []],
  ] as const)("with editOmittedPorts=%s ports of %j leave %j", async (editOmittedPorts, sent, expected) => {
    const bed = testbed({ quirks: { editOmittedPorts } });
    const id = await bed.boot({ ports: "80/http" });
    await bed.post(EDIT, { instanceId: id, ports: sent });
    bed.clock.advance(250);
    expect(await ports(bed, id)).toEqual(expected);
  });

  it("survives a stop that comes before it takes effect", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.post(EDIT, { instanceId: id, ports: [{ port: 80, type: "http" }] });
    await bed.post("/gpu/instance/stop", { instanceId: id });
    bed.clock.advance(500);
    expect([await bed.status(id), await ports(bed, id)]).toEqual(["exited", ["80/http"]]);
  });

  it.each<[string, Json]>([
    ["invalid ports[0].port: port must be inside range [1, 65535]", { ports: [{ port: 0, type: "tcp" }] }],
    ["invalid ports[0].port: port 2222 is reserved", { ports: [{ port: 2222, type: "tcp" }] }],
    ["invalid ports[0].port: value must be an integer", { ports: [{ port: "80", type: "tcp" }] }],
    ["invalid ports[0].type: value must be in list [tcp, http]", { ports: [{ port: 80, type: "udp" }] }],
    ["invalid ports: value must be a list", { ports: "80/http" }],
    ["invalid ports: port 8888 is used twice", { ports: [{ port: 8888, type: "http" }] }],
    ["invalid expandRootDisk: value must be greater than or equal to 0", { ports: [], expandRootDisk: -1 }],
    [
      "invalid expandRootDisk: root disk would be 6145 GB, the product allows 6144 GB",
      { ports: [], expandRootDisk: 6085 },
    ],
  ])("refuses: %s", async (message, fields) => {
    const bed = testbed();
    const id = await bed.boot({ tools: [{ name: "Jupyter", port: "8888", type: "http" }] });
    expect(await bed.post(EDIT, { instanceId: id, ...fields })).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
  });

  it("is not for an instance that is being created", async () => {
    const bed = testbed();
    const id = await bed.create();
    expect(await bed.post(EDIT, { instanceId: id, ports: [] })).toEqual({
      status: 400,
      body: errorBody(
        400,
        "DEPENDENT_RESOURCE_STATE",
        "invalid state change: instance status is toCreate, it must be running or exited",
      ),
    });
  });
});

describe("upgrade", () => {
  const request = fixture("upgrade.request");

  it("resets the instance with all that it was given", async () => {
    const bed = testbed();
    const id = await bed.boot({ clusterId: "us-dallas-nas-2", envs: [{ key: "OLD", value: "1" }] });
    expect(await bed.post(UPGRADE, { ...request, instanceId: id })).toEqual(DONE);
    const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
    expect(body).toMatchObject({ status: "toReset", jobs: [] });
    bed.clock.advance(500);
    expect(await bed.status(id)).toBe("resetting");
    bed.clock.advance(500);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      status: "running",
      imageUrl: "docker.io/library/ubuntu:24.04",
      imageAuthId: "auth-2",
      envs: [{ key: "MODE", value: "serve" }],
      command: "sleep infinity",
      entrypoint: "",
      volumeMounts: [{ type: "network", size: 10, id: STORAGE, mountPath: "/data" }],
    });
  });

  it("gives a stopped instance a machine again", async () => {
    const bed = testbed();
    const id = await bed.boot({ clusterId: "us-dallas-nas-2" });
    await bed.control("POST", `/instances/${id}`, { status: "exited" });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
    await bed.post(UPGRADE, { ...request, instanceId: id });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK - 1);
  });

  it("mounts nothing twice at one place", async () => {
    const bed = testbed();
    const mount = { type: "network", id: STORAGE };
    const twice = {
      ...request,
      instanceId: await bed.boot(),
      networkVolume: { volumeMounts: [mount, mount] },
    };
    expect(await bed.post(UPGRADE, twice)).toEqual({
      status: 400,
      body: errorBody(
        400,
        "VALIDATOR_PARAM",
        "invalid networkVolume.volumeMounts: mount point /network is used twice",
      ),
    });
  });

  it("takes what is left out as empty, but for the image", async () => {
    const bed = testbed();
    const id = await bed.boot({
      clusterId: "us-dallas-nas-2",
      command: "serve",
      entrypoint: "sh",
      envs: [{ key: "A", value: "1" }],
      networkStorages: [{ Id: STORAGE }],
    });
    expect(await bed.post(UPGRADE, { instanceId: id, imageUrl: "nginx:1.28" })).toEqual(DONE);
    expect(await bed.behind(id)).toMatchObject({
      imageUrl: "nginx:1.28",
      command: "",
      entrypoint: "",
      envs: [],
      mounts: [],
    });
    expect(await bed.post(UPGRADE, { instanceId: await bed.boot() })).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", "invalid imageUrl: value is required"),
    });
  });

  it.each(["imageUrl", "envs", "command", "entrypoint", "save", "networkVolume"])(
    "needs %s if it is told to",
    async (field) => {
      const bed = testbed({ quirks: { upgradeOmitted: "reject" } });
      const id = await bed.boot({ clusterId: "us-dallas-nas-2" });
      expect(await bed.post(UPGRADE, { ...request, instanceId: id, [field]: undefined })).toEqual({
        status: 400,
        body: errorBody(400, "VALIDATOR_PARAM", `invalid ${field}: value is required`),
      });
      expect(await bed.status(id)).toBe("running");
    },
  );

  it.each<[string, string, Json]>([
    ["VALIDATOR_PARAM", "invalid networkVolume: value must be an object", { networkVolume: [] }],
    [
      "VALIDATOR_PARAM",
      "invalid networkVolume.volumeMounts[0].type: value must be in list [network]",
      { networkVolume: { volumeMounts: [{ type: "local", id: STORAGE }] } },
    ],
    [
      "NETWORK_STORAGE_NOT_FOUND",
      "network storage nope not found",
      { networkVolume: { volumeMounts: [{ type: "network", id: "nope" }] } },
    ],
    [
      "VALIDATOR_PARAM",
      "invalid command: number of characters must be at most 2047",
      { command: "x".repeat(2048) },
    ],
  ])("refuses with %s: %s", async (reason, message, fields) => {
    const bed = testbed();
    const id = await bed.boot({ clusterId: "us-dallas-nas-2" });
    expect(await bed.post(UPGRADE, { ...request, ...fields, instanceId: id })).toEqual({
      status: 400,
      body: errorBody(400, reason, message),
    });
  });

  it("is not for an instance that is being reset", async () => {
    const bed = testbed();
    const id = await bed.boot({ clusterId: "us-dallas-nas-2" });
    await bed.post(UPGRADE, { ...request, instanceId: id });
    expect(await bed.post(UPGRADE, { ...request, instanceId: id })).toEqual({
      status: 400,
      body: errorBody(
        400,
        "DEPENDENT_RESOURCE_STATE",
        "invalid state change: instance status is toReset, it must be running or exited",
      ),
    });
  });
});
