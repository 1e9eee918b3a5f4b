import { MINIMAL, PRODUCT, START_MS, STOCK, testbed, type Testbed } from "../emulator.testkit";

const HOUR_MS = 3_600_000;

const push = (bed: Testbed, id: string, body: unknown) => bed.control("POST", `/instances/${id}`, body);

describe("GET /_emulator/instances", () => {
  it("shows every instance ever created, with everything", async () => {
    const bed = testbed();
    const id = await bed.boot({ name: "box", clusterId: "us-dallas-nas-2", ports: "80/http,22/tcp" });
    const gone = await bed.create();
    await push(bed, gone, { remove: true });
    const { body } = await bed.control("GET", "/instances");
    expect(body).toEqual([
      {
        id,
        name: "box",
        status: "running",
        productId: PRODUCT,
        imageUrl: "ubuntu:22.04",
        billingMode: "onDemand",
        createdAt: START_MS,
        removedAt: null,
        billable: true,
        costUsd: 0.000058,
        live: true,
        usdPerHour: 0.35,
        kind: "gpu",
        gpuNum: 1,
        clusterId: "us-dallas-nas-2",
        rootfsSize: 60,
        ports: "80/http,22/tcp",
        envs: [],
        command: "",
        entrypoint: "",
        imageAuthId: "",
        mounts: [],
        statusError: null,
        spotStatus: "",
        spotReclaimAt: null,
        hasCredential: false,
        endsAt: null,
        autoRenew: false,
        autoRenewMonth: 1,
        autoMigrateOpen: false,
        autoMigrateSystemDisk: false,
      },
      expect.objectContaining({
        id: gone,
        status: "removed",
        removedAt: START_MS + 1000,
        live: false,
        costUsd: 0,
      }),
    ]);
  });
});

