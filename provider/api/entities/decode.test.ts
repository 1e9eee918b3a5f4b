import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeClusters, decodeCreated, decodeInstance, decodeInstancePage, decodeProducts } from "./decode";
import { UnexpectedShape } from "./fields";
import { anyJson } from "./anyJson.testkit";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "../../../tests/fixtures", name), "utf8"));

const bare = { id: "i-1", status: "running" };
const decoded = (fields: object): object => decodeInstance({ ...bare, ...fields });
const empty = { id: "i-1", status: "running", secrets: [] };

describe("the answers transcribed from the API's pages", () => {
  test("create", () => {
    expect(decodeCreated(fixture("create.response.json"))).toBe("8097f1658f3e6ad1");
  });

  test("get, the printed sample", () => {
    expect(decodeInstance(fixture("get.response.json"))).toEqual({
      id: "inst-1",
      status: "running",
      name: "demo-instance",
      productId: "prod-1",
      productName: "Standard GPU",
      gpuNum: 1,
      rootfsSize: 100,
      imageUrl: "repo/image:latest",
      imageAuthId: "auth-1",
      command: "bash start.sh",
      billingMode: "onDemand",
      clusterId: "cluster-1",
      clusterName: "Cluster One",
      ports: [{ port: 8080, type: "tcp" }],
      mounts: [{ type: "network", id: "vol-1", mountPath: "/data" }],
      secrets: [],
    });
  });

  test("get, every documented field", () => {
    expect(decodeInstance(fixture("get.response.full.json"))).toEqual({
      id: "8097f1658f3e6ad1",
      status: "running",
      name: "trainer-full",
      kind: "gpu",
      gpuNum: 2,
      imageUrl: "registry.example.com/team/trainer:1.4.2",
      imageAuthId: "auth-1",
      command: "--epochs 3",
      entrypoint: "python train.py",
      billingMode: "monthly",
      endTime: 1798761600,
      clusterId: "5",
      clusterName: "EU-01",
      networkId: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913",
      ports: [
        {
          port: 80,
          type: "http",
          endpoint: "https://8097f1658f3e6ad1-80.eu-01.gpu-instance.novita.ai",
        },
        { port: 3306, type: "tcp", endpoint: "proxy.eu-01.gpu-instance.novita.ai:31306" },
      ],
      envs: [
        { key: "MODE", value: "train" },
        { key: "EMPTY", value: "" },
      ],
      mounts: [
        { type: "network", id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPath: "/data" },
        { type: "local", mountPath: "/workspace" },
      ],
      ssh: {
        command: "ssh -p 32787 root@proxy.eu-01.gpu-instance.novita.ai",
        password: "not-a-real-password",
      },
      jupyter: { url: "https://8097f1658f3e6ad1-8888.eu-01.gpu-instance.novita.ai", port: 8888 },
      secrets: ["not-a-real-password", "not-a-real-password"],
    });
  });

  test("get, an instance that fails", () => {
    expect(decodeInstance(fixture("get.response.failed.json"))).toEqual({
      id: "8097f1658f3e6ad1",
      status: "pulling",
      statusMessage: "pull image failed: manifest unknown",
      name: "trainer",
      kind: "gpu",
      gpuNum: 1,
      imageUrl: "registry.example.com/team/missing:1",
      imageAuthId: "",
      command: "",
      entrypoint: "",
      clusterId: "5",
      clusterName: "EU-01",
      ports: [],
      envs: [],
      mounts: [],
      secrets: [],
    });
  });

  test("list", () => {
    const shared = {
      imageUrl: "docker.io/library/ubuntu:22.04",
      imageAuthId: "",
      command: "",
      entrypoint: "",
      gpuNum: 1,
      productId: "4090.16c62g.os",
      productName: "RTX 4090 24GB",
      kind: "gpu",
    };
    expect(decodeInstancePage(fixture("list.response.json"))).toEqual({
      total: 2,
      items: [
        {
          spotStatus: "",
          ...shared,
          id: "8097f1658f3e6ad1",
          name: "trainer",
          status: "running",
          clusterId: "5",
          clusterName: "EU-01",
          rootfsSize: 60,
          ports: [{ port: 80, type: "http" }],
          mounts: [{ type: "network", id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPath: "/network" }],
          envs: [{ key: "MODE", value: "train" }],
          secrets: [],
        },
        {
          ...shared,
          id: "1b2c3d4e5f60718a",
          name: "spot-box",
          status: "exited",
          clusterId: "7",
          clusterName: "US-CA-06 (California)",
          rootfsSize: 10,
          billingMode: "spot",
          spotStatus: "terminated",
          spotReclaimAt: 1_795_000_000,
          ports: [{ port: 22, type: "tcp" }],
          mounts: [],
          envs: [],
          secrets: [],
        },
      ],
    });
  });

  test("products, with prices in USD", () => {
    expect(decodeProducts(fixture("products.response.json"))).toEqual([
      {
        id: "4090.16c62g.os",
        name: "RTX 4090 24GB",
        hourlyUsd: 0.67,
        spotHourlyUsd: 0.335,
        monthly: [
          { months: 1, usd: 410 },
          { months: 3, usd: 1180 },
        ],
        stock: "high",
        available: true,
        cpus: 16,
        memoryGb: 62,
        regions: ["US-CA-06 (California)", "EU-01"],
        minRootfsGb: 10,
        maxRootfsGb: 6144,
      },
      {
        id: "h100.24c128g.os",
        name: "H100 SXM 80GB",
        hourlyUsd: 2.39,
        monthly: [],
        stock: "none",
        available: false,
        cpus: 24,
        memoryGb: 128,
        regions: [],
        minRootfsGb: 10,
        maxRootfsGb: 2048,
      },
    ]);
  });

  test("CPU products, in all three shapes", () => {
    const product = {
      id: "cpu.4c8g",
      name: "CPU 4 vCPU 8GB",
      hourlyUsd: 0.09,
      monthly: [],
      available: true,
      cpus: 4,
      memoryGb: 8,
    };
    const { data } = fixture("cpuProducts.response.json") as { data: object[] };
    expect([{ data }, data, data[0]].map(decodeProducts)).toEqual([[product], [product], [product]]);
  });

  test("clusters, wrapped or bare", () => {
    const clusters = [
      {
        ...{ id: "5", name: "EU-01", gpuTypes: ["RTX 4090 24GB"] },
        ...{ hasNetworkStorage: true, hasNetworks: true },
      },
      {
        ...{ id: "7", name: "US-CA-06 (California)", gpuTypes: ["RTX 4090 24GB", "H100 SXM 80GB"] },
        ...{ hasNetworkStorage: true, hasNetworks: false },
      },
    ];
    const { data } = fixture("clusters.response.json") as { data: object[] };
    expect([{ data }, data].map(decodeClusters)).toEqual([clusters, clusters]);
  });
});

