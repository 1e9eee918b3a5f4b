import Ajv2020 from "ajv/dist/2020";
import { type Emulator, startEmulator } from "novita-emulator";
import { BOOT_MS, testAccount } from "./account.testkit";
import { call, type FunctionName } from "./call";
import { schemas } from "./generated/schemas";
import { openFunctions } from "./open";

const refusal = async (name: FunctionName, args: object): Promise<string> => {
  const { asking } = testAccount();
  return call(name, asking, args).then(
    () => "it did not fail",
    (error: Error) => error.message,
  );
};

const dallas = { id: "us-dallas-nas-2", name: "US-Dallas-NAS-02 (Dallas)" };
const california2 = { id: "us-ca-nas-2", name: "US-CA-NAS-02 (California)" };
const singapore = { id: "as-sgp-2", name: "AS-SGP-02 (Singapore)" };

describe("GPU products", () => {
  const v2 = {
    ...{ id: "4090.16c96g.v2", name: "RTX 4090 24GB", gpuMemory: 24, cpus: 16, memory: 96 },
    ...{ minRootfsSize: 10, maxRootfsSize: 6144, hourlyPrice: 0.34, monthlyPrice: 248.2, stock: "normal" },
    clusters: [
      { ...dallas, stock: "normal" },
      { ...california2, stock: "normal" },
    ],
  };
  const shape = async (args: object): Promise<unknown> => {
    const { products } = await call("getGpuProducts", testAccount().asking, args);
    return products.map(({ id, hourlyPrice, stock, clusters }) => [
      `${id} $${hourlyPrice} ${stock}`,
      ...clusters.map((each) => `${each.id} ${each.stock}`),
    ]);
  };

  test("whole: prices of the whole instance, stock for so many GPUs, a call for each cluster, and none twice", async () => {
    const { asking, calls } = testAccount();
    const args = { name: "rtx 4090*24gb", billingMode: "spot", gpuNum: 2, maxHourlyPrice: 0.345 };
    expect(await call("getGpuProducts", asking, args)).toEqual({ products: [v2] });
    const asked = [
      "/clusters",
      "/products billingMethod=spot",
      "/products billingMethod=spot clusterId=us-ca-nas-2 gpuNum=2",
      "/products billingMethod=spot clusterId=us-dallas-nas-2 gpuNum=2",
    ];
    expect(calls()).toEqual(asked);
    await call("getGpuProducts", asking, args);
    expect(calls()).toEqual([]);
  });

  test("the cheapest first, then the better stock; memory as name or id tells it; only where it is asked for", async () => {
    expect(await shape({ minGpuMemory: 48, region: "US-", inStock: true, maxHourlyPrice: 3 })).toEqual([
      ["l40s.16c62g.os $0.55 high", "us-dallas-nas-2 high", "us-ca-6 high", "us-ca-nas-2 high"],
      ["L40S.22c125g $0.55 normal", "us-dallas-nas-2 normal"],
      ["A100-80GB.14c240g $1.6 normal", "us-ca-nas-2 normal"],
      ["h100.24c128g.os $2.39 normal", "us-dallas-nas-2 normal", "us-ca-6 normal"],
    ]);
    expect(await shape({ name: "A100", clusterId: "as-sgp-2", billingMode: "monthly" })).toEqual([
      ["a100.16c120g.os $1.420274 normal", "as-sgp-2 normal"],
    ]);
  });

  test("what is out of stock is shown so, and left out if that is asked for", async () => {
    const soldOut = "5090.16c92g.os $0.63 none";
    expect(await shape({ name: "5090" })).toEqual([[soldOut, "us-ca-6 none", "as-sgp-2 none"]]);
    expect(await shape({ name: "5090", inStock: true })).toEqual([]);
    // Fewer than eight are left.
    const [[product]] = (await shape({ name: "3090.12c46g.os", gpuNum: 7 })) as [[string]];
    expect(product).toBe("3090.12c46g.os $1.47 none");
  });

  test("a cluster whose list leaves out what is sold out counts as one without stock, if the product names it", async () => {
    const { asking } = testAccount();
    const product = { id: "p.1", name: "P 24GB", hourlyUsd: 1, monthly: [], available: true };
    const everywhere = { ...product, id: "p.2" };
    const client = {
      listClusters: async () => [dallas, singapore],
      listProducts: async ({ clusterId }: { clusterId?: string }) =>
        clusterId === undefined ? [{ ...product, regions: [singapore.name] }, everywhere] : [],
    };
    const stub = { ...asking, client: client as never };
    const ask = async (gpuNum: number): Promise<unknown> =>
      (await call("getGpuProducts", stub, { gpuNum })).products.map(({ id, clusters }) => [id, clusters]);
    expect(await ask(2)).toEqual([
      ["p.2", []],
      ["p.1", [{ ...singapore, stock: "none" }]],
    ]);
    expect(await ask(1)).toEqual([
      ["p.1", []],
      ["p.2", []],
    ]);
  });
});

