import type { CallOptions } from "./http";
import { createClient, type NovitaClient } from "./client";
import { clientOf, fixture, get, KEY, post, V1 } from "./client.testkit";
import { companionsOf } from "./companions";
import { recordsOf } from "./records";
import { type NovitaError, RateLimitError, TransportFault } from "./errors";
import { FakeClock } from "./fakeClock.testkit";
import { Redactor } from "./redact";
import { type Exchange, type Reply, scripted } from "./scriptedServer.testkit";

const ID = "8097f1658f3e6ad1";

const { instanceId: _edit, ...edit } = fixture("edit.request.json");
const { instanceId: _upgrade, ...upgrade } = fixture("upgrade.request.json");
const power = fixture("power.request.json");

type Operation = keyof NovitaClient;

/** Every operation as [name, call, the exchange it stands for, what comes out]. */
const operations: [Operation, (client: NovitaClient) => Promise<unknown>, Exchange, unknown][] = [
  [
    "createInstance",
    (client) => client.createInstance(fixture("create.request.full.json") as never),
    post("/gpu/instance/create", fixture("create.request.full.json"), {
      status: 200,
      body: fixture("create.response.json"),
    }),
    ID,
  ],
  [
    "getInstance",
    (client) => client.getInstance("inst-1").then(({ name, gpuNum }) => ({ name, gpuNum })),
    get("/gpu/instance", { instanceId: "inst-1" }, { status: 200, body: fixture("get.response.json") }),
    { name: "demo-instance", gpuNum: 1 },
  ],
  [
    "listInstances",
    (client) =>
      client
        .listInstances({ name: "tr ä&=+", pageSize: 100, pageNum: 0 })
        .then(({ items, total }) => [items.map(({ id }) => id), total]),
    get(
      "/gpu/instances",
      { name: "tr ä&=+", pageSize: "100", pageNum: "0" },
      { status: 200, body: fixture("list.response.json") },
    ),
    [[ID, "1b2c3d4e5f60718a"], 2],
  ],
  [
    "editInstance",
    (client) => client.editInstance(ID, edit as never),
    post("/gpu/instance/edit", fixture("edit.request.json")),
    undefined,
  ],
  ...(["start", "stop", "restart", "delete", "migrate"] as const).map((verb): (typeof operations)[number] => [
    `${verb}Instance`,
    (client) => client[`${verb}Instance`](ID),
    post(`/gpu/instance/${verb}`, power, {
      status: 200,
      body: verb === "start" || verb === "stop" ? fixture(`${verb}.response.json`) : undefined,
    }),
    undefined,
  ]),
  [
    "upgradeInstance",
    (client) => client.upgradeInstance(ID, upgrade as never),
    post("/gpu/instance/upgrade", fixture("upgrade.request.json"), { status: 200, body: {} }),
    undefined,
  ],
  [
    "renewInstance",
    (client) => client.renewInstance(ID, 2),
    post("/gpu/instance/renewInstance", fixture("renewInstance.request.json")),
    undefined,
  ],
  [
    "transToMonthlyInstance",
    (client) => client.transToMonthlyInstance(ID, 1),
    post("/gpu/instance/transToMonthlyInstance", fixture("transToMonthlyInstance.request.json")),
    undefined,
  ],
  [
    "setAutoRenew",
    (client) => client.setAutoRenew(ID, true, 3),
    post("/gpu/instance/setAutoRenew", fixture("setAutoRenew.request.json")),
    undefined,
  ],
  [
    "setAutoMigrate",
    (client) => client.setAutoMigrate(ID, true, false),
    post("/gpu/instance/setAutoMigrate", fixture("setAutoMigrate.request.json")),
    undefined,
  ],
  [
    "listProducts",
    (client) =>
      client
        .listProducts({ billingMethod: "spot", clusterId: "5" })
        .then((products) => products.map(({ id, spotHourlyUsd }) => [id, spotHourlyUsd])),
    get(
      "/products",
      { billingMethod: "spot", clusterId: "5" },
      { status: 200, body: fixture("products.response.json") },
    ),
    [
      ["4090.16c62g.os", 0.335],
      ["h100.24c128g.os", undefined],
    ],
  ],
  [
    "listCpuProducts",
    (client) => client.listCpuProducts({ clusterId: "" }).then((products) => products.map(({ id }) => id)),
    get("/cpu/products", undefined, { status: 200, body: fixture("cpuProducts.response.json") }),
    ["cpu.4c8g"],
  ],
  [
    "listClusters",
    (client) => client.listClusters(),
    get("/clusters", undefined, { status: 200, body: fixture("clusters.response.json") }),
    [
      {
        ...{ id: "5", name: "EU-01", gpuTypes: ["RTX 4090 24GB"] },
        ...{ hasNetworkStorage: true, hasNetworks: true },
      },
      {
        ...{ id: "7", name: "US-CA-06 (California)", gpuTypes: ["RTX 4090 24GB", "H100 SXM 80GB"] },
        ...{ hasNetworkStorage: true, hasNetworks: false },
      },
    ],
  ],
];

