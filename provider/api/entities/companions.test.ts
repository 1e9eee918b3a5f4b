import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { anyJson } from "./anyJson.testkit";
import { UnexpectedShape } from "./fields";
import { decodeCreatedPrewarm, decodeImagePrewarms, decodePrewarmQuota } from "./imagePrewarm";
import { decodeCreatedNetwork, decodeNetwork, decodeNetworks } from "./network";
import { decodeCreatedStorage, decodeNetworkStorages } from "./networkStorage";
import { decodeBalance, decodeJobs, decodeMetrics } from "./records";
import { decodeRegistryAuths } from "./registryAuth";
import { decodeTemplate, decodeTemplateId, decodeTemplates } from "./template";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "../../../tests/fixtures", name), "utf8"));

const STORAGE = "d4e82677-3f80-4020-a731-d15b1c589aa8";
const NETWORK = {
  id: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913",
  name: "lab",
  state: "ready",
  segment: "10.20.0.0/16",
  clusterId: "5",
  addresses: [{ instanceId: "8097f1658f3e6ad1", ip: "10.20.0.7" }],
  createdAt: 1767225600,
};

describe("network storages", () => {
  test.each([
    [fixture("networkStorageCreate.response.json"), STORAGE],
    [fixture("networkStorageCreate.response.object.json"), STORAGE],
    [{ data: { storageId: "s-1" } }, "s-1"],
    [{}, undefined],
    ["", undefined],
    [null, undefined],
    ["an error\nof two lines", undefined],
    [{ storageId: "" }, undefined],
    [{ storageId: 0 }, undefined],
    [{ storageId: "0" }, undefined],
    [7, undefined],
  ])("after a create %j", (answer, id) => {
    expect(decodeCreatedStorage(answer)).toBe(id);
  });

  test("of the page, and of a real answer", () => {
    expect(decodeNetworkStorages(fixture("networkStorages.response.json"))).toEqual({
      items: [
        { id: STORAGE, name: "123", sizeGb: 10, clusterId: "5", clusterName: "EU-01", usdPerGbDay: 0.001 },
      ],
      total: 1,
    });
    expect(decodeNetworkStorages(fixture("networkStorages.response.real.json"))).toEqual({
      items: [
        {
          id: STORAGE,
          name: "datasets",
          sizeGb: 50,
          clusterId: "us-ca-6",
          clusterName: "US-CA-06 (California)",
          usdPerGbDay: 0.002,
          createdAt: 1767225600,
        },
      ],
      total: 1,
    });
  });

  test("whatever else an entry lacks, or has of another type", () => {
    const data = [{ storageId: 7, storageSize: "80", clusterId: {}, storageName: [], price: "0" }];
    expect(decodeNetworkStorages({ data, total: "2" })).toEqual({
      items: [{ id: "7", sizeGb: 80 }],
      total: 2,
    });
  });
});

describe("registry credentials", () => {
  test("of the page, with the password; masked, without it", () => {
    const id = "5f0c2a9e-7d41-4a3b-8f6e-2b1d9c0e7a55";
    const shown = { id, name: "registry", username: "robot" };
    expect(decodeRegistryAuths(fixture("registryAuths.response.json"))).toEqual([
      { ...shown, password: "canary-registry-password" },
    ]);
    for (const password of ["******", "••••", "", null, undefined, 7]) {
      expect(decodeRegistryAuths({ data: [{ ...shown, password }] })).toEqual([shown]);
    }
    expect(decodeRegistryAuths({ data: [{ ...shown, password: "a*b" }] })).toEqual([
      { ...shown, password: "a*b" },
    ]);
  });
});

