import { type Emulator, startEmulator } from "novita-emulator";
import { testAccount } from "./account.testkit";
import { call, type FunctionName } from "./call";
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

describe("arguments that are wrong", () => {
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
