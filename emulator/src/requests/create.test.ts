import { ApiError } from "../errors";
import { resolveQuirks } from "../quirks";
import { fixture } from "../emulator.testkit";
import { readOrder } from "./create";
import { fieldsOf } from "./fields";

const MINIMAL = fixture("create.request.minimal");
const quirks = resolveQuirks();

function read(fields: Record<string, unknown>, chosen = quirks): unknown {
  return readOrder(fieldsOf({ ...MINIMAL, ...fields }), chosen);
}

function refusal(fields: Record<string, unknown>): unknown {
  try {
    return read(fields);
  } catch (error) {
    if (error instanceof ApiError) return `${error.reason}: ${error.message}`;
    throw error;
  }
}

const chars = (count: number): string => "x".repeat(count);
const many = <Item>(count: number, make: (n: number) => Item): Item[] =>
  Array.from({ length: count }, (_, n) => make(n));
const portList = (count: number): string => many(count, (n) => `${n + 1}/tcp`).join(",");
const tool = { name: "Jupyter", port: "8888", type: "http" };

describe("readOrder", () => {
  it("fills what the minimal request leaves out", () => {
    expect(read({})).toEqual({
      kind: "gpu",
      name: "",
      productId: "4090.16c62g.os",
      gpuNum: 1,
      rootfsGb: 60,
      imageUrl: "docker.io/library/ubuntu:22.04",
      imageAuth: "",
      imageAuthId: "",
      ports: [],
      tools: [],
      envs: [],
      command: "",
      entrypoint: "",
      clusterId: "",
      mounts: [],
      networkId: "",
      month: 0,
      billingMode: "onDemand",
      autoRenew: false,
      autoRenewMonth: 1,
      minCudaVersion: "",
    });
  });

  it("reads every field of the full request", () => {
    expect(readOrder(fieldsOf(fixture("create.request.full")), quirks)).toEqual({
      kind: "gpu",
      name: "trainer-full",
      productId: "4090.16c62g.os",
      gpuNum: 2,
      rootfsGb: 100,
      imageUrl: "registry.example.com/team/trainer:1.4.2",
      imageAuth: "robot:not-a-real-password",
      imageAuthId: "auth-1",
      ports: [
        { port: 80, type: "http" },
        { port: 3306, type: "tcp" },
      ],
      tools: [{ name: "Jupyter", port: 8888, type: "http" }],
      envs: [
        { key: "MODE", value: "train" },
        { key: "EMPTY", value: "" },
      ],
      command: "--epochs 3",
      entrypoint: "python train.py",
      clusterId: "5",
      mounts: [{ id: "d4e82677-3f80-4020-a731-d15b1c589aa8", mountPath: "/data" }],
      networkId: "3f6c1d20-7a55-4a5e-9d2b-51f0a8c4e913",
      month: 1,
      billingMode: "monthly",
      autoRenew: true,
      autoRenewMonth: 3,
      minCudaVersion: "12.4",
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ["name of 255", { name: chars(255) }],
    ["a name of 255 characters outside the basic plane", { name: "😀".repeat(255) }],
    ["productId of 255", { productId: chars(255) }],
    ["gpuNum 8", { gpuNum: 8 }],
    ["rootfsSize 6144", { rootfsSize: 6144 }],
    ["imageUrl of 500", { imageUrl: chars(500) }],
    ["imageAuth of 10239", { imageAuth: `u:${chars(10_237)}` }],
    ["port 65535", { ports: "65535/tcp" }],
    ["15 ports", { ports: portList(15) }],
    ["14 ports and a tool", { ports: portList(14), tools: [tool] }],
    ["100 envs", { envs: many(100, (n) => ({ key: `K${n}`, value: "" })) }],
    ["env key of 511", { envs: [{ key: chars(511), value: "v" }] }],
    ["env value of 4095", { envs: [{ key: "K", value: chars(4095) }] }],
    ["command of 2047", { command: chars(2047) }],
    ["entrypoint of 2047", { entrypoint: chars(2047) }],
    ["30 storages", { networkStorages: many(30, (n) => ({ Id: `s${n}`, mountPoint: `/m${n}` })) }],
    ["mountPoint of 4095", { networkStorages: [{ Id: "s", mountPoint: chars(4095) }] }],
    ["month 0", { month: 0 }],
    ["autoRenewMonth 12", { autoRenewMonth: 12 }],
    ["minCudaVersion 11.8", { minCudaVersion: "11.8" }],
    ["a field that nobody knows", { surprise: 1 }],
    ["null for what may be absent", { name: null, envs: null, month: null }],
  ])("accepts %s", (_name, fields) => {
    expect(refusal(fields)).toMatchObject({ kind: "gpu" });
  });

  it.each<[string, Record<string, unknown>]>([
    ["invalid name: number of characters must be at most 255", { name: chars(256) }],
    ["invalid name: value must be a string", { name: 5 }],
    ["invalid productId: value is required", { productId: undefined }],
    ["invalid productId: number of characters must be inside range [1, 255]", { productId: "" }],
    ["invalid productId: number of characters must be inside range [1, 255]", { productId: chars(256) }],
    ["invalid gpuNum: value is required", { gpuNum: undefined }],
    ["invalid gpuNum: value must be inside range [1, 8]", { gpuNum: 0 }],
    ["invalid gpuNum: value must be inside range [1, 8]", { gpuNum: 9 }],
    ["invalid gpuNum: value must be an integer", { gpuNum: 1.5 }],
    ["invalid gpuNum: value must be an integer", { gpuNum: "1" }],
    ["invalid rootfsSize: value is required", { rootfsSize: undefined }],
    ["invalid rootfsSize: value must be at most 6144", { rootfsSize: 6145 }],
    ["invalid imageUrl: value is required", { imageUrl: undefined }],
    ["invalid imageUrl: number of characters must be inside range [1, 500]", { imageUrl: "" }],
    ["invalid imageUrl: number of characters must be inside range [1, 500]", { imageUrl: chars(501) }],
    ["invalid imageAuth: number of characters must be at most 10239", { imageAuth: `u:${chars(10_238)}` }],
    ["invalid imageAuth: value must look like username:password", { imageAuth: "token" }],
    ["invalid ports: port must be inside range [1, 65535]", { ports: "0/tcp" }],
    ["invalid ports: port must be inside range [1, 65535]", { ports: "65536/tcp" }],
    ["invalid ports: port 2222 is reserved", { ports: "2222/tcp" }],
    ["invalid ports: port 2223 is reserved", { ports: "2223/http" }],
    ["invalid ports: port 2224 is reserved", { ports: "80/http,2224/tcp" }],
    ['invalid ports: "80" must look like 80/http or 3306/tcp', { ports: "80" }],
    ['invalid ports: "80/udp" must look like 80/http or 3306/tcp', { ports: "80/udp" }],
    ['invalid ports: "" must look like 80/http or 3306/tcp', { ports: "80/http," }],
    ["invalid ports: value must be a string", { ports: [{ port: 80, type: "http" }] }],
    ["invalid ports: port 80 is used twice", { ports: "80/http,80/tcp" }],
    ["invalid ports: port 8888 is used twice", { ports: "8888/tcp", tools: [tool] }],
    ["invalid ports: ports and tools together must not exceed 15, got 16", { ports: portList(16) }],
    [
      "invalid ports: ports and tools together must not exceed 15, got 16",
      { ports: portList(15), tools: [tool] },
    ],
    ["invalid tools[0].name: value must be in list [Jupyter]", { tools: [{ ...tool, name: "VSCode" }] }],
    ["invalid tools[0].port: value must be a string", { tools: [{ ...tool, port: 8888 }] }],
    ["invalid tools[0].port: value must be a port number", { tools: [{ ...tool, port: "http" }] }],
    ["invalid tools[0].port: port 2222 is reserved", { tools: [{ ...tool, port: "2222" }] }],
    ["invalid tools[0].type: value must be in list [tcp, http]", { tools: [{ ...tool, type: "udp" }] }],
    [
      "invalid envs: number of items must be at most 100",
      { envs: many(101, () => ({ key: "K", value: "" })) },
    ],
    ["invalid envs[1].key: number of characters must be at most 511", { envs: [{}, { key: chars(512) }] }],
    ["invalid envs[0].value: number of characters must be at most 4095", { envs: [{ value: chars(4096) }] }],
    ["invalid envs: value must be a list", { envs: { MODE: "train" } }],
    ["invalid envs[0]: value must be an object", { envs: ["MODE=train"] }],
    ["invalid command: number of characters must be at most 2047", { command: chars(2048) }],
    ["invalid entrypoint: number of characters must be at most 2047", { entrypoint: chars(2048) }],
    [
      "invalid networkStorages: number of items must be at most 30",
      { networkStorages: many(31, (n) => ({ Id: "s", mountPoint: `/m${n}` })) },
    ],
    [
      "invalid networkStorages[0].mountPoint: number of characters must be inside range [1, 4095]",
      { networkStorages: [{ Id: "s", mountPoint: "" }] },
    ],
    [
      "invalid networkStorages[0].mountPoint: number of characters must be inside range [1, 4095]",
      { networkStorages: [{ Id: "s", mountPoint: chars(4096) }] },
    ],
    [
      "invalid networkStorages: mount point /network is used twice",
      { networkStorages: [{ Id: "a" }, { Id: "b" }] },
    ],
    ["invalid kind: value must be in list [gpu, cpu]", { kind: "tpu" }],
    ["invalid month: value must be greater than or equal to 0", { month: -1 }],
    ["invalid month: value must be greater than 0 when billingMode is monthly", { billingMode: "monthly" }],
    ["invalid billingMode: value must be in list [onDemand, monthly, spot]", { billingMode: "postpaid" }],
    ["invalid autoRenew: value must be a boolean", { autoRenew: "true" }],
    ["invalid autoRenewMonth: value must be inside range [1, 12]", { autoRenewMonth: 0 }],
    ["invalid autoRenewMonth: value must be inside range [1, 12]", { autoRenewMonth: 13 }],
    ["invalid minCudaVersion: number of characters must be at most 255", { minCudaVersion: chars(256) }],
    ["invalid minCudaVersion: value must look like 11.8 or 12.4", { minCudaVersion: "12" }],
  ])("refuses: %s", (message, fields) => {
    expect(refusal(fields)).toBe(`VALIDATOR_PARAM: ${message}`);
  });

  it.each([0, 5, 9, 10])("raises a root disk of %d GB to 10", (rootfsSize) => {
    expect(read({ rootfsSize })).toMatchObject({ rootfsGb: 10 });
  });

  it("forces monthly if month is above 0", () => {
    expect(read({ month: 2, billingMode: "spot" })).toMatchObject({ month: 2, billingMode: "monthly" });
  });

  it("ignores autoRenew on what is not monthly", () => {
    expect(read({ autoRenew: true })).toMatchObject({ autoRenew: false, billingMode: "onDemand" });
  });

  it("does not know a storage id in small letters", () => {
    expect(read({ networkStorages: [{ id: "s" }] })).toMatchObject({
      mounts: [{ id: "", mountPath: "/network" }],
    });
  });

  it("reads a CPU order without looking at fields that are not of its page", () => {
    const order = readOrder(fieldsOf({ ...fixture("create.request.cpu"), gpuNum: 99, month: -1 }), quirks);
    expect(order).toEqual({
      kind: "cpu",
      name: "cpu-box",
      productId: "cpu.4c8g",
      imageUrl: "docker.io/library/ubuntu:22.04",
      imageAuth: "",
      imageAuthId: "",
      ports: [{ port: 8080, type: "http" }],
      tools: [],
      envs: [{ key: "MODE", value: "serve" }],
      command: "sleep infinity",
      entrypoint: "",
      clusterId: "",
      mounts: [],
      networkId: "",
      localMountPath: "/workspace",
    });
  });

  it("follows the quirks", () => {
    expect(read({ kind: undefined })).toMatchObject({ kind: "gpu" });
    expect(() => read({ kind: undefined }, resolveQuirks({ kind: "required" }))).toThrow(
      "invalid kind: value is required",
    );
    const monthly = read({ billingMode: "monthly" }, resolveQuirks({ monthlyWithoutMonth: "one" }));
    expect(monthly).toMatchObject({ billingMode: "monthly", month: 1 });
  });
});