describe("VPC networks", () => {
  test.each([
    [fixture("network.response.json"), NETWORK.id],
    [{ network: { Id: "n-1" } }, "n-1"],
    [{ networks: [{ id: "n-1" }] }, "n-1"],
    [{ networkId: "n-1" }, "n-1"],
    [{ network: [] }, undefined],
    [{}, undefined],
    [null, undefined],
  ])("after a create %j", (answer, id) => {
    expect(decodeCreatedNetwork(answer)).toBe(id);
  });

  test("of the page: in a list of one, or alone", () => {
    const page = fixture("network.response.json") as { network: [object] };
    expect(decodeNetwork(page)).toEqual(NETWORK);
    expect(decodeNetwork({ network: page.network[0] })).toEqual(NETWORK);
    expect([{ network: [] }, { network: null }].map(decodeNetwork)).toEqual([undefined, undefined]);
  });

  test("in a list, under the page's key too", () => {
    expect(decodeNetworks(fixture("networks.response.json"))).toEqual({ items: [NETWORK], total: 1 });
    expect(decodeNetworks({ network: [{ Id: "n-1" }], total: 1 })).toEqual({
      items: [{ id: "n-1", addresses: [] }],
      total: 1,
    });
  });

  test("their state as an object, a list or a word, with what is wrong", () => {
    const states = [
      { state: "creating", error: "no\naddresses" },
      [{ state: "creating", error: "no addresses" }],
    ];
    for (const state of states) {
      expect(decodeNetwork({ network: [{ Id: "n-1", state }] })).toEqual({
        id: "n-1",
        state: "creating",
        error: "no addresses",
        addresses: [],
      });
    }
    expect(decodeNetwork({ network: [{ Id: "n-1", state: "ready" }] })).toMatchObject({ state: "ready" });
    const junk = { Id: "n-1", state: 7.5, Addresses: [{}, null, { Id: "i-1" }], createTime: "0" };
    expect(decodeNetwork({ network: [junk] })).toEqual({
      id: "n-1",
      state: "7.5",
      addresses: [{ instanceId: "i-1" }],
    });
  });
});

describe("templates", () => {
  const template = {
    id: "104217",
    name: "vllm",
    readme: "# vLLM\nServes a model.",
    type: "instance",
    channel: "private",
    image: "vllm/vllm-openai:v0.8.4",
    imageAuth: "5f0c2a9e-7d41-4a3b-8f6e-2b1d9c0e7a55",
    startCommand: "serve --port 8000",
    entrypoint: "/usr/bin/vllm",
    rootfsSize: 80,
    ports: [
      { type: "http", ports: [8000, 8001] },
      { type: "tcp", ports: [22] },
    ],
    envs: [{ key: "HF_TOKEN", value: "canary-token" }],
    minCudaVersion: "12.4",
    createdAt: 1767225600,
  };

  test("of the pages", () => {
    expect(decodeTemplate(fixture("template.response.json"))).toEqual(template);
    expect(decodeTemplates(fixture("templates.response.json"))).toEqual({ items: [template], total: 1 });
  });

  test("with nothing but an id", () => {
    expect(decodeTemplate({ template: { Id: 104217 } })).toEqual({ id: "104217" });
    expect(
      decodeTemplate({ template: { Id: "1", readme: "", imageAuth: "", envs: [], ports: [{}] } }),
    ).toEqual({
      id: "1",
      readme: "",
      imageAuth: "",
      envs: [],
      ports: [],
    });
    expect(decodeTemplate({ template: { Id: "1", readme: null, envs: null, ports: null } })).toEqual({
      ...{ id: "1", envs: [], ports: [] },
    });
  });

  test("with a readme as long as it may be", () => {
    const readme = "x".repeat(102_400);
    expect(decodeTemplate({ template: { Id: "1", readme } })).toEqual({ id: "1", readme });
  });

  test.each([
    [fixture("templateId.response.json"), "104217"],
    [{ template: { Id: "1" } }, "1"],
    [{ templateId: 104217 }, "104217"],
  ])("after a create %j", (answer, id) => {
    expect(decodeTemplateId(answer)).toBe(id);
  });
});

describe("prewarm tasks", () => {
  test("of the pages", () => {
    expect(decodeCreatedPrewarm(fixture("imagePrewarm.response.json"))).toBe("prewarm-1");
    expect(decodePrewarmQuota(fixture("imagePrewarmQuota.response.json"))).toEqual({
      total: 1,
      limit: 5,
      perImageGb: 100,
    });
    expect(decodeImagePrewarms(fixture("imagePrewarms.response.json"))).toEqual({
      items: [
        {
          id: "prewarm-1",
          imageName: "trainer:v3",
          imageUrl: "registry.example.com/team/trainer:v3",
          repositoryAuth: "5f0c2a9e-7d41-4a3b-8f6e-2b1d9c0e7a55",
          clusterId: "5",
          clusterName: "EU-01",
          productIds: ["4090.16c62g.os"],
          imageBytes: 9_663_676_416,
          state: "Failed",
          note: "before the night run",
          reasons: ["image is larger than 100 GB"],
          createdAt: 1767225600,
          completedAt: 1767226200,
        },
      ],
      total: 1,
    });
  });

  test("with nothing but an id, and with one reason alone", () => {
    const data = [
      { id: "p-1", completeTime: "0", imageSize: "0" },
      { id: "p-2", reason: "no\nspace" },
    ];
    expect(decodeImagePrewarms({ data, total: 2 }).items).toEqual([
      { id: "p-1", reasons: [] },
      { id: "p-2", reasons: ["no space"] },
    ]);
  });
});

