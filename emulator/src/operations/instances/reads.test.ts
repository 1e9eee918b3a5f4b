import {
  errorBody,
  fixture,
  fixtureAs,
  PRODUCT,
  printedOrder,
  START_S,
  testbed,
  type Testbed,
} from "../../emulator.testkit";

type Json = Record<string, unknown>;

async function read(bed: Testbed, id: string): Promise<Json> {
  return (await bed.get(`/gpu/instance?instanceId=${id}`)).body as Json;
}

async function listed(bed: Testbed, query = ""): Promise<{ instances: Json[]; total: number }> {
  return (await bed.get(`/gpu/instances${query}`)).body as { instances: Json[]; total: number };
}

/** The JSON type of each key, nested; of a list that of its first item. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shape(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

describe("get", () => {
  it("shows a plain instance while it is being created", async () => {
    const bed = testbed();
    const id = await bed.create({ clusterId: "us-dallas-nas-2" });
    expect(await bed.get(`/gpu/instance?instanceId=${id}`)).toEqual({
      status: 200,
      body: {
        id,
        name: "",
        clusterId: "us-dallas-nas-2",
        clusterName: "US-Dallas-NAS-02 (Dallas)",
        status: "toCreate",
        imageUrl: "ubuntu:22.04",
        imageAuthId: "",
        command: "",
        entrypoint: "",
        cpuNum: "16",
        memory: "62",
        gpuNum: "1",
        envs: [],
        kind: "gpu",
        billingMode: "",
        endTime: "-1",
        createdAt: START_S,
        portMappings: [],
        volumeMounts: [],
        productId: PRODUCT,
        productName: "RTX 4090 24GB",
        rootfsSize: 60,
        spotStatus: "",
        spotReclaimTime: "0",
        lastStartedAt: "0",
        lastStoppedAt: "0",
        releaseDataAt: "0",
        statusError: null,
        network: null,
        node: { maxRootfsSize: 6144 },
        jobs: [],
        connectComponentSSH: { sshCommand: "", password: "", isRunning: false },
        connectComponentWebTerminal: null,
        connectComponentJupyter: null,
        connectComponentLog: { systemLogAddress: "", instanceLogAddress: "", isRunning: false },
        freeStorageSize: 60,
        keepDataDay: 7,
      },
    });
  });

  it("shows everything of a running instance in the documented shapes if it keeps to the page", async () => {
    const bed = testbed({ hard: true });
    const { status, body } = await bed.post("/gpu/instance/create", printedOrder("full"));
    expect(status).toBe(200);
    const { id } = body as { id: string };
    bed.clock.advance(1000);
    const live = await read(bed, id);
    const documented = fixture("get.response.full");
    expect(Object.keys(live).sort()).toEqual([...Object.keys(documented), "createdAt"].sort());
    const { volumeMounts: liveMounts, jobs: liveJobs, createdAt, ...rest } = live;
    const { volumeMounts, jobs, ...documentedRest } = documented;
    expect(shape(rest)).toEqual(shape(documentedRest));
    expect(shape(liveMounts)).toEqual(shape((volumeMounts as unknown[]).slice(0, 1)));
    expect([liveJobs, typeof jobs, createdAt]).toEqual([[], "object", START_S]);
    expect(live).toMatchObject({
      status: "running",
      cpuNum: "32",
      memory: "124",
      gpuNum: "2",
      imageAuthId: "auth-1",
      billingMode: "monthly",
      endTime: String(Date.UTC(2026, 1, 1) / 1000),
      network: { id: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913", ip: expect.stringMatching(/^10\.20\.0\.\d+$/) },
      portMappings: [
        { port: 80, type: "http", endpoint: `https://${id}-80.us-dallas-nas-2.gpu-instance.novita.ai` },
        {
          port: 3306,
          type: "tcp",
          endpoint: expect.stringMatching(/^proxy\.us-dallas-nas-2\.gpu-instance\.novita\.ai:\d{5}$/),
        },
        { port: 8888, type: "http", endpoint: `https://${id}-8888.us-dallas-nas-2.gpu-instance.novita.ai` },
      ],
      volumeMounts: [
        { type: "network", size: 10, id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPath: "/data" },
      ],
      connectComponentSSH: {
        sshCommand: expect.stringMatching(
          /^ssh -p \d{5} root@proxy\.us-dallas-nas-2\.gpu-instance\.novita\.ai$/,
        ),
        password: expect.stringMatching(/^[0-9a-f]{20}$/),
        isRunning: true,
      },
      connectComponentJupyter: {
        port: "8888",
        address: `https://${id}-8888.us-dallas-nas-2.gpu-instance.novita.ai`,
        isRunning: true,
      },
    });
  });

  it("shows a CPU instance with its local volume and no GPUs", async () => {
    const bed = testbed();
    const { body } = await bed.post("/gpu/instance/create", fixture("create.request.cpu"));
    expect(await read(bed, (body as { id: string }).id)).toMatchObject({
      kind: "cpu",
      gpuNum: "0",
      cpuNum: "4",
      memory: "8",
      volumeMounts: [{ type: "local", size: 50, mountPath: "/workspace" }],
    });
  });

  it("shows an id in place of an inline image credential", async () => {
    const real = testbed();
    expect((await read(real, await real.create({ imageAuth: "u:p" }))).imageAuthId).toMatch(/^[0-9a-f]{16}$/);
    const hard = testbed({ quirks: { inlineAuthId: "empty" } });
    expect((await read(hard, await hard.create({ imageAuth: "u:p" }))).imageAuthId).toBe("");
  });

  it("is VALIDATOR_PARAM without an id", async () => {
    const body = errorBody(400, "VALIDATOR_PARAM", "invalid instanceId: value is required");
    expect(await testbed().get("/gpu/instance")).toEqual({ status: 400, body });
  });

  it("does not find what is not there, with the service's typo if it is told to", async () => {
    expect(await testbed().get("/gpu/instance?instanceId=nope")).toEqual({
      status: 404,
      body: fixture("errors/resourceNotFound.404"),
    });
    const other = testbed({ quirks: { notFoundStatus: "400", notFoundText: "typo" } });
    expect(await other.get("/gpu/instance?instanceId=nope")).toEqual({
      status: 400,
      body: fixture("errors/resourceNotFound.typo"),
    });
  });

  it("tells until when the data of a stopped instance are kept", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.control("POST", `/instances/${id}`, { status: "exited" });
    const day = 86_400;
    expect(await read(bed, id)).toMatchObject({
      lastStoppedAt: String(Number(START_S) + 1),
      releaseDataAt: String(Number(START_S) + 1 + 7 * day),
    });
    await bed.post("/gpu/instance/start", { instanceId: id });
    expect(await read(bed, id)).toMatchObject({ releaseDataAt: "0" });
  });

  it.each([
    ["real", ["productId", "rootfsSize", "spotReclaimTime", "spotStatus"]],
    ["withoutSpot", ["productId", "rootfsSize"]],
    ["documented", []],
  ] as const)("with getFields=%s has %j", async (getFields, expected) => {
    const bed = testbed({ quirks: { getFields } });
    const shownFields = Object.keys(await read(bed, await bed.boot({ billingMode: "spot" })));
    const asked = ["productId", "rootfsSize", "spotReclaimTime", "spotStatus"];
    expect(asked.filter((field) => shownFields.includes(field))).toEqual(expected);
  });

  it("leaves out what there is none of if it is told to", async () => {
    const bed = testbed({ quirks: { unsetMessages: "omitted", webTerminal: "on" } });
    const live = await read(bed, await bed.boot());
    expect(Object.keys(live).filter((key) => /^(statusError|network|connect.*)$/.test(key))).toEqual([
      "connectComponentSSH",
      "connectComponentWebTerminal",
      "connectComponentLog",
    ]);
    expect(live.connectComponentWebTerminal).toMatchObject({ username: "root", isRunning: true });
  });

  it("follows the quirks", async () => {
    const bed = testbed({
      quirks: {
        numbers: "number",
        onDemandName: "named",
        toolPorts: "hidden",
      },
    });
    const id = await bed.boot({ ports: "80/http", tools: [{ name: "Jupyter", port: "8888", type: "http" }] });
    expect(await read(bed, id)).toMatchObject({
      cpuNum: 16,
      memory: 62,
      gpuNum: 1,
      billingMode: "onDemand",
      productId: PRODUCT,
      productName: "RTX 4090 24GB",
      rootfsSize: 60,
      spotStatus: "",
      spotReclaimTime: "0",
      lastStartedAt: String(Number(START_S) + 1),
      lastStoppedAt: "0",
      node: { maxRootfsSize: 6144 },
      portMappings: [{ port: 80 }],
    });
  });
});

describe("list", () => {
  it("shows items in the documented shape if it keeps to the page", async () => {
    const bed = testbed({ hard: true });
    await bed.create({
      kind: "gpu",
      clusterId: "us-dallas-nas-2",
      ports: "80/http",
      envs: [{ key: "A", value: "b" }],
      networkStorages: [{ Id: "d4e82677-3f80-4020-a731-d15b1c589aa8" }],
    });
    const { instances, total } = await listed(bed);
    const documented = fixtureAs<{ instances: Json[] }>("list.response").instances[0];
    expect([shape(instances[0]), total]).toEqual([
      { ...(shape(documented) as Json), createdAt: "string" },
      1,
    ]);
    expect(instances[0]).toMatchObject({
      billingMode: "",
      endTime: "-1",
      spotStatus: "",
      spotReclaimTime: "0",
      portMappings: [{ port: 80, type: "http" }],
      volumeMounts: [{ type: "network", size: "10", mountPath: "/network" }],
    });
  });

  it("shows the newest first, ten a page, and counts all", async () => {
    const bed = testbed();
    for (let n = 1; n <= 12; n += 1) await bed.create({ name: `box-${n}` });
    const names = async (query: string) => (await listed(bed, query)).instances.map(({ name }) => name);
    expect(await names("")).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((n) => `box-${n}`));
    expect(await names("?pageNum=2")).toEqual(["box-2", "box-1"]);
    expect(await names("?pageSize=5&pageNum=3")).toEqual(["box-2", "box-1"]);
    expect((await listed(bed, "?pageSize=5&pageNum=9")).total).toBe(12);
    expect(await names("?pageSize=0&pageNum=2")).toEqual(["box-2", "box-1"]);
  });

  it("shows the first page to clients that count from 0 and to those that count from 1", async () => {
    const bed = testbed();
    await bed.create({ name: "older" });
    await bed.create({ name: "newer" });
    const first = await listed(bed, "?pageSize=1");
    expect(first.instances[0]).toMatchObject({ name: "newer" });
    expect(await listed(bed, "?pageSize=1&pageNum=0")).toEqual(first);
    expect(await listed(bed, "?pageSize=1&pageNum=1")).toEqual(first);
  });

  it("caps a page at 100 and counts from 0 alone if it is told to", async () => {
    const bed = testbed({ quirks: { pageSizeCap: "100" } });
    for (let n = 0; n < 101; n += 1) await bed.create();
    const { instances, total } = await listed(bed, "?pageSize=1000");
    expect([instances.length, total]).toEqual([100, 101]);
    const other = testbed({ quirks: { pageBase: "0" } });
    for (let n = 0; n < 101; n += 1) await other.create({ name: `box-${n}` });
    expect((await listed(other, "?pageSize=1000")).instances.length).toBe(101);
    const [first, second] = [
      await listed(other, "?pageSize=1"),
      await listed(other, "?pageSize=1&pageNum=1"),
    ];
    expect([first.instances[0], second.instances[0]]).toMatchObject([
      { name: "box-100" },
      { name: "box-99" },
    ]);
    expect(await listed(other, "?pageSize=1&pageNum=0")).toEqual(first);
  });

  it("finds by parts of names, in any case, and by status", async () => {
    const bed = testbed();
    await bed.boot({ name: "Trainer-a" });
    await bed.create({ name: "my-trainer" });
    await bed.create({ name: "other", productId: "l40s.16c62g.os" });
    const names = async (query: string) => (await listed(bed, query)).instances.map(({ name }) => name);
    expect(await names("?name=TRAINER")).toEqual(["my-trainer", "Trainer-a"]);
    expect(await names("?productName=l40")).toEqual(["other"]);
    expect(await names("?status=running")).toEqual(["Trainer-a"]);
    expect(await names("?status=nonsense")).toEqual([]);
  });

  it.each([
    ["?pageSize=-1", "invalid pageSize: value must be inside range [0, 2147483647]"],
    ["?pageSize=x", "invalid pageSize: value must be inside range [0, 2147483647]"],
    ["?pageNum=-1", "invalid pageNum: value must be inside range [0, 2147483647]"],
    ["?pageSize=2147483648", "invalid pageSize: value must be inside range [0, 2147483647]"],
    [`?name=${"x".repeat(256)}`, "invalid name: number of characters must be at most 255"],
    [`?productName=${"x".repeat(256)}`, "invalid productName: number of characters must be at most 255"],
    [`?status=${"x".repeat(64)}`, "invalid status: number of characters must be at most 63"],
  ])("refuses %.20s", async (query, message) => {
    expect(await testbed().get(`/gpu/instances${query}`)).toEqual({
      status: 400,
      body: errorBody(400, "VALIDATOR_PARAM", message),
    });
  });

  it("leaves out what is removed, unless it is asked for or a quirk says otherwise", async () => {
    for (const [removed, statuses] of [
      ["gone", []],
      ["shown", ["removed"]],
    ] as const) {
      const bed = testbed({ quirks: { removed } });
      const id = await bed.boot();
      await bed.post("/gpu/instance/delete", { instanceId: id });
      bed.clock.advance(400);
      expect((await listed(bed)).instances.map(({ status }) => status)).toEqual(statuses);
      expect(await listed(bed, "?status=removed")).toMatchObject({ instances: [{ id }], total: 1 });
      expect(await bed.status(id)).toBe(statuses[0] ?? "RESOURCE_NOT_FOUND");
    }
  });
});