test.each(operations)("%s", async (_, call, exchange, result) => {
  await scripted([exchange], async (server) => {
    await expect(call(clientOf(server))).resolves.toEqual(result);
    const { headers } = server.received[0] ?? {};
    expect(headers).toEqual({
      host: server.url.slice("http://".length),
      accept: "application/json",
      "accept-encoding": expect.stringContaining("gzip") as unknown,
      // Marked as required on every page of the API, reads included.
      "content-type": "application/json",
      authorization: `Bearer ${KEY}`,
      "user-agent": "pulumi-novita/1.2.3 node/20.0.0",
      connection: "close",
      ...(exchange.method === "POST" && {
        "content-length": String(Buffer.byteLength(JSON.stringify(exchange.wantBody))),
      }),
    });
  });
});

test("no operation is without a test here, or in companions.test.ts", () => {
  const unused = (): Promise<never> => Promise.reject(new Error("unused"));
  const companions = Object.keys({ ...companionsOf(unused, new Redactor()), ...recordsOf(unused) });
  const all = Object.keys(clientOf({ url: "http://x" }));
  expect([...operations.map(([name]) => name), ...companions].sort()).toEqual(all.sort());
});

test.each(["create.request.minimal.json", "create.request.spot.json", "create.request.cpu.json"])(
  "%s goes out as it is, with nothing added",
  async (name) => {
    await scripted(
      [post("/gpu/instance/create", fixture(name), { status: 200, body: { id: ID } })],
      (server) => expect(clientOf(server).createInstance(fixture(name) as never)).resolves.toBe(ID),
    );
  },
);

/** A call that fails in the end: what was thrown, how long each pause was, how many requests arrived. */
async function failing(
  call: (client: NovitaClient) => Promise<unknown>,
  exchanges: readonly Exchange[],
  clock = new FakeClock(),
): Promise<{ name: string; message: string; pauses: number[]; requests: number }> {
  return scripted(exchanges, async (server) => {
    const error = await call(clientOf(server, clock)).then(
      () => ({ name: "none", message: "it did not fail" }),
      (thrown: NovitaError) => thrown,
    );
    const { name, message } = error;
    return { name, message, pauses: clock.sleeps, requests: server.received.length };
  });
}

const body = { name: "box", productId: "p", gpuNum: 1, rootfsSize: 60, imageUrl: "i", kind: "gpu" } as const;
const creating = (reply: Reply): Exchange => post("/gpu/instance/create", body, reply);
const create = (client: NovitaClient, options?: CallOptions): Promise<string> =>
  client.createInstance(body, options);
const reading = (reply: Reply): Exchange => get("/gpu/instance", { instanceId: ID }, reply);
const read = (client: NovitaClient): Promise<unknown> => client.getInstance(ID);
const found: Reply = { status: 200, body: { id: ID, status: "running" } };