test("CPU products", async () => {
  const { asking, calls } = testAccount();
  const args = { name: "cpu", minCpus: 8, minMemory: 17, region: "us-", maxHourlyPrice: 0.36, inStock: true };
  expect(await call("getCpuProducts", asking, args)).toEqual({
    products: [
      {
        ...{ id: "cpu.16c32g", name: "CPU 16 vCPU 32GB", cpus: 16, memory: 32 },
        ...{ hourlyPrice: 0.36, monthlyPrice: 262.8, clusters: [dallas] },
      },
    ],
  });
  expect(calls()).toEqual([
    "/clusters",
    "/cpu/products",
    "/cpu/products clusterId=us-ca-6",
    "/cpu/products clusterId=us-ca-nas-2",
    "/cpu/products clusterId=us-dallas-nas-2",
  ]);
});

test("clusters", async () => {
  const found = async (args: object): Promise<string[]> =>
    (await call("getClusters", testAccount().asking, args)).clusters.map(({ id }) => id);
  expect(await call("getClusters", testAccount().asking, { region: "singapore" })).toEqual({
    clusters: [
      {
        ...{ ...singapore, networkStorage: true, networks: false },
        gpus: [
          "RTX 4090 24GB (24 vCPU, 125GB)",
          "A100 SXM 80GB",
          "L40S 48GB",
          "RTX 5090 32GB",
          "RTX 4090 24GB",
        ],
      },
    ],
  });
  expect(await found({ gpu: "h100" })).toEqual(["us-ca-6", "us-dallas-nas-2"]);
  expect(await found({ networkStorage: false })).toEqual(["as-in-1", "oc-au-1"]);
  expect(await found({ networks: true, region: "nas" })).toEqual(["us-ca-nas-2", "us-dallas-nas-2"]);
});