describe("an instance", () => {
  test("flat, or inside of `instance`; `id` or `instanceId`", () => {
    const { id, ...rest } = bare;
    const shapes = [bare, { instance: bare }, { instanceId: id, ...rest }, { instance: [bare], ...bare }];
    expect(shapes.map(decodeInstance)).toEqual([empty, empty, empty, empty]);
    expect(decodeInstance({ id: 17, status: { status: "running" } })).toEqual({ ...empty, id: "17" });
  });

  test.each<[string, unknown, string]>([
    ["no object", "running", "the instance has no id"],
    ["null", null, "the instance has no id"],
    ["nothing", {}, "the instance has no id"],
    ["an empty id", { id: "", status: "running" }, "the instance has no id"],
    ["an id that a terminal obeys", { id: "\u001b[2Jevil", status: "running" }, "the instance has no id"],
    ["an id of spaces", { id: "   ", status: "running" }, "the instance has no id"],
    ["an id of two lines", { id: "a\nerror: forged", status: "running" }, "the instance has no id"],
    ["an id with half a character", { id: "a\udc00", status: "running" }, "the instance has no id"],
    ["an endless id", { id: "a".repeat(129), status: "running" }, "the instance has no id"],
    ["a number that lost digits", { id: 12345678901234567890, status: "running" }, "the instance has no id"],
    ["an id of another type", { id: true, status: "running" }, "the instance has no id"],
    ["no status", { id: "i-1" }, "the instance has no status"],
    ["an empty status", { id: "i-1", status: "" }, "the instance has no status"],
    ["a status of another type", { id: "i-1", status: [] }, "the instance has no status"],
  ])("is not: %s", (_, answer, message) => {
    expect(() => decodeInstance(answer)).toThrow(new UnexpectedShape(message));
  });

  test("half a character and endless texts do not get as far as Pulumi, which could not be told of them", () => {
    expect(decoded({ clusterName: "v\udc00", command: "x".repeat(20_000) })).toEqual({
      ...empty,
      clusterName: "v\ufffd",
      command: "x".repeat(16_384),
    });
  });

  test("numbers as strings, and what is no number is absent", () => {
    expect(decoded({ gpuNum: "4", rootfsSize: "120", createdAt: "1795000000" })).toEqual({
      ...empty,
      gpuNum: 4,
      rootfsSize: 120,
      createdAt: 1795000000,
    });
    expect(decoded({ gpuNum: "", rootfsSize: "many", createdAt: "Infinity", endTime: " " })).toEqual(empty);
    expect(decoded({ gpuNum: true, rootfsSize: [1], createdAt: {}, endTime: null })).toEqual(empty);
  });

  test.each([-1, "-1", 0, "0", "", null])("the term %j ends never", (endTime) => {
    expect(decoded({ endTime })).toEqual(empty);
  });

  test("an empty enum says nothing; an empty command says that there is none", () => {
    const nothing = {
      billingMode: "",
      spotReclaimTime: "0",
      kind: "",
      name: "",
      clusterName: "",
      productId: "",
    };
    expect(decoded({ ...nothing, command: "", entrypoint: "", imageAuthId: "", spotStatus: "" })).toEqual({
      ...empty,
      command: "",
      entrypoint: "",
      spotStatus: "",
      imageAuthId: "",
    });
  });

  test("a status and words that no page names stay as they are, harmless for a terminal", () => {
    expect(decodeInstance({ id: "1", status: "pend\u001b[31ming", billingMode: "prepaid" })).toEqual({
      id: "1",
      status: "pend ing",
      billingMode: "prepaid",
      secrets: [],
    });
  });

  test.each<[string, unknown, string | undefined]>([
    ["an object", { state: "failed", message: "no space" }, "no space"],
    ["a list of one", [{ message: "no space" }], "no space"],
    ["a text", "no space", "no space"],
    ["of several lines", { message: "no\n\u001b[1mspace\u001b[0m\n" }, "no space"],
    ["an empty one", { state: "", message: "" }, undefined],
    ["blank", { message: " \n" }, undefined],
    ["null", null, undefined],
    ["nothing", {}, undefined],
    ["a state alone", { state: "ImagePullBackOff", message: "" }, "ImagePullBackOff"],
    ["a state of several lines", { state: "crash\n\u001b[1mloop" }, "crash loop"],
    ["the status once more", { state: bare.status, message: "" }, undefined],
    ["the number of no failure", { state: 0, message: "" }, undefined],
    ["the same as a text", { state: "0" }, undefined],
  ])("what is wrong with it: %s", (_, statusError, statusMessage) => {
    expect(decoded({ statusError })).toEqual({ ...empty, ...(statusMessage && { statusMessage }) });
  });

  test("a network as an object or a list, `id` or `Id`", () => {
    const networks = [{ id: "n" }, [{ id: "n" }], { Id: "n" }, [{ Id: "n" }]];
    expect(networks.map((network) => decoded({ network }))).toEqual(
      networks.map(() => ({ ...empty, networkId: "n" })),
    );
    expect([{}, [], null, "", { id: "" }].map((network) => decoded({ network }))).toEqual(
      Array(5).fill(empty),
    );
  });

  test("a node as an object or a list is no matter", () => {
    expect([{ maxRootfsSize: 1 }, [{ maxRootfsSize: 1 }]].map((node) => decoded({ node }))).toEqual([
      empty,
      empty,
    ]);
  });

  test("entries of lists that cannot be read are left out, and the rest stays", () => {
    expect(
      decoded({
        portMappings: [{ port: "8080" }, null, { port: "x" }, 7, { port: 22, type: "", endpoint: "" }],
        envs: [{ key: "A", value: 1 }, { key: "" }, null, { key: "B", value: null }, "C=1"],
        volumeMounts: [{ mountPoint: "/a", Id: "s" }, { id: "t" }, [], { mountPath: "/b", type: "local" }],
      }),
    ).toEqual({
      ...empty,
      ports: [
        { port: 8080, type: "tcp" },
        { port: 22, type: "tcp" },
      ],
      envs: [
        { key: "A", value: "1" },
        { key: "B", value: "" },
      ],
      mounts: [
        { type: "network", id: "s", mountPath: "/a" },
        { type: "local", mountPath: "/b" },
      ],
      secrets: [],
    });
  });

  test("lists of another type are absent, not empty", () => {
    const others = [null, {}, "80/http", 7];
    expect(others.map((other) => decoded({ portMappings: other, envs: other, volumeMounts: other }))).toEqual(
      others.map(() => empty),
    );
  });

  test("every password is among its secrets", () => {
    expect(
      decoded({
        connectComponentSSH: [{ sshCommand: "ssh x", password: "one" }],
        connectComponentWebTerminal: { password: "two" },
        envs: [{ key: "K", value: "three" }],
      }),
    ).toEqual({
      ...empty,
      ssh: { command: "ssh x", password: "one" },
      envs: [{ key: "K", value: "three" }],
      secrets: ["one", "two"],
    });
    expect(decoded({ sshCommand: "ssh y", sshPassword: "four" })).toEqual({
      ...empty,
      ssh: { command: "ssh y", password: "four" },
      secrets: ["four"],
    });
  });

  test("names of a prototype are nothing special", () => {
    expect(
      decodeInstance(JSON.parse('{"id":"1","status":"constructor","__proto__":{"name":"p"},"toString":1}')),
    ).toEqual({ id: "1", status: "constructor", secrets: [] });
  });
});