describe("POST /_emulator/instances/:id", () => {
  it("makes an instance crash: the machine is free, the disk costs, a start works", async () => {
    const bed = testbed();
    const id = await bed.boot();
    const statusError = { state: "crashed", message: "out of memory" };
    expect(await push(bed, id, { status: "exited", statusError })).toMatchObject({
      status: 200,
      body: { id, status: "exited", statusError, usdPerHour: 0.0125, billable: true },
    });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
    expect((await bed.post("/gpu/instance/start", { instanceId: id })).status).toBe(200);
    bed.clock.advance(500);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({ statusError: null });
    expect(await bed.behind(id)).toMatchObject({ status: "running", usdPerHour: 0.35, statusError: null });
  });

  it("ends what the instance was on its way to", async () => {
    const bed = testbed();
    const id = await bed.create();
    await push(bed, id, { status: "exited" });
    bed.clock.advance(HOUR_MS);
    expect(await bed.status(id)).toBe("exited");
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
  });

  it("reclaims a spot instance, which a migration brings back", async () => {
    const bed = testbed();
    const id = await bed.boot({ billingMode: "spot" });
    const shown = async () => {
      const { body } = await bed.get("/gpu/instances");
      const [item] = (body as { instances: Record<string, unknown>[] }).instances;
      return [item?.status, item?.spotStatus, item?.spotReclaimTime];
    };
    expect(await shown()).toEqual(["running", "running", "0"]);
    await push(bed, id, { spotStatus: "notified" });
    expect(await shown()).toEqual(["running", "notified", "1767225601"]);
    await push(bed, id, { spotStatus: "terminated" });
    expect(await shown()).toEqual(["exited", "terminated", "1767225601"]);
    await bed.post("/gpu/instance/migrate", { instanceId: id });
    bed.clock.advance(1000);
    expect(await shown()).toEqual(["running", "running", "0"]);
  });

  it("tells any time of reclaim, beside any status", async () => {
    const bed = testbed();
    const id = await bed.boot({ billingMode: "spot" });
    const shown = async () => {
      const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
      const { status, spotStatus, spotReclaimTime } = body as Record<string, unknown>;
      return [status, spotStatus, spotReclaimTime];
    };
    await push(bed, id, { spotReclaimTime: "1767229200" });
    expect(await shown()).toEqual(["running", "running", "1767229200"]);
    await push(bed, id, { status: "exited", spotStatus: "reclaiming", spotReclaimTime: 1767229201 });
    expect(await shown()).toEqual(["exited", "reclaiming", "1767229201"]);
    await push(bed, id, { spotReclaimTime: "0" });
    expect(await shown()).toEqual(["exited", "reclaiming", "0"]);
  });

  it("gives it another form of its image, and variables in another order, which are kept as they are given", async () => {
    const bed = testbed();
    const id = await bed.boot({ envs: [{ key: "A", value: "1" }] });
    const envs = [
      { key: "Z", value: "" },
      { key: "A", value: "1" },
      { key: "A", value: "2" },
    ];
    const imageUrl = "docker.io/library/ubuntu@sha256:0123";
    await push(bed, id, { imageUrl, envs });
    for (const path of [`/gpu/instance?instanceId=${id}`, "/gpu/instances"]) {
      const { body } = await bed.get(path);
      const [live] = (body as { instances?: unknown[] }).instances ?? [body];
      expect(live).toMatchObject({ status: "running", imageUrl, envs });
    }
  });

  it.each([
    ["443/http, 22/tcp"],
    [
      [
        { port: 443, type: "http" },
        { port: 22, type: "tcp" },
      ],
    ],
  ])("opens other ports, written as create or as edit takes them: %j", async (ports) => {
    const bed = testbed();
    const id = await bed.boot({ ports: "80/http" });
    await push(bed, id, { ports });
    expect(await bed.behind(id)).toMatchObject({ ports: "443/http,22/tcp" });
    await push(bed, id, { ports: Array.isArray(ports) ? [] : "" });
    expect(await bed.behind(id)).toMatchObject({ ports: "" });
  });

  it("removes at once", async () => {
    const bed = testbed();
    const id = await bed.boot({ month: 1 });
    await push(bed, id, { remove: true });
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
    expect((await bed.get("/gpu/instances")).body).toEqual({ instances: [], total: 0 });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
    expect(await push(bed, id, { status: "running" })).toEqual({
      status: 400,
      body: { error: `Instance ${id} is removed.` },
    });
  });

  it("takes a status that the pages do not know", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await push(bed, id, { status: "pending" });
    expect(await bed.status(id)).toBe("pending");
  });

  it.each<[string, unknown]>([
    [
      'The body has no field "state"; the fields are status, statusError, spotStatus, spotReclaimTime, reclaimInMs, imageUrl, envs, ports, remove.',
      { state: "x" },
    ],
    ['"status" must not be empty.', { status: "" }],
    ['"status" must be a string; got 1.', { status: 1 }],
    ['"statusError" must be an object {"state", "message"}, or null.', { statusError: "boom" }],
    ['"statusError.message" must be a string; got undefined.', { statusError: {} }],
    [
      '"spotStatus" must be one of running, notified, reclaiming, terminated, or empty; got "gone".',
      { spotStatus: "gone" },
    ],
    [
      '"spotReclaimTime" must be Unix seconds such as "1767225600", or "0" for none; got "soon".',
      { spotReclaimTime: "soon" },
    ],
    ['"reclaimInMs" must be a number of milliseconds, 0 or more; got "2m".', { reclaimInMs: "2m" }],
    ['"imageUrl" must be a string; got null.', { imageUrl: null }],
    ['"envs" must be a list of objects; got {"A":"1"}.', { envs: { A: "1" } }],
    ['"envs[0].value" must be a string; got 1.', { envs: [{ key: "A", value: 1 }] }],
    ['"envs[0]" has no field "name"; the fields are key, value.', { envs: [{ name: "A", value: "1" }] }],
    ['"ports" must be a list of objects; got [80].', { ports: [80] }],
    ['"ports" is refused: invalid ports: "80" must look like 80/http or 3306/tcp.', { ports: "80" }],
    [
      '"ports" is refused: invalid ports[0].type: value must be in list [tcp, http].',
      { ports: [{ port: 80, type: "udp" }] },
    ],
    ['"remove" must be true or false; got 1.', { remove: 1 }],
    ["The body must be a JSON object.", "{"],
  ])("refuses with a sentence: %s", async (error, body) => {
    const bed = testbed();
    expect(await push(bed, await bed.boot({ billingMode: "spot" }), body)).toEqual({
      status: 400,
      body: { error },
    });
  });

  it("does not know an id that was never given", async () => {
    expect(await push(testbed(), "nope", {})).toEqual({
      status: 400,
      body: { error: "There is no instance nope." },
    });
  });
});