describe("instances", () => {
  const order = {
    ...{ productId: "4090.16c62g", gpuNum: 2, rootfsSize: 60, imageUrl: "ubuntu:22.04" },
    ...{
      kind: "gpu" as const,
      clusterId: "us-ca-6",
      envs: [{ key: "TOKEN", value: "canary-env" }],
      ports: "80/http",
      command: "",
    },
  };
  const listed = {
    ...{ status: "running", productId: "4090.16c62g", productName: "RTX 4090 24GB", gpuNum: 2 },
    ...{ rootfsSize: 60, imageUrl: "ubuntu:22.04", clusterId: "us-ca-6", kind: "gpu" },
    ...{ clusterName: "US-CA-06 (California)", createdAt: "2026-01-01T00:00:00Z" },
  };
  /** An account with two instances of one name, and a spot instance. */
  const fleet = async (hard = false) => {
    const account = testAccount(hard);
    const { client } = account.asking;
    const made = [
      await client.createInstance({ name: "trainer-1a2b", ...order }),
      await client.createInstance({ name: "trainer-1a2b", ...order }),
      await client.createInstance({ name: "other", ...order, billingMode: "spot" }),
    ] as const;
    account.time.advance(BOOT_MS * 3);
    account.calls();
    return { ...account, made };
  };

  test.each([false, true])(
    "one by its id or name, as far as a read and a list show it (hard: %s)",
    async (hard) => {
      const { asking, made, calls } = await fleet(hard);
      const [id, , spot] = made;
      const whole = {
        ...{ ...listed, envs: [...order.envs], ports: "80/http", networkStorages: [] },
        ...{ sshCommand: expect.stringMatching(/^ssh /), sshPassword: expect.any(String) },
      };
      const url = (of: string): object[] => [
        { port: 80, type: "http", url: `https://${of}-80.us-ca-6.gpu-instance.novita.ai` },
      ];
      expect(await call("getInstance", asking, { id })).toEqual({
        ...{
          ...whole,
          id,
          name: "trainer-1a2b",
          endpoints: url(id),
          billingMode: "onDemand",
          hourlyPrice: 0.7,
        },
      });
      const read = `/gpu/instance instanceId=${id}`;
      const list = "/gpu/instances name=trainer-1a2b pageSize=100 pageNum=0";
      expect(calls()).toEqual([read, ...(hard ? [list] : []), "/products billingMethod=onDemand"]);
      expect(await call("getInstance", asking, { name: "other" })).toEqual({
        ...{
          ...whole,
          id: spot,
          name: "other",
          endpoints: url(spot),
          billingMode: "spot",
          hourlyPrice: 0.35,
          spotStatus: "running",
        },
      });
    },
  );

  test("several by what they are, without what only a read shows", async () => {
    const { asking, made, calls, emulator } = await fleet();
    const spot = { ...listed, id: made[2], name: "other", billingMode: "spot", hourlyPrice: 0.35 };
    expect(await call("getInstances", asking, { billingMode: "spot" })).toEqual({ instances: [spot] });
    expect(calls()).toEqual(["/gpu/instances pageSize=100 pageNum=0", "/products billingMethod=spot"]);
    const found = async (args: object): Promise<string[]> =>
      (await call("getInstances", asking, args)).instances.map(({ name }) => String(name));
    expect(await found({ name: "TRAIN*2b", status: "running", clusterId: "us-ca-6" })).toHaveLength(2);
    expect(await found({})).toEqual(["other", "trainer-1a2b", "trainer-1a2b"]);
    expect(await found({ productId: "4090" })).toEqual([]);
    // A price is not worth failing for.
    emulator.arm({ on: "products", do: { kind: "status", status: 403 } });
    expect(await found({ name: "other" })).toEqual(["other"]);
  });

  test("a name that says too little is refused with what to give", async () => {
    const { asking, made } = await fleet();
    const said = (args: object): Promise<string> =>
      call("getInstance", asking, args).then(
        () => "it did not fail",
        (error: Error) => error.message.replace("Calling getInstance failed: ", ""),
      );
    expect([
      await said({ name: "trainer" }),
      await said({ name: "nobody" }),
      await said({ name: "trainer-1a2b" }),
      await said({ name: "other", id: made[2] }),
      await said({}),
      await said({ id: "nobody" }),
    ]).toEqual([
      'name is that of no instance of the account. Give the whole name: "trainer-1a2b", "trainer-1a2b".',
      "name is that of no instance of the account.",
      `name is that of several instances: ${made[1]}, ${made[0]}. Give the id of one of them.`,
      "name cannot be given beside id. Leave one of them out.",
      "id or name is required: the instance to read.",
      "Reading GPU instance nobody failed: instance not found (RESOURCE_NOT_FOUND, HTTP 404). It may have been deleted outside Pulumi.",
    ]);
  });

  test("half a list is an error", async () => {
    const { asking } = testAccount();
    const half = { client: { listInstances: async () => ({ items: [], total: 3 }) } };
    await expect(call("getInstances", { ...asking, ...half } as never, {})).rejects.toThrow(
      "The list could not be read to its end, and half of it says nothing. Try again in a minute.",
    );
  });

  test("metrics of the last minutes alone, whatever times the service takes", async () => {
    const { asking } = testAccount();
    const now = asking.clock.now() / 1000;
    const ask = async (args: object): Promise<unknown> => {
      const asked: unknown[] = [];
      const series = [
        { at: now - 9_000, percent: 100 },
        { at: now - 120, percent: 10 },
        { at: now - 60, percent: 25 },
        { at: now + 3_600, percent: 100 },
      ];
      const getMetrics = async (...question: unknown[]): Promise<object> => {
        asked.push(question);
        const one = { gpuId: "0", utilization: series, memory: [] };
        return { cpu: series, memory: [], rootDisk: [], gpu: series, gpuMemory: [], gpus: [one] };
      };
      const found = await call("getMetrics", { ...asking, client: { getMetrics } } as never, args);
      return { asked, found };
    };
    const usage = { average: 17.5, highest: 25, latest: 25, latestAt: "2025-12-31T23:59:00Z" };
    expect(await ask({ instanceId: "i-1" })).toEqual({
      asked: [["i-1", { startTime: now - 360, endTime: now, interval: 30 }]],
      found: { cpu: usage, gpu: usage, gpus: [{ id: "0", utilization: usage }] },
    });
    expect(await ask({ instanceId: "i-1", minutes: 90 })).toMatchObject({
      asked: [["i-1", { startTime: now - 5_460, endTime: now, interval: 90 }]],
    });
  });

  test("what an instance used, as the emulator shows it", async () => {
    const { asking, made, time } = await fleet();
    time.advance(600_000);
    const { cpu, gpus } = await call("getMetrics", asking, { instanceId: made[0], minutes: 2 });
    expect([cpu?.latestAt, gpus.map(({ id }) => id)]).toEqual(["2026-01-01T00:10:00Z", ["0", "1"]]);
  });
});

