import http from "node:http";
import { errorBody, fixture, MINIMAL, testbed, type Testbed } from "../emulator.testkit";
import { API_ROOT } from "../operations/operation";

const CREATE = "/gpu/instance/create";

/** What a client sees: an answer, or the code of the error that its socket died of. */
interface Seen {
  readonly status?: number;
  readonly text?: string;
  readonly headers?: http.IncomingHttpHeaders;
  readonly error?: string;
}

/** A request over a socket of its own. */
async function raw(bed: Testbed, method: string, path: string, body?: unknown): Promise<Seen> {
  const url = (await bed.url()) + API_ROOT + path;
  const headers = { authorization: "Bearer key", "content-type": "application/json" };
  return new Promise((resolve) => {
    const request = http.request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          headers: answer.headers,
        }),
      );
    });
    request.on("error", (error: NodeJS.ErrnoException) => resolve({ error: String(error.code) }));
    request.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const create = (bed: Testbed): Promise<Seen> => raw(bed, "POST", CREATE, MINIMAL);
const arm = (bed: Testbed, fault: object) => bed.control("POST", "/faults", fault);
const instances = (bed: Testbed): number => bed.desk.world.state.instances.size;

async function statuses(bed: Testbed): Promise<unknown[]> {
  const { body } = await bed.control("GET", "/requests");
  return (body as { status: unknown }[]).map(({ status }) => status);
}

/** Waits until a request has reached the emulator. */
async function arrived(bed: Testbed, count: number): Promise<void> {
  while (bed.desk.log.entries().length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe("status", () => {
  it("sends the text of the gateway's block as it is", async () => {
    const bed = testbed();
    await arm(bed, { on: "any", do: { kind: "status", status: 403, body: "error code: 1010" } });
    const { status, text, headers } = await create(bed);
    expect([status, text, headers?.["content-type"]]).toEqual([403, "error code: 1010", "text/plain"]);
  });

  it("answers with the error of that status instead of the operation", async () => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "status", status: 429 } });
    const { status, text } = await create(bed);
    expect([status, JSON.parse(text ?? "")]).toEqual([429, fixture("errors/rateLimitExceeded")]);
    expect([instances(bed), await statuses(bed)]).toEqual([0, [429]]);
  });

  it("carries the operation out first if told to, and answers with the body and headers given", async () => {
    const bed = testbed();
    const headers = { "Retry-After": "7", "Content-Type": "text/html" };
    await arm(bed, {
      on: "create",
      do: { kind: "status", status: 504, body: "<h1>late</h1>", headers, process: true },
    });
    const seen = await create(bed);
    expect([seen.status, seen.text, seen.headers?.["retry-after"], seen.headers?.["content-type"]]).toEqual([
      504,
      "<h1>late</h1>",
      "7",
      "text/html",
    ]);
    expect(instances(bed)).toBe(1);
  });

  it("sends a body that is JSON as JSON", async () => {
    const bed = testbed();
    await arm(bed, { on: "list", do: { kind: "status", status: 400, body: { reason: "CONFLICT" } } });
    expect(await bed.get("/gpu/instances")).toEqual({ status: 400, body: { reason: "CONFLICT" } });
  });
});

describe("reset", () => {
  it.each([
    [false, 0],
    [true, 1],
  ])("with process %s cuts the connection and leaves %d instances", async (process, count) => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "reset", process } });
    expect(await create(bed)).toEqual({ error: "ECONNRESET" });
    expect([instances(bed), await statuses(bed)]).toEqual([count, [null]]);
  });
});

describe("hang", () => {
  it.each([
    [false, 0],
    [true, 1],
  ])("with process %s answers nothing until its time, then cuts", async (process, count) => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "hang", process, ms: 5000 } });
    const pending = create(bed);
    await arrived(bed, 1);
    expect([instances(bed), await statuses(bed)]).toEqual([count, [null]]);
    bed.clock.advance(5000);
    expect(await pending).toEqual({ error: "ECONNRESET" });
    expect(await statuses(bed)).toEqual([null]);
  });

  it("for ever is ended by a reset of the emulator", async () => {
    const bed = testbed();
    await arm(bed, { on: "any", do: { kind: "hang" } });
    const pending = raw(bed, "GET", "/products");
    await arrived(bed, 1);
    await bed.control("POST", "/reset");
    expect(await pending).toEqual({ error: "ECONNRESET" });
  });
});