describe("a list of instances", () => {
  const noList = new UnexpectedShape("it has no list of instances");

  test("under `instances`, with a total as a text or without one", () => {
    expect(decodeInstancePage({ instances: [bare], total: "7" })).toEqual({ items: [empty], total: 7 });
    expect(decodeInstancePage({ instances: [bare] })).toEqual({ items: [empty] });
    expect(decodeInstancePage({ instances: [], total: 0 })).toEqual({ items: [], total: 0 });
  });

  test("null is an empty list only if there are none in all", () => {
    expect(decodeInstancePage({ instances: null, total: "0" })).toEqual({ items: [], total: 0 });
    expect(() => decodeInstancePage({ instances: null, total: 1 })).toThrow(noList);
    expect(() => decodeInstancePage({ instances: null })).toThrow(noList);
  });

  test.each<[string, unknown]>([
    ["nothing, as of an empty body", {}],
    ["a total alone", { total: 0 }],
    ["another API's list", { object: "list", data: [] }],
    ["another key", { data: [], total: 0 }],
    ["a bare list", []],
    ["a list of lists", [{ instances: [], total: 0 }]],
    ["an object of instances", { instances: {} }],
    ["no object", "[]"],
    ["null", null],
  ])("is not taken to be empty: %s", (_, answer) => {
    expect(() => decodeInstancePage(answer)).toThrow(noList);
  });

  test.each<[object, string]>([
    [{ code: 500, message: "busy", data: [] }, "it says that something went wrong"],
    [{ code: 503, instances: [], total: 0 }, "it says that something went wrong"],
    [{ reason: "BUSY", instances: [], total: 0 }, "it says that something went wrong"],
    [{ instances: [], total: -1 }, "its total is no number of instances"],
    [{ instances: [], total: false }, "its total is no number of instances"],
  ])("is no list, whatever status it comes with: %j", (answer, message) => {
    expect(() => decodeInstancePage(answer)).toThrow(new UnexpectedShape(message));
  });

  test("an entry that cannot be told makes it unreadable", () => {
    expect(() => decodeInstancePage({ instances: [bare, { name: "x" }] })).toThrow(
      new UnexpectedShape("the instance has no id"),
    );
    expect(() => decodeInstancePage({ instances: [null] })).toThrow(
      new UnexpectedShape("the instance has no id"),
    );
  });
});

