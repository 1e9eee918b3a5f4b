import { errorBody, fixture, PRODUCT, START_MS, STOCK, testbed, type Testbed } from "../../emulator.testkit";

const post = (bed: Testbed, operation: string, id: string) =>
  bed.post(`/gpu/instance/${operation}`, { instanceId: id });

const DONE = { status: 200, body: {} };
const wrongState = (status: string, allowed: string) => ({
  status: 400,
  body: errorBody(
    400,
    "DEPENDENT_RESOURCE_STATE",
    `invalid state change: instance status is ${status}, it must be ${allowed}`,
  ),
});

/** The statuses that an instance shows, one after another, with the moment at which each begins. */
async function follow(bed: Testbed, id: string, ms: number, stepMs = 50): Promise<string[]> {
  const seen: string[] = [];
  let last = "";
  for (let at = 0; at <= ms; at += stepMs) {
    const status = await bed.status(id);
    if (status !== last) seen.push(`${at} ${status}`);
    last = status;
    bed.clock.advance(stepMs);
  }
  return seen;
}

async function ssh(bed: Testbed, id: string): Promise<unknown> {
  const { body } = await bed.get(`/gpu/instance?instanceId=${id}`);
  return (body as { connectComponentSSH: unknown }).connectComponentSSH;
}

describe("an instance's life", () => {
  it("begins through every status", async () => {
    const bed = testbed();
    const id = await bed.create();
    expect(await follow(bed, id, 1200)).toEqual([
      "0 toCreate",
      "150 creating",
      "400 pulling",
      "1000 running",
    ]);
  });

  it("is running at the first look if booting takes no time", async () => {
    const bed = testbed({ bootMs: 0, deleteMs: 0 });
    const id = await bed.create();
    expect(await bed.status(id)).toBe("running");
    expect(await post(bed, "restart", id)).toEqual(DONE);
    expect(await bed.status(id)).toBe("running");
    expect(await post(bed, "delete", id)).toEqual(DONE);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
  });

  it("stops, gives its GPUs back, and starts again with other SSH access", async () => {
    const bed = testbed();
    const id = await bed.boot({ gpuNum: 2 });
    const before = await ssh(bed, id);
    expect(await post(bed, "stop", id)).toEqual({
      status: 200,
      body: { ...fixture("stop.response"), instanceId: id },
    });
    expect(await follow(bed, id, 600)).toEqual(["0 toStop", "250 stopping", "500 exited"]);
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
    expect(await post(bed, "start", id)).toEqual({
      status: 200,
      body: { ...fixture("start.response"), instanceId: id },
    });
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK - 2);
    expect(await follow(bed, id, 600)).toEqual(["0 toStart", "250 starting", "500 running"]);
    expect(await ssh(bed, id)).not.toEqual(before);
  });

  it("is released with its data some days after it has stopped, and costs its disk until then", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await post(bed, "stop", id);
    const day = 86_400_000;
    bed.clock.advance(500 + 7 * day - 1);
    expect(await bed.status(id)).toBe("exited");
    bed.clock.advance(1);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
    const gone = await bed.behind(id);
    expect(gone).toMatchObject({ live: false, removedAt: START_MS + 1500 + 7 * day });
    bed.clock.advance(day);
    expect((await bed.behind(id)).costUsd).toBe(gone.costUsd);
    expect(await post(bed, "start", id)).toMatchObject({ status: 404 });
  });

  it("is released as late as it is told to, and starts anew with every stop", async () => {
    const bed = testbed({ keepDataMs: 1000 });
    const id = await bed.boot();
    for (const verb of ["stop", "start", "stop"]) {
      await post(bed, verb, id);
      bed.clock.advance(900);
    }
    expect(await bed.status(id)).toBe("exited");
    await bed.control("POST", "/options", { keepDataMs: 300 });
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
  });

  it("is not released while its term is paid for", async () => {
    const bed = testbed({ keepDataMs: 1000 });
    const id = await bed.boot({ billingMode: "monthly", month: 1 });
    await post(bed, "stop", id);
    bed.clock.advance(30 * 86_400_000);
    expect(await bed.status(id)).toBe("exited");
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({ releaseDataAt: "0" });
    bed.clock.advance(2 * 86_400_000);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
  });

  it("restarts with other SSH access, which is no job", async () => {
    const bed = testbed();
    const id = await bed.boot();
    const before = await ssh(bed, id);
    expect(await post(bed, "restart", id)).toEqual(DONE);
    expect(await follow(bed, id, 600)).toEqual(["0 toRestart", "250 restarting", "500 running"]);
    expect((await bed.get("/jobs")).body).toEqual({ jobs: [], total: 0 });
    expect(await ssh(bed, id)).not.toEqual(before);
  });

  it("migrates as a job", async () => {
    const bed = testbed();
    const id = await bed.boot();
    expect(await post(bed, "migrate", id)).toEqual(DONE);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      jobs: [{ id: expect.stringMatching(/^[0-9a-f]{16}$/), type: "instanceMigrate" }],
    });
    expect(await follow(bed, id, 1100)).toEqual(["0 migrating", "1000 running"]);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({ jobs: [] });
  });

  it("ends through every status, in any state, and is asked for twice without harm", async () => {
    const bed = testbed();
    const id = await bed.create();
    bed.clock.advance(100);
    expect(await post(bed, "delete", id)).toEqual(DONE);
    bed.clock.advance(100);
    expect(await post(bed, "delete", id)).toEqual(DONE);
    expect(await follow(bed, id, 500)).toEqual(["0 toRemove", "100 removing", "300 RESOURCE_NOT_FOUND"]);
    expect(bed.desk.world.state.stock[PRODUCT]).toBe(STOCK);
    expect(await post(bed, "delete", id)).toEqual({
      status: 404,
      body: fixture("errors/resourceNotFound.404"),
    });
  });

  it("answers nothing instead of {} if it is told to", async () => {
    const bed = testbed({ quirks: { emptyAnswers: "empty" } });
    expect(await post(bed, "delete", await bed.create())).toEqual({ status: 200, body: "" });
  });

  it("begins as pending if it is told to, and can be stuck there", async () => {
    const bed = testbed({ quirks: { firstStatus: "pending" } });
    const id = await bed.create();
    expect(await bed.behind(id)).toMatchObject({ status: "pending", billable: false });
    expect(await follow(bed, id, 1200)).toEqual([
      "0 pending",
      "50 toCreate",
      "150 creating",
      "400 pulling",
      "1000 running",
    ]);
    await bed.control("POST", "/faults", { on: "create", do: { kind: "stuck", status: "pending" } });
    expect(await follow(bed, await bed.create(), 1200)).toEqual(["0 pending"]);
    await bed.control("POST", "/faults", { on: "create", do: { kind: "stuck", status: "toCreate" } });
    expect(await follow(bed, await bed.create(), 1200)).toEqual(["0 pending", "50 toCreate"]);
  });
});