describe("what instances have used, and the jobs on them", () => {
  test("values come in the order of time; what is none is left out", () => {
    const cpuUtilization = [
      { timestamp: "30", value: "7.5" },
      { timestamp: 15, value: 5 },
      { timestamp: "45", value: null },
      { timestamp: "", value: 9 },
      "x",
    ];
    const answer = { cpuUtilization, gpuUtilization: { gpuIds: [{ items: cpuUtilization }] } };
    expect(decodeMetrics(answer)).toEqual({
      cpu: [
        { at: 15, percent: 5 },
        { at: 30, percent: 7.5 },
      ],
      ...{ memory: [], rootDisk: [], gpu: [], gpuMemory: [], gpus: [] },
    });
    expect(() => decodeMetrics({ ...answer, code: 500 })).toThrow(new UnexpectedShape("it has no metrics"));
  });

  test("why a job failed, under each name that it has been seen under", () => {
    const job = (state: unknown): unknown => decodeJobs({ jobs: [{ Id: 7, state }], total: 1 }).items[0];
    const failed = { id: "7", state: "fail", error: "no\u001b room" };
    expect([
      job({ state: "fail", error: "E", errorMessage: "no\u001b room" }),
      job({ state: "fail", message: "no\u001b room" }),
      job("running"),
    ]).toEqual([
      { ...failed, error: "no room" },
      { ...failed, error: "no room" },
      { id: "7", state: "running" },
    ]);
  });
});

describe("an answer that is none", () => {
  const lists: readonly [string, string, (answer: unknown) => unknown][] = [
    ["network storages", "network storage", decodeNetworkStorages],
    ["registry credentials", "registry credential", decodeRegistryAuths],
    ["VPC networks", "VPC network", decodeNetworks],
    ["templates", "template", decodeTemplates],
    ["prewarm tasks", "prewarm task", decodeImagePrewarms],
    ["jobs", "job", decodeJobs],
  ];

  test.each(lists)("has no list of %s", (what, one, decode) => {
    const none = new UnexpectedShape(`it has no list of ${what}`);
    for (const answer of [null, "x", {}, { data: {} }, { networks: {} }, { items: [], total: 0 }, []]) {
      expect(() => decode(answer)).toThrow(none);
    }
    const empty = { data: [], networks: [], template: [], jobs: [] };
    expect(() => decode({ ...empty, code: 500 })).toThrow(
      new UnexpectedShape("it says that something went wrong"),
    );
    const unnamed = { data: [{ name: "x" }], networks: [{}], template: [{}], jobs: [{}] };
    expect(() => decode(unnamed)).toThrow(new UnexpectedShape(`the ${one} has no id`));
  });

  test.each<[string, (answer: unknown) => unknown]>([
    ["it carries no template id", decodeTemplateId],
    ["it carries no id of a prewarm task", decodeCreatedPrewarm],
    ["it has no balance", decodeBalance],
    ["it has no metrics", decodeMetrics],
    ["it shows no network", decodeNetwork],
    ["the template has no id", decodeTemplate],
  ])("%s", (why, decode) => {
    for (const answer of [null, {}, [], "x", { id: true }]) {
      expect(() => decode(answer)).toThrow(new UnexpectedShape(why));
    }
  });

  test.each([
    decodeCreatedStorage,
    decodeNetworkStorages,
    decodeRegistryAuths,
    decodeCreatedNetwork,
    decodeNetwork,
    decodeNetworks,
    decodeTemplateId,
    decodeTemplate,
    decodeTemplates,
    decodeCreatedPrewarm,
    decodeImagePrewarms,
    decodePrewarmQuota,
    decodeBalance,
    decodeJobs,
    decodeMetrics,
  ])("whatever JSON comes, $name gives a value or says what is missing", (decode) => {
    fc.assert(
      fc.property(anyJson, (json) => {
        try {
          decode(json);
        } catch (error) {
          expect(error).toBeInstanceOf(UnexpectedShape);
        }
      }),
      { numRuns: 300 },
    );
  });
});