const THEIRS = "This is a failure on the service's side; try again in a few minutes.";
const ADDRESS = "check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.";
const unread = (why: string): string =>
  `the service answered, but the answer could not be read: ${why}. If this repeats, ${ADDRESS}`;

/** What leaves a request in doubt, and the words for it. */
const doubts: [string, Reply, string][] = [
  [
    "500",
    { status: 500, body: { reason: "UNKNOWN", message: "boom" } },
    `boom (UNKNOWN, HTTP 500). ${THEIRS}`,
  ],
  [
    "502 with a page",
    { status: 502, body: "<html>bad gateway</html>" },
    `a web page came back in place of the API's answer (HTTP 502). ${THEIRS}`,
  ],
  [
    "503 that names a time",
    { status: 503, headers: { "retry-after": "1" } },
    `the service gave no message (HTTP 503). ${THEIRS}`,
  ],
  ["408", { status: 408 }, "the service gave no message (HTTP 408). Try again in a few minutes."],
  [
    "a reset",
    { reset: true },
    "the connection was cut before the whole answer arrived (ECONNRESET). Check the network, then try again.",
  ],
  [
    "half an answer",
    { truncate: '{"id":"8097' },
    "the connection was cut before the whole answer arrived. Check the network, then try again.",
  ],
  ["no JSON", { status: 200, body: "OK" }, unread("it is not JSON")],
];

describe("a create is never sent twice on a doubt", () => {
  test.each<[string, Reply, string]>([
    ...doubts,
    ["an empty answer", { status: 200 }, unread("it carries no instance id")],
    ["an empty id", { status: 200, body: { id: "" } }, unread("it carries no instance id")],
    ["a page", { status: 200, body: "<!doctype html><p>sign in" }, unread("it is a web page")],
  ])("%s", async (_, reply, words) => {
    expect(await failing(create, [creating(reply)])).toEqual({
      name: "InDoubtError",
      message: `Creating GPU instance "box" failed: ${words}`,
      pauses: [],
      requests: 1,
    });
  });

  test("no answer in a minute", async () => {
    const clock = new FakeClock();
    const hang = (): void => clock.advance(60_000);
    expect(await failing(create, [creating({ hang })], clock)).toEqual({
      name: "InDoubtError",
      message:
        'Creating GPU instance "box" failed: no answer arrived in time. Check the network and Novita\'s status page, then try again.',
      pauses: [60_000],
      requests: 1,
    });
  });

  test("stopped while it was under way", async () => {
    const stop = new AbortController();
    const hang = (): void => stop.abort();
    expect(
      await failing((client) => create(client, { signal: stop.signal }), [creating({ hang })]),
    ).toMatchObject({
      name: "InDoubtError",
      message:
        'Creating GPU instance "box" failed: it was stopped before an answer arrived. Run the command again.',
      requests: 1,
    });
  });
});