describe("power operations", () => {
  it.each([
    ["start", "running", "exited"],
    ["stop", "exited", "running"],
    ["restart", "exited", "running"],
    ["migrate", "freezing", "running or exited"],
  ])("%s is not for an instance that is %s", async (operation, status, allowed) => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.control("POST", `/instances/${id}`, { status });
    expect(await post(bed, operation, id)).toEqual(wrongState(status, allowed));
  });

  it.each(["start", "stop", "restart", "delete", "migrate", "edit", "upgrade", "renewInstance"])(
    "%s does not find what is not there, and needs an id",
    async (operation) => {
      const bed = testbed();
      expect(await post(bed, operation, "nope")).toEqual({
        status: 404,
        body: fixture("errors/resourceNotFound.404"),
      });
      expect(await bed.post(`/gpu/instance/${operation}`, {})).toEqual({
        status: 400,
        body: errorBody(400, "VALIDATOR_PARAM", "invalid instanceId: value is required"),
      });
    },
  );

  it.each([
    ["start", "INSUFFICIENT_RESOURCE", "insufficient resource"],
    ["migrate", "MIGRATE_INSUFFICIENT_RESOURCE", "migrate insufficient resource"],
  ])("%s finds no GPU if others have taken it", async (operation, reason, message) => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.control("POST", `/instances/${id}`, { status: "exited" });
    await bed.control("POST", "/options", { stock: { [PRODUCT]: 0 } });
    expect(await post(bed, operation, id)).toEqual({ status: 400, body: errorBody(400, reason, message) });
    expect(await bed.status(id)).toBe("exited");
  });

  it.each([
    ["accepted", "start", 200, "running"],
    ["refused", "start", 400, "exited"],
    ["refused", "migrate", 200, "running"],
  ] as const)(
    "if the start of a reclaimed spot instance is %s, a %s is answered %d",
    async (reclaimedStart, operation, status, after) => {
      const bed = testbed({ quirks: { reclaimedStart } });
      const id = await bed.boot({ billingMode: "spot" });
      await bed.control("POST", `/instances/${id}`, { spotStatus: "terminated" });
      const answer = await post(bed, operation, id);
      expect(answer.status).toBe(status);
      if (status === 400) expect(answer.body).toEqual(fixture("errors/insufficientResource"));
      bed.clock.advance(1000);
      expect(await bed.status(id)).toBe(after);
    },
  );

  it("start of a spot instance that was stopped, and not reclaimed, is never refused", async () => {
    const bed = testbed({ quirks: { reclaimedStart: "refused" } });
    const id = await bed.boot({ billingMode: "spot" });
    await post(bed, "stop", id);
    bed.clock.advance(500);
    expect((await post(bed, "start", id)).status).toBe(200);
  });

  it("a refusal for the state may give no reason", async () => {
    const bed = testbed({ quirks: { wrongStateReason: "absent" } });
    expect(await post(bed, "start", await bed.boot())).toEqual({
      status: 400,
      body: errorBody(400, "", "invalid state change: instance status is running, it must be exited"),
    });
  });

  it("start needs money in the account", async () => {
    const bed = testbed();
    const id = await bed.boot();
    await bed.control("POST", `/instances/${id}`, { status: "exited" });
    await bed.control("POST", "/options", { balance: 0 });
    expect(await post(bed, "start", id)).toEqual({
      status: 400,
      body: errorBody(400, "EXPIRED_OR_BALANCE_NOT_ENOUGH", "expired or balance not enough"),
    });
  });

  it("delete is not for a monthly instance", async () => {
    const bed = testbed();
    const id = await bed.boot({ month: 1 });
    expect(await post(bed, "delete", id)).toEqual({
      status: 400,
      body: fixture("errors/prepaidInstanceNotSupportRelease"),
    });
    expect(await bed.status(id)).toBe("running");
  });
});