describe("delay", () => {
  it("carries out at once and answers late", async () => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "delay", ms: 3000 } });
    const pending = create(bed);
    await arrived(bed, 1);
    expect([instances(bed), await statuses(bed)]).toEqual([1, [null]]);
    bed.clock.advance(3000);
    expect((await pending).status).toBe(200);
    expect(await statuses(bed)).toEqual([200]);
  });
});

describe("body", () => {
  it.each(['{"id": "80', "<html>Bad Gateway</html>", ""])("answers 200 with %j", async (body) => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "body", body, process: true } });
    const { status, text } = await create(bed);
    expect([status, text, instances(bed)]).toEqual([200, body, 1]);
  });
});

describe("late", () => {
  it("cuts now and creates later", async () => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "late", ms: 2000 } });
    expect(await create(bed)).toEqual({ error: "ECONNRESET" });
    bed.clock.advance(1999);
    expect(instances(bed)).toBe(0);
    bed.clock.advance(1);
    expect([instances(bed), await statuses(bed)]).toEqual([1, [null]]);
  });
});

describe("stuck", () => {
  it.each(["toCreate", "creating", "pulling", "freezing"])("never gets past %s", async (status) => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "stuck", status } });
    const id = await bed.create();
    bed.clock.advance(1_000_000);
    expect(await bed.status(id)).toBe(status);
    expect(await bed.behind(id)).toMatchObject({ billable: status === "pulling" || status === "freezing" });
    await bed.post("/gpu/instance/delete", { instanceId: id });
    bed.clock.advance(400);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
  });
});

describe("fail", () => {
  it("shows the failure after the boot, never runs, and costs", async () => {
    const bed = testbed();
    const message = "pull image failed: manifest unknown";
    await arm(bed, { on: "create", do: { kind: "fail", message } });
    const id = await bed.create();
    bed.clock.advance(999);
    const { statusError } = (await bed.get(`/gpu/instance?instanceId=${id}`)).body as {
      statusError?: unknown;
    };
    expect(statusError).toBeNull();
    bed.clock.advance(1);
    expect((await bed.get(`/gpu/instance?instanceId=${id}`)).body).toMatchObject({
      status: "pulling",
      statusError: fixture("get.response.failed").statusError,
    });
    bed.clock.advance(1_000_000);
    expect(await bed.status(id)).toBe("pulling");
    expect(await bed.behind(id)).toMatchObject({ billable: true, statusError: { state: "failed", message } });
  });
});

describe("invisible", () => {
  it("hides the new instance from get and list, but not from other operations", async () => {
    const bed = testbed();
    await arm(bed, { on: "create", do: { kind: "invisible", ms: 3000 } });
    const id = await bed.create();
    bed.clock.advance(2999);
    expect(await bed.status(id)).toBe("RESOURCE_NOT_FOUND");
    expect((await bed.get("/gpu/instances")).body).toEqual({ instances: [], total: 0 });
    bed.clock.advance(1);
    expect(await bed.status(id)).toBe("running");
    expect((await bed.get("/gpu/instances")).body).toMatchObject({ total: 1 });
  });
});