test.each<[unknown, string | undefined]>([
  [{ id: "a" }, "a"],
  [{ instanceId: "b" }, "b"],
  [{ id: "", instanceId: "b" }, "b"],
  [{ id: 12 }, "12"],
  [[{ id: "c" }], "c"],
  [{}, undefined],
  [{ id: "" }, undefined],
  [{ id: null }, undefined],
  [{ id: true }, undefined],
  [{ id: {} }, undefined],
  ["d", undefined],
  [null, undefined],
])("the id of a created instance: %j", (answer, id) => {
  if (id !== undefined) return expect(decodeCreated(answer)).toBe(id);
  expect(() => decodeCreated(answer)).toThrow(new UnexpectedShape("it carries no instance id"));
});

describe("products and clusters", () => {
  test("prices are numbers or texts of 1/100 000 USD; what is not sold has none", () => {
    const priced = (price: unknown): unknown => decodeProducts([{ id: "p", price }])[0]?.hourlyUsd;
    expect(["67000", 67000, 1, "0", 0, -5, "", "free", null, [], true].map(priced)).toEqual([
      0.67,
      0.67,
      0.00001,
      ...Array<undefined>(8).fill(undefined),
    ]);
  });

  test("terms and entries that cannot be read are left out", () => {
    const monthlyPrice = [{ price: "100000", month: "1" }, { price: "0", month: 3 }, { price: 5 }, null];
    const wrong = { id: "p", monthlyPrice, availableDeploy: "yes", maxRootFS: "x", inventoryState: "" };
    expect(decodeProducts({ data: [wrong, {}, null, { id: "" }] })).toEqual([
      { id: "p", monthly: [{ months: 1, usd: 1 }] },
    ]);
    expect(decodeProducts([{ id: "p", monthlyPrice: {} }])).toEqual([{ id: "p", monthly: [] }]);
    expect(decodeClusters([{ id: 5, name: null }, { name: "x" }, 7])).toEqual([{ id: "5" }]);
    expect([decodeProducts({ data: [] }), decodeClusters([])]).toEqual([[], []]);
  });

  test.each<[unknown]>([[{}], [null], ["x"], [{ data: null }], [{ data: {} }], [{ id: "" }]])(
    "%j is no list",
    (answer) => {
      expect(() => decodeProducts(answer)).toThrow(new UnexpectedShape("it has no list of products"));
      expect(() => decodeClusters(answer)).toThrow(new UnexpectedShape("it has no list of clusters"));
    },
  );
});

describe("whatever JSON comes", () => {
  test.each([decodeCreated, decodeInstance, decodeInstancePage, decodeProducts, decodeClusters])(
    "$name gives a value or says what is missing",
    (decode) => {
      fc.assert(
        fc.property(anyJson, (json) => {
          try {
            decode(json);
          } catch (error) {
            expect(error).toBeInstanceOf(UnexpectedShape);
          }
        }),
        { numRuns: 1000 },
      );
    },
  );

  test("one field of another type never spoils the rest", () => {
    const fields = fixture("get.response.full.json") as Record<string, unknown>;
    const others = Object.keys(fields).filter((field) => field !== "id" && field !== "status");
    fc.assert(
      fc.property(fc.constantFrom(...others), anyJson, (field, other) => {
        expect(decodeInstance({ ...fields, [field]: other })).toMatchObject({
          id: "8097f1658f3e6ad1",
          status: "running",
        });
      }),
    );
  });
});