describe("a reclaim with notice", () => {
  /** A spot instance that is told that it loses its GPU in two seconds. */
  async function notified() {
    const bed = testbed();
    const id = await bed.boot({ billingMode: "spot" });
    await push(bed, id, { reclaimInMs: 2000 });
    const after = async (ms: number) => {
      bed.clock.advance(ms);
      const { status, spotStatus, spotReclaimAt, usdPerHour } = await bed.behind(id);
      const at = spotReclaimAt === null ? null : Number(spotReclaimAt) - START_MS;
      return [status, spotStatus, at, usdPerHour, bed.desk.world.state.stock[PRODUCT]];
    };
    const call = (operation: string, more: object = {}) =>
      bed.post(`/gpu/instance/${operation}`, { instanceId: id, ...more });
    return { bed, id, after, call };
  }

  it("runs until then, stops, gives its GPU back, and pays for its disk alone", async () => {
    const { after } = await notified();
    expect(await after(1999)).toEqual(["running", "notified", 3000, 0.18, STOCK - 1]);
    expect(await after(1)).toEqual(["stopping", "reclaiming", 3000, 0.18, STOCK - 1]);
    expect(await after(500)).toEqual(["exited", "terminated", 3000, 0.0125, STOCK]);
    expect(await after(HOUR_MS)).toEqual(["exited", "terminated", 3000, 0.0125, STOCK]);
  });

  it("is shown to the second by reads, whenever they look", async () => {
    const { bed, id } = await notified();
    bed.clock.advance(HOUR_MS);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      ...{ status: "exited", spotStatus: "terminated", spotReclaimTime: "1767225603" },
      lastStoppedAt: "1767225603",
    });
  });

  it("is over with a migration before, and with a stop, which leaves nothing to take", async () => {
    const moved = await notified();
    await moved.call("migrate");
    expect(await moved.after(2000)).toEqual(["running", "running", null, 0.18, STOCK - 1]);
    const stopped = await notified();
    await stopped.call("stop");
    expect(await stopped.after(2000)).toEqual(["exited", "notified", 3000, 0.0125, STOCK]);
    await stopped.call("start");
    expect(await stopped.after(HOUR_MS)).toEqual(["running", "running", null, 0.18, STOCK - 1]);
  });

  it("stays through a restart and a reset, which keep the machine", async () => {
    for (const [operation, body] of [
      ["restart", {}],
      ["upgrade", { imageUrl: "ubuntu:24.04" }],
    ] as const) {
      const { after, call } = await notified();
      await call(operation, body);
      expect(await after(1999)).toEqual(["running", "notified", 3000, 0.18, STOCK - 1]);
      expect(await after(501)).toEqual(["exited", "terminated", 3000, 0.0125, STOCK]);
    }
  });

  it("leaves one that is being deleted alone", async () => {
    const { bed, after, call } = await notified();
    bed.clock.advance(1900);
    await call("delete");
    expect(await after(399)).toEqual(["removing", "notified", 3000, 0.18, STOCK - 1]);
    expect(await after(1)).toEqual(["removed", "notified", 3000, 0, STOCK]);
  });

  it("moves one that may be moved, as a job, if another machine is free", async () => {
    const { bed, id, after, call } = await notified();
    await call("setAutoMigrate", { autoMigrateOpen: true, autoMigrateSystemDisk: true });
    expect(await after(2000)).toEqual(["migrating", "reclaiming", 3000, 0.18, STOCK - 1]);
    const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
    expect((body as { jobs: object[] }).jobs).toMatchObject([{ type: "autoInstanceMigrate" }]);
    expect(await after(1000)).toEqual(["running", "running", null, 0.18, STOCK - 1]);
  });

  it("stops one that may be moved, if none is, and a migration is refused until one is", async () => {
    const { bed, after, call } = await notified();
    await call("setAutoMigrate", { autoMigrateOpen: true, autoMigrateSystemDisk: true });
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 0 } });
    expect(await after(2500)).toEqual(["exited", "terminated", 3000, 0.0125, 1]);
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 0 } });
    expect(await call("migrate")).toMatchObject({ body: { reason: "MIGRATE_INSUFFICIENT_RESOURCE" } });
    expect(await after(0)).toEqual(["exited", "terminated", 3000, 0.0125, 0]);
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 1 } });
    await call("migrate");
    expect(await after(1000)).toEqual(["running", "running", null, 0.18, 0]);
  });

  it("is announced to spot instances alone", async () => {
    const bed = testbed();
    const id = await bed.boot();
    expect(await push(bed, id, { reclaimInMs: 0 })).toEqual({
      status: 400,
      body: { error: `Instance ${id} is no spot instance: nobody takes its capacity back.` },
    });
  });
});