describe("armed faults", () => {
  it("let requests pass, fire so often, and are counted", async () => {
    const bed = testbed();
    const answer = await arm(bed, { on: "list", do: { kind: "status", status: 500 }, skip: 1, times: 2 });
    expect(answer).toEqual({ status: 200, body: { id: "fault-1" } });
    const seen: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      seen.push((await bed.get("/gpu/instances")).status);
      await bed.get("/products");
    }
    expect(seen).toEqual([200, 500, 500, 200]);
    expect((await bed.control("GET", "/faults")).body).toEqual([
      {
        id: "fault-1",
        on: "list",
        do: { kind: "status", status: 500, headers: {}, process: false },
        times: 2,
        skip: 1,
        fired: 2,
      },
    ]);
  });

  it("fire on any operation, always, until they are disarmed; never on the control side or unknown routes", async () => {
    const bed = testbed();
    await arm(bed, { on: "any", do: { kind: "status", status: 503 }, times: 0 });
    for (const path of [
      "/products",
      "/cpu/products",
      "/clusters",
      "/jobs",
      "/gpu/instances",
      "/gpu/instance",
    ]) {
      expect((await bed.get(path)).status).toBe(503);
    }
    expect((await bed.get("/nope")).status).toBe(404);
    expect((await bed.control("DELETE", "/faults")).status).toBe(200);
    expect((await bed.get("/products")).status).toBe(200);
    expect((await bed.control("GET", "/faults")).body).toEqual([]);
  });

  it("fire in the order in which they were armed", async () => {
    const bed = testbed();
    await arm(bed, { on: "products", do: { kind: "status", status: 500 } });
    await arm(bed, { on: "any", do: { kind: "status", status: 503 } });
    const seen: number[] = [];
    for (let n = 0; n < 3; n += 1) seen.push((await bed.get("/products")).status);
    expect(seen).toEqual([500, 503, 200]);
  });

  it("of a kind that is for create wait for a create if they are armed on any", async () => {
    const bed = testbed();
    await arm(bed, { on: "any", do: { kind: "stuck", status: "creating" } });
    await bed.get("/products");
    const id = await bed.boot();
    expect(await bed.status(id)).toBe("creating");
  });

  it.each<[string, unknown]>([
    ["The body must be a JSON object.", undefined],
    ["The body must be a JSON object.", []],
    ['The body has no field "time"; the fields are on, do, times, skip.', { time: 1 }],
    [
      '"on" must be any, or one of create, get, list, edit, start, stop, restart, delete, upgrade, migrate, renew, ' +
        'transToMonthly, setAutoRenew, setAutoMigrate, metrics, products, cpuProducts, clusters, storageCreate, storageList, storageUpdate, storageDelete, authSave, authList, authDelete, networkCreate, networkGet, networkList, networkUpdate, networkDelete, templateCreate, templateGet, templateList, templateUpdate, templateDelete, prewarmCreate, prewarmList, prewarmEdit, prewarmDelete, prewarmQuota, jobs, jobBreak, saveImage, balance, user; got "creat".',
      { on: "creat", do: { kind: "reset" } },
    ],
    ['"do" must be an object such as {"kind": "reset"}.', { on: "any", do: "reset" }],
    [
      '"do.kind" must be one of status, reset, hang, delay, body, late, stuck, fail, invisible; got "explode".',
      { on: "any", do: { kind: "explode" } },
    ],
    [
      'A fault of kind reset has no field "ms"; the fields are kind, process.',
      { on: "any", do: { kind: "reset", ms: 1 } },
    ],
    [
      '"do.status" must be an HTTP status from 200 to 599; got 42.',
      { on: "any", do: { kind: "status", status: 42 } },
    ],
    [
      '"do.headers" must be an object of header names and values.',
      { on: "any", do: { kind: "status", status: 500, headers: [] } },
    ],
    ['"do.process" must be true or false; got "yes".', { on: "any", do: { kind: "reset", process: "yes" } }],
    [
      '"do.ms" must be a number of milliseconds, 0 or more; got undefined.',
      { on: "any", do: { kind: "delay" } },
    ],
    ['"do.body" must be a string; got {}.', { on: "any", do: { kind: "body", body: {} } }],
    ['"times" must be a whole number of 0 or more; got -1.', { on: "any", do: { kind: "reset" }, times: -1 }],
    [
      "A fault of kind fail is for create, networkCreate, prewarmCreate; it cannot be armed on edit.",
      { on: "edit", do: { kind: "fail", message: "x" } },
    ],
  ])("are refused with a sentence: %s", async (error, fault) => {
    expect(await testbed().control("POST", "/faults", fault)).toEqual({ status: 400, body: { error } });
  });
});

it("a fault stands before the key check", async () => {
  const bed = testbed({ apiKeys: ["right"] });
  await arm(bed, { on: "products", do: { kind: "status", status: 500 } });
  expect((await raw(bed, "GET", "/products")).status).toBe(500);
  const { status, text } = await raw(bed, "GET", "/products");
  expect([status, JSON.parse(text ?? "")]).toEqual([
    403,
    errorBody(403, "INVALID_API_KEY", "invalid api-key"),
  ]);
});