test("the balance, in USD", async () => {
  const { asking, calls, emulator } = testAccount();
  const known = {
    available: 100_000,
    cash: 100_000,
    creditLimit: 0,
    pendingCharges: 0,
    outstandingInvoices: 0,
  };
  expect(await call("getBalance", asking, {})).toEqual(known);
  expect(calls()).toEqual(["/openapi/v1/billing/balance/detail"]);
  const body = JSON.stringify({ availableBalance: "-12345", pendingCharges: "500" });
  emulator.arm({ on: "balance", do: { kind: "body", body, process: true } });
  expect(await call("getBalance", asking, {})).toEqual({ available: -1.2345, pendingCharges: 0.05 });
});

describe("arguments that are wrong", () => {
  test.each(Object.entries(schemas))("%s is asked by a JSON Schema", (_name, { arguments: schema }) => {
    expect(new Ajv2020().validateSchema(schema)).toBe(true);
  });

  const clusters =
    '"us-dallas-nas-2", "us-ca-6", "as-sgp-2", "oc-au-1", "us-ca-nas-2", "cn-hongkong-1", "as-in-1"';

  test.each<[FunctionName, object, string]>([
    [
      "getGpuProducts",
      { gpuNum: 9, nam: "4090" },
      "nam is not a field of the arguments of getGpuProducts. Did you mean name? gpuNum must be a whole number from 1 to 8, but is 9.",
    ],
    [
      "getGpuProducts",
      { maxHourlyPrice: "1" },
      'maxHourlyPrice must be a number greater than 0, but is "1". Write 1, without quotes; config.requireNumber reads one from Pulumi\'s config.',
    ],
    [
      "getGpuProducts",
      { clusterId: " us-ca-6" },
      'clusterId is " us-ca-6", which begins with a space. Remove it; what is read from a file needs .trim().',
    ],
    [
      "getGpuProducts",
      { clusterId: "us-ca-66" },
      'clusterId names no cluster of Novita\'s. Did you mean "us-ca-6"?',
    ],
    [
      "getGpuProducts",
      { clusterId: "zzz" },
      `clusterId names no cluster of Novita's. Write one of ${clusters}.`,
    ],
    [
      "getGpuProducts",
      { region: "mars" },
      `region fits no cluster. Write a part of the name or id of one of ${clusters}.`,
    ],
    [
      "getMetrics",
      { minutes: 0 },
      "instanceId is required: a string of 1 to 255 characters. Id of the instance. minutes must be a whole number from 1 to 1440, but is 0.",
    ],
    [
      "getInstances",
      { status: "running", billingMode: "spott" },
      'billingMode must be "onDemand", "monthly" or "spot", but is "spott".',
    ],
    ["getBalance", { unit: "EUR" }, "unit is not a field of the arguments of getBalance. It has none."],
  ])("%s %j", async (name, args, message) => {
    expect(await refusal(name, args)).toBe(`Calling ${name} failed: ${message}`);
  });

  test("nothing is sent if the schema refuses them; what is absent is no argument", async () => {
    const { asking, calls } = testAccount();
    await expect(call("getGpuProducts", asking, { gpuNum: 0 })).rejects.toThrow("gpuNum must be");
    expect(calls()).toEqual([]);
    await call("getGpuProducts", asking, { name: "5090", clusterId: undefined, region: undefined });
    expect(calls()).toHaveLength(4);
  });

  test("no message shows a value that the program has marked as secret", async () => {
    const { asking } = testAccount();
    const hidden = { hides: () => true, show: () => "[secret]" };
    await expect(call("getGpuProducts", asking, { clusterId: " canary" }, hidden)).rejects.toThrow(
      "Calling getGpuProducts failed: clusterId begins with a space. Remove it; what is read from a file needs .trim().",
    );
  });
});