describe("GET /_emulator/requests", () => {
  it("is the log of the API, oldest first, and holds no key", async () => {
    const bed = testbed();
    await bed.post("/gpu/instance/create", MINIMAL);
    bed.clock.advance(5);
    await bed.get("/gpu/instances?pageSize=1&name=a%20b");
    await bed.post("/gpu/instance/delete", "{broken");
    await bed.get("/nowhere");
    const { body } = await bed.control("GET", "/requests");
    const root = "/gpu-instance/openapi/v1";
    expect(body).toEqual([
      {
        n: 1,
        at: START_MS,
        method: "POST",
        path: `${root}/gpu/instance/create`,
        query: {},
        body: MINIMAL,
        status: 200,
      },
      {
        n: 2,
        at: START_MS + 5,
        method: "GET",
        path: `${root}/gpu/instances`,
        query: { pageSize: "1", name: "a b" },
        body: null,
        status: 200,
      },
      {
        n: 3,
        at: START_MS + 5,
        method: "POST",
        path: `${root}/gpu/instance/delete`,
        query: {},
        body: "{broken",
        status: 400,
      },
      { n: 4, at: START_MS + 5, method: "GET", path: `${root}/nowhere`, query: {}, body: null, status: 404 },
    ]);
    expect(JSON.stringify(body)).not.toContain("Bearer");
  });
});