describe("a create is sent again when nothing was processed", () => {
  test("429: after the time that the service asks for, and no other", async () => {
    const clock = new FakeClock();
    // An hour ahead of this machine.
    const said = new Date(clock.now() + 3_600_000 + 7_000).toUTCString();
    const date = new Date(clock.now() + 3_600_000 + 10_000).toUTCString();
    const busy = (retryAfter: string): Exchange =>
      creating({ status: 429, headers: { "retry-after": retryAfter, date: said } });
    await scripted(
      [busy("7"), busy(date), creating({ status: 429 }), creating({ status: 200, body: { id: ID } })],
      (server) => expect(create(clientOf(server, clock))).resolves.toBe(ID),
    );
    // The date is three seconds away by the service's clock. Nothing said, each refusal doubles the pause.
    expect(clock.sleeps).toEqual([7000, 3000, 4000]);
  });

  test("429 for as long as the operation has, however often that is", async () => {
    const busy = creating({ status: 429, body: { reason: "RATE_LIMIT_EXCEEDED", message: "slow down" } });
    const refusals = Array<Exchange>(9).fill(busy);
    expect(await failing((client) => create(client, { withinMs: 90_000 }), refusals)).toEqual({
      name: "RateLimitError",
      message:
        'Creating GPU instance "box" failed: the service limits how many requests this account may send, and its turn did not come within 90 seconds. Allow more time (lifecycle.timeouts), run fewer operations at once (`pulumi up --parallel 4`), or try again in a minute.',
      pauses: [1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000, 15_000],
      requests: 9,
    });
  });

  test("429, and not at all once its time is over: what is cut off as soon as it is sent may be carried out", async () => {
    const clock = new FakeClock();
    const busy = creating({ status: 429, headers: { "retry-after": "5" } });
    await scripted([busy], async (server) => {
      const goesOn = (): Promise<boolean> => clock.sleep(6_000).then(() => true);
      const error = await create(clientOf(server, clock), { withinMs: 10_000, goesOn }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(RateLimitError);
    });
  });

  test("429 uses up neither the attempts nor the budget of what fails otherwise", async () => {
    const busy = creating({ status: 429, headers: { "retry-after": "50" } });
    const unsent = new TransportFault("refused", "ECONNREFUSED", false);
    const clock = new FakeClock();
    let sent = 0;
    const exchanges = [busy, busy, busy, creating({ status: 200, body: { id: ID } })];
    await scripted(exchanges, async (server) => {
      const client = clientOf(server, clock, () => {
        if ((sent += 1) === 3) throw unsent;
      });
      const limits = { attempts: 2, baseMs: 1000, capMs: 1000 };
      expect(await create(client, { budgetMs: 20_000, limits })).toBe(ID);
    });
    expect(clock.sleeps).toEqual([50_000, 50_000, 1000, 50_000]);
  });

  test("refused", async () => {
    const closed = await scripted([], async ({ url }) => url);
    const clock = new FakeClock();
    let sent = 0;
    await expect(create(clientOf({ url: closed }, clock, () => sent++))).rejects.toMatchObject({
      name: "ConnectionError",
      message:
        'Creating GPU instance "box" failed: the connection was refused (ECONNREFUSED). Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.',
    });
    expect([sent, clock.sleeps]).toEqual([7, [500, 1000, 2000, 4000, 8000, 15_000]]);
  });

  test.each<TransportFault>([
    new TransportFault("unresolved", "EAI_AGAIN", false),
    new TransportFault("network", "EHOSTUNREACH", false),
    new TransportFault("timeout", "ETIMEDOUT", false),
    new TransportFault("reset", "ECONNRESET", false),
    new TransportFault("exhausted", "EMFILE", false),
  ])("not connected ($fault), then accepted", async (fault) => {
    const clock = new FakeClock();
    const requests: string[] = [];
    const client = createClient({
      clock,
      random: () => 0,
      transport: async ({ path }) => {
        requests.push(path);
        if (requests.length < 3) throw fault;
        return { status: 200, body: `{"id":"${ID}"}` };
      },
    });
    await expect(create(client)).resolves.toBe(ID);
    expect([requests, clock.sleeps]).toEqual([Array(3).fill(`${V1}/gpu/instance/create`), [250, 500]]);
  });
});

test.each([400, 401, 403, 404, 409, 422, 302])(
  "a create that is refused (%d) is sent once",
  async (status) => {
    const { name, requests } = await failing(create, [creating({ status, body: { message: "no" } })]);
    expect([name === "InDoubtError", requests]).toEqual([false, 1]);
  },
);

describe("a read is repeated", () => {
  test.each<[string, Reply, string]>([
    ...doubts,
    ["429", { status: 429 }, ""],
    ["no id", { status: 200, body: {} }, ""],
    ["another instance", { status: 200, body: { id: "other", status: "running" } }, ""],
  ])("after %s", async (_, reply) => {
    const clock = new FakeClock();
    await scripted([reading(reply), reading(found)], (server) =>
      expect(read(clientOf(server, clock))).resolves.toEqual({ id: ID, status: "running", secrets: [] }),
    );
    const { status, headers } = reply as { status?: number; headers?: object };
    expect(clock.sleeps).toEqual([headers || status === 429 ? 1000 : 500]);
  });

  test("after no answer in half a minute", async () => {
    const clock = new FakeClock();
    const hang = (): void => clock.advance(30_000);
    await scripted([reading({ hang }), reading(found)], (server) =>
      expect(read(clientOf(server, clock))).resolves.toEqual({ id: ID, status: "running", secrets: [] }),
    );
    expect(clock.sleeps).toEqual([30_000, 500]);
  });

  test("seven times, then the last failure is told", async () => {
    const exchanges = Array<Exchange>(7).fill(reading({ status: 500, body: { message: "boom" } }));
    expect(await failing(read, exchanges)).toEqual({
      name: "ServerError",
      message: `Reading GPU instance ${ID} failed: boom (HTTP 500). ${THEIRS}`,
      pauses: [500, 1000, 2000, 4000, 8000, 15_000],
      requests: 7,
    });
  });

  test("as often as the caller allows", async () => {
    const limits = { attempts: 2, baseMs: 10, capMs: 10 };
    const exchanges = Array<Exchange>(2).fill(reading({ status: 500 }));
    const result = await failing((client) => client.getInstance(ID, { limits }), exchanges);
    expect([result.requests, result.pauses]).toEqual([2, [10]]);
  });

  test("and an answer about another instance is told at last", async () => {
    const other = reading({ status: 200, body: { id: "other", status: "running" } });
    const { name, message } = await failing(read, Array<Exchange>(7).fill(other));
    expect([name, message]).toEqual([
      "UnreadableAnswerError",
      `Reading GPU instance ${ID} failed: ${unread("it shows another instance")}`,
    ]);
  });
});

test.each([400, 401, 403, 404, 302, 307])("a read that is refused (%d) is sent once", async (status) => {
  expect((await failing(read, [reading({ status, body: { code: status } })])).requests).toBe(1);
});

const BLOCKED =
  "This is not the API's own answer: something in front of it refuses this client, and the API key was not looked at. Check the network, any VPN or proxy, and NOVITA_BASE_URL.";

describe("what something in front of the service refuses", () => {
  const blocked: Reply = { status: 403, body: "error code: 1010" };

  test("is a read: it is repeated", async () => {
    const clock = new FakeClock();
    await scripted([reading(blocked), reading({ status: 401 }), reading(found)], (server) =>
      expect(read(clientOf(server, clock))).resolves.toEqual({ id: ID, status: "running", secrets: [] }),
    );
    expect(clock.sleeps).toEqual([500, 1000]);
  });

  test("is a create: it is sent once, and is no doubt", async () => {
    expect(await failing(create, [creating(blocked)])).toEqual({
      name: "BlockedError",
      message: `Creating GPU instance "box" failed: error code: 1010 (HTTP 403). ${BLOCKED}`,
      pauses: [],
      requests: 1,
    });
  });
});

test("a wrong address is named", async () => {
  const { url } = { url: "http://127.0.0.1:1/elsewhere" };
  const client = createClient({
    clock: new FakeClock(),
    random: () => 0,
    baseUrl: url,
    transport: async () => ({
      status: 404,
      body: '{"code":404,"reason":"API_NOT_FOUND","message":"api not found"}',
    }),
  });
  await expect(read(client)).rejects.toThrow(
    `Reading GPU instance ${ID} failed: api not found (API_NOT_FOUND, HTTP 404). The address asked is ${url}. Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`,
  );
});

describe("the budget", () => {
  test("holds attempts and pauses: none begins that could not be within it", async () => {
    const exchanges = Array<Exchange>(3).fill(reading({ status: 503 }));
    const result = await failing((client) => client.getInstance(ID, { budgetMs: 3000 }), exchanges);
    // A third pause would end at 3500 ms.
    expect([result.name, result.pauses, result.requests]).toEqual(["ServerError", [500, 1000], 3]);
  });

  test("is two minutes by default", async () => {
    const busy = reading({ status: 503, headers: { "retry-after": "59" } });
    const result = await failing(read, [busy, busy, busy]);
    expect([result.name, result.pauses, result.requests]).toEqual(["ServerError", [59_000, 59_000], 3]);
  });

  test("a Retry-After beyond it ends the call at once", async () => {
    const later = reading({ status: 503, headers: { "retry-after": "3600" } });
    const result = await failing(read, [later]);
    expect([result.name, result.pauses, result.requests]).toEqual(["ServerError", [], 1]);
  });

  test("is not what a 429 is waited for: that is ten minutes by default, to the end", async () => {
    const later = reading({ status: 429, headers: { "retry-after": "3600" } });
    const { name, message, pauses, requests } = await failing(read, [later]);
    expect([name, pauses, requests]).toEqual(["RateLimitError", [600_000], 1]);
    expect(message).toContain("its turn did not come within 10 minutes.");
  });

  test("shortens the last attempt", async () => {
    const clock = new FakeClock();
    const asked: number[] = [];
    clock.onSleep = (ms) => asked.push(ms);
    const hang = (): void => clock.advance(30_000);
    const budgetMs = 40_000;
    const result = await failing(
      (client) => client.getInstance(ID, { budgetMs }),
      [reading({ hang }), reading({ hang })],
      clock,
    );
    expect([result.name, result.requests]).toEqual(["ConnectionError", 2]);
    expect(asked).toEqual([30_000, 500, 9500]);
  });
});

describe("what repeats nothing of what it changes is repeated", () => {
  test.each<[string, (client: NovitaClient) => Promise<unknown>, string, unknown]>([
    ["deleteInstance", (client) => client.deleteInstance(ID), "/gpu/instance/delete", power],
    [
      "setAutoRenew",
      (client) => client.setAutoRenew(ID, true, 3),
      "/gpu/instance/setAutoRenew",
      fixture("setAutoRenew.request.json"),
    ],
    [
      "setAutoMigrate",
      (client) => client.setAutoMigrate(ID, true, false),
      "/gpu/instance/setAutoMigrate",
      fixture("setAutoMigrate.request.json"),
    ],
  ])("%s", async (_, call, path, wantBody) => {
    const clock = new FakeClock();
    const replies: Reply[] = [{ reset: true }, { status: 500 }, { status: 429 }, { status: 200 }];
    await scripted(
      replies.map((reply) => post(path, wantBody, reply)),
      (server) => expect(call(clientOf(server, clock))).resolves.toBeUndefined(),
    );
    expect(clock.sleeps).toEqual([500, 1000, 1000]);
  });
});

describe("what could do or cost the same again is not repeated on a doubt", () => {
  const once: [string, (client: NovitaClient) => Promise<unknown>, string, unknown][] = [
    ["Editing", (c) => c.editInstance(ID, edit as never), "edit", fixture("edit.request.json")],
    [
      "Upgrading (resetting)",
      (c) => c.upgradeInstance(ID, upgrade as never),
      "upgrade",
      fixture("upgrade.request.json"),
    ],
    ["Starting", (c) => c.startInstance(ID), "start", power],
    ["Stopping", (c) => c.stopInstance(ID), "stop", power],
    ["Restarting", (c) => c.restartInstance(ID), "restart", power],
    ["Migrating", (c) => c.migrateInstance(ID), "migrate", power],
    ["Renewing", (c) => c.renewInstance(ID, 2), "renewInstance", fixture("renewInstance.request.json")],
    [
      "Starting the monthly billing of",
      (c) => c.transToMonthlyInstance(ID, 1),
      "transToMonthlyInstance",
      fixture("transToMonthlyInstance.request.json"),
    ],
  ];
  const cases = once.flatMap(([doing, call, verb, wantBody]) =>
    doubts.map(([what, reply, words]) => [doing, what, call, verb, wantBody, reply, words] as const),
  );

  test.each(cases)("%s: %s", async (doing, _, call, verb, wantBody, reply, words) => {
    expect(await failing(call, [post(`/gpu/instance/${verb}`, wantBody, reply)])).toEqual({
      name: "InDoubtError",
      message: `${doing} GPU instance ${ID} failed: ${words}`,
      pauses: [],
      requests: 1,
    });
  });
});

describe("who asks before it repeats", () => {
  const refused = creating({ status: 429 });

  test("is asked before each further attempt, not before the first, and told what became of the last one", async () => {
    const asked: (string | undefined)[] = [];
    const goesOn: CallOptions["goesOn"] = async (failure) => asked.push(failure?.why) > 0;
    const exchanges = [refused, refused, creating({ status: 200, body: { id: ID } })];
    const id = await scripted(exchanges, (server) => create(clientOf(server), { goesOn }));
    const why = "the service gave no message (HTTP 429)";
    expect([id, asked]).toEqual([ID, [why, why]]);
  });

  test("is asked before the first one if that has waited for the rate limit, and is told no: nothing is sent", async () => {
    const clock = new FakeClock();
    let asked = 0;
    const goesOn = async (): Promise<boolean> => (asked += 1) === 0;
    const limited = reading({ status: 429, headers: { "retry-after": "5" } });
    await scripted([limited, reading(found)], async (server) => {
      const client = clientOf(server, clock);
      const reads = client.getInstance(ID);
      await clock.sleep(1);
      await expect(create(client, { goesOn })).rejects.toMatchObject({
        name: "NovitaError",
        message:
          'Creating GPU instance "box" failed: when its turn came nobody waited for it, and it was not sent.',
      });
      await reads;
    });
    expect(asked).toBe(1);
  });

  test("and is told no: the failure before it is told, and nothing more is sent", async () => {
    const goesOn = async (): Promise<boolean> => false;
    const result = await failing((client) => create(client, { goesOn }), [refused]);
    expect([result.name, result.pauses, result.requests]).toEqual(["RateLimitError", [1000], 1]);
  });
});

describe("a signal", () => {
  test("that is aborted already: nothing is sent, and nothing is in doubt", async () => {
    const signal = AbortSignal.abort();
    expect(await failing((client) => create(client, { signal }), [])).toEqual({
      name: "ConnectionError",
      message:
        'Creating GPU instance "box" failed: it was stopped before an answer arrived. Run the command again.',
      pauses: [],
      requests: 0,
    });
  });

  test("aborted during a read: it ends at once, and is not repeated", async () => {
    const stop = new AbortController();
    const { signal } = stop;
    const hang = (): void => stop.abort();
    const result = await failing((client) => client.getInstance(ID, { signal }), [reading({ hang })]);
    expect(result).toEqual({
      name: "ConnectionError",
      message: `Reading GPU instance ${ID} failed: it was stopped before an answer arrived. Run the command again.`,
      pauses: [],
      requests: 1,
    });
  });

  test.each([
    ["during a pause", 503, 500, "ServerError"],
    ["at the gate", 429, 1000, "RateLimitError"],
  ])(
    "aborted %s: the failure before it is told, and nothing more is sent",
    async (_, status, pause, name) => {
      const stop = new AbortController();
      const clock = new FakeClock();
      clock.onSleep = (ms) => ms === pause && setImmediate(() => stop.abort());
      const call = (client: NovitaClient) => client.getInstance(ID, { signal: stop.signal });
      const result = await failing(call, [reading({ status })], clock);
      expect([result.name, result.pauses, result.requests]).toEqual([name, [], 1]);
    },
  );

  test("aborted while somebody is asked whether it goes on: nothing more is sent", async () => {
    const stop = new AbortController();
    const goesOn = async (): Promise<boolean> => {
      stop.abort();
      return true;
    };
    const call = (client: NovitaClient) => client.getInstance(ID, { signal: stop.signal, goesOn });
    const { name, requests } = await failing(call, [reading({ status: 503 })]);
    expect([name, requests]).toEqual(["ServerError", 1]);
  });

  test("is let go of when the call is over", async () => {
    const stop = new AbortController();
    const add = jest.spyOn(stop.signal, "addEventListener");
    const remove = jest.spyOn(stop.signal, "removeEventListener");
    await scripted([reading({ status: 500 }), reading(found)], (server) =>
      clientOf(server).getInstance(ID, { signal: stop.signal }),
    );
    const listeners = (spy: jest.SpyInstance): unknown[] =>
      spy.mock.calls.map(([, listener]) => listener as unknown);
    expect(listeners(add).filter((listener) => !listeners(remove).includes(listener))).toEqual([]);
  });
});

test("a redirect is not followed: the other server hears nothing, not even the key", async () => {
  await scripted([], async (other) => {
    const location = `${other.url}/elsewhere`;
    const exchanges = [
      creating({ status: 307, headers: { location } }),
      reading({ status: 302, headers: { location } }),
    ];
    await scripted(exchanges, async (server) => {
      const client = clientOf(server);
      const told = (doing: string, status: number): string =>
        `${doing} failed: the service answered with a redirect (HTTP ${status}), which is not followed, so that the key goes to no other host. Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`;
      await expect(create(client)).rejects.toThrow(new Error(told('Creating GPU instance "box"', 307)));
      await expect(read(client)).rejects.toThrow(new Error(told(`Reading GPU instance ${ID}`, 302)));
    });
    expect(other.received).toEqual([]);
  });
});

test("what the service repeats of the request's secrets, and of the key, is not shown", async () => {
  const secrets = {
    ...body,
    imageAuth: "robot:canary-password",
    envs: [{ key: "TOKEN", value: `canary-${"x".repeat(1000)}` }],
  };
  const message = `no: ${secrets.envs[0]?.value} canary-password robot:canary-password ${KEY}`;
  const exchange = post("/gpu/instance/create", secrets, {
    status: 400,
    body: { reason: "VALIDATOR_PARAM", message },
  });
  const result = await failing((client) => client.createInstance(secrets), [exchange]);
  expect(result.message).toBe(
    'Creating GPU instance "box" failed: no: [redacted] [redacted] [redacted] [redacted] (VALIDATOR_PARAM, HTTP 400). Correct the value in the program.',
  );
});

test("a create without a name", async () => {
  const nameless = { ...body, name: undefined };
  const { name: _, ...wantBody } = body;
  const exchange = post("/gpu/instance/create", wantBody, { status: 400, body: { message: "no" } });
  const result = await failing((client) => client.createInstance(nameless), [exchange]);
  expect(result.message).toBe(
    "Creating GPU instance failed: no (HTTP 400). Correct the value in the program.",
  );
});

test("a run that is cancelled ends a read at once, sends nothing new, and cuts off no change that is under way", async () => {
  const cancel = new AbortController();
  // No time passes.
  const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((_resolve, reject) => {
      if (signal?.aborted) reject(signal.reason as Error);
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
    });
  const under: [string, AbortSignal, (answer: { status: number; body: string }) => void][] = [];
  const client = createClient({
    transport: ({ path }, signal) =>
      new Promise((resolve, reject) => {
        under.push([path, signal, resolve]);
        signal.addEventListener("abort", () => reject(new TransportFault("aborted", undefined, true)));
      }),
    clock: { now: () => 0, sleep },
    random: () => 0.5,
    cancelled: cancel.signal,
  });
  const [reading, stopping] = [client.getInstance(ID).catch(String), client.stopInstance(ID).catch(String)];
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
  cancel.abort();
  under[1]?.[2]({ status: 200, body: "{}" });
  expect(await reading).toMatch(/it was stopped before an answer arrived/);
  expect(await stopping).toBeUndefined();
  expect(await client.deleteInstance(ID).catch(String)).toMatch(/it was stopped before an answer arrived/);
  expect(under.length).toBe(2);
});