describe("the account that is asked", () => {
  const KEY = "canary-key-5f0e";
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, apiKeys: [KEY] });
  });
  afterAll(() => emulator?.close());

  const ask = async (
    config: Record<string, string>,
    environment: Record<string, string>,
    args: object = { name: "5090" },
    isSecret = false,
  ): Promise<unknown> => {
    const functions = openFunctions({ get: (key) => config[key] }, environment);
    return functions.ask("getGpuProducts", args, isSecret).then(
      ({ products }) => products.map(({ id }) => id),
      (error: Error) => `${error.name}: ${error.message}`,
    );
  };
  const config = () => ({ "novita:apiKey": KEY, "novita:baseUrl": emulator.url });
  const environment = () => ({ NOVITA_API_KEY: KEY, NOVITA_BASE_URL: emulator.url });

  test("is that of the environment, or else of the config", async () => {
    expect(await ask(config(), {})).toEqual(["5090.16c92g.os"]);
    const stale = { "novita:apiKey": "another", "novita:baseUrl": "http://127.0.0.1:1" };
    expect(await ask(stale, environment())).toEqual(["5090.16c92g.os"]);
    expect(await ask({}, {})).toMatch(/^NovitaError: No Novita API key\. Set the environment variable/);
  });

  test("a secret number is in no message", async () => {
    expect(await ask(config(), {}, { gpuNum: 9 }, true)).toBe(
      "NovitaError: Calling getGpuProducts failed: gpuNum must be a whole number from 1 to 8, but is a number.",
    );
  });

  test("an id that is secret is in no message, whatever names it", async () => {
    const functions = openFunctions({ get: (key) => (config() as Record<string, string>)[key] }, {});
    await expect(functions.ask("getInstance", { id: "canary-id" }, true)).rejects.toThrow(
      "Reading GPU instance [redacted] failed: instance not found (RESOURCE_NOT_FOUND, HTTP 404).",
    );
  });

  test("a refusal that repeats the key, or a secret argument, does not get it printed", async () => {
    const body = JSON.stringify({ code: 403, reason: "FORBIDDEN", message: `not ${KEY} for canary-name` });
    await fetch(`${emulator.url}/_emulator/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ on: "any", do: { kind: "status", status: 403, body }, times: 2 }),
    });
    expect(await ask(config(), {}, { name: "canary-name" }, true)).toMatch(
      /^NovitaError: Listing (GPU products|clusters) failed: not \[redacted\] for \[redacted\] \(FORBIDDEN, HTTP 403\)\./,
    );
  });
});