describe("POST /_emulator/options", () => {
  it("changes the running emulator", async () => {
    const bed = testbed();
    const { body } = await bed.control("POST", "/options", {
      bootMs: 10,
      deleteMs: 20,
      rate: 100,
      stock: { [PRODUCT]: 3 },
      balance: 50,
    });
    expect(body).toMatchObject({ bootMs: 10, deleteMs: 20, rate: 100, stock: { [PRODUCT]: 3 }, balance: 50 });
    const id = await bed.create();
    bed.clock.advance(10);
    expect(await bed.status(id)).toBe("running");
    await bed.post("/gpu/instance/delete", { instanceId: id });
    bed.clock.advance(20);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
    expect((await bed.control("POST", "/options", { rate: 0 })).body).toMatchObject({ rate: null });
  });

  it("has the stock of a product come and go by a schedule", async () => {
    const bed = testbed();
    const at = (atMs: number, stock: number) => ({ atMs, productId: PRODUCT, stock });
    const stock = async (): Promise<unknown> =>
      ((await bed.control("GET", "/options")).body as { stock: Record<string, number> }).stock[PRODUCT];
    const { body } = await bed.control("POST", "/options", { stockSchedule: [at(2_000, 5), at(1_000, 0)] });
    expect(body).toMatchObject({ stockSchedule: [at(1_000, 0), at(2_000, 5)] });
    bed.clock.advance(1_000);
    expect(await stock()).toBe(0);
    expect((await bed.control("GET", "/options")).body).toMatchObject({ stockSchedule: [at(1_000, 5)] });
    bed.clock.advance(1_000);
    expect(await stock()).toBe(5);
    await bed.control("POST", "/options", { stockSchedule: [at(1_000, 0)] });
    await bed.control("POST", "/options", { stockSchedule: [] });
    bed.clock.advance(1_000);
    expect(await stock()).toBe(5);
  });

  it.each<[string, unknown]>([
    [
      'The body has no field "boot"; the fields are bootMs, deleteMs, keepDataMs, rate, stock, stockSchedule, balance.',
      { boot: 1 },
    ],
    ['"bootMs" must be a number of milliseconds, 0 or more; got -1.', { bootMs: -1 }],
    ['"rate" must be a number of requests a second, or 0 or null for no limit; got "x".', { rate: "x" }],
    ['"stock" names a product that the catalogue does not have: "nope".', { stock: { nope: 1 } }],
    [`"stock["${PRODUCT}"]" must be a whole number of 0 or more; got 0.5.`, { stock: { [PRODUCT]: 0.5 } }],
    ['"stockSchedule" must be a list of changes.', { stockSchedule: {} }],
    ['"stockSchedule[0]" must be an object.', { stockSchedule: [1] }],
    [
      'stockSchedule[0] has no field "at"; the fields are atMs, productId, stock.',
      { stockSchedule: [{ at: 1 }] },
    ],
    [
      '"stockSchedule[0].productId" names a product that the catalogue does not have: "nope".',
      { stockSchedule: [{ atMs: 0, productId: "nope", stock: 1 }] },
    ],
    ['"balance" must be a number of USD; got "10".', { balance: "10" }],
  ])("refuses with a sentence, and changes nothing: %s", async (error, fields) => {
    const bed = testbed();
    const before = (await bed.control("GET", "/options")).body;
    expect(await bed.control("POST", "/options", { deleteMs: 7, ...(fields as object) })).toEqual({
      status: 400,
      body: { error },
    });
    expect((await bed.control("GET", "/options")).body).toEqual(before);
  });
});

describe("POST /_emulator/reset", () => {
  it("makes everything as after the start, ids too", async () => {
    const bed = testbed();
    const before = (await bed.control("GET", "/options")).body;
    const id = await bed.boot({ gpuNum: 8 });
    await bed.control("POST", "/options", { bootMs: 5, balance: 1 });
    await bed.control("POST", "/faults", { on: "any", do: { kind: "reset" } });
    expect(await bed.control("POST", "/reset")).toEqual({ status: 200, body: {} });
    for (const path of ["/instances", "/requests", "/faults"]) {
      expect((await bed.control("GET", path)).body).toEqual([]);
    }
    expect((await bed.control("GET", "/options")).body).toEqual(before);
    expect(await bed.create({ gpuNum: 8 })).toBe(id);
  });
});

it("an unknown control route is refused with a sentence", async () => {
  expect(await testbed().control("GET", "/instance")).toEqual({
    status: 400,
    body: { error: "The control side has no GET /_emulator/instance." },
  });
});

it("a change of the bill follows a crash to the cent", async () => {
  const bed = testbed({ bootMs: 0 });
  const id = await bed.create({ productId: "h100.24c128g.os", gpuNum: 8, rootfsSize: 120 });
  await bed.status(id);
  bed.clock.advance(HOUR_MS);
  await push(bed, id, { status: "exited" });
  bed.clock.advance(24 * HOUR_MS);
  const running = 8 * 2.39 + (60 * 0.005) / 24;
  expect((await bed.behind(id)).costUsd).toBeCloseTo(running + 120 * 0.005, 6);
});
