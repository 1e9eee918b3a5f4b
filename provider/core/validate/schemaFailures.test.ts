import { schemaFailures } from "../../resources/gpuInstance/bound.testkit";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { full, minimal, minimalCpu, withAt } from "../../resources/gpuInstance/sampleInputs.testkit";
import { UNKNOWN } from "../declaration";
import { wordedPatterns } from "./expectations";
import { nearest } from "./schemaFailures";

const x = (length: number): string => "x".repeat(length);
const many = <T>(length: number, entry: (at: number) => T): T[] =>
  Array.from({ length }, (_, at) => entry(at));
const envs = (length: number) => many(length, (at) => ({ key: `K${at}`, value: "v" }));
const storages = (length: number) => many(length, (at) => ({ id: `s${at}`, mountPoint: `/d${at}` }));
const version = (length: number): string => `1.${"1".repeat(length - 2)}`;

it("has nothing against inputs that are right", () => {
  expect(schemaFailures(full)).toEqual([]);
  expect(schemaFailures(minimal)).toEqual([]);
  expect(schemaFailures(minimalCpu)).toEqual([]);
});

/** Path; the last value that passes; the first that fails; the sentence, whose subject is the path. */
const bounds: readonly (readonly [string, unknown, unknown, string])[] = [
  ["name", x(255), x(256), "must be a string of at most 255 characters, but is a string of 256 characters."],
  ["productId", "p", "", 'must be a string of 1 to 255 characters, but is "".'],
  [
    "productId",
    x(255),
    x(256),
    "must be a string of 1 to 255 characters, but is a string of 256 characters.",
  ],
  ["gpuNum", 1, 0, "must be a whole number from 1 to 8, but is 0."],
  ["gpuNum", 8, 9, "must be a whole number from 1 to 8, but is 9."],
  ["gpuNum", 2, 1.5, "must be a whole number from 1 to 8, but is 1.5."],
  ["gpuNum", 2, -1, "must be a whole number from 1 to 8, but is -1."],
  ["rootfsSize", 10, 9, "must be a whole number from 10 to 6144, but is 9."],
  ["rootfsSize", 6144, 6145, "must be a whole number from 10 to 6144, but is 6145."],
  ["imageUrl", "i", "", 'must be a string of 1 to 500 characters, but is "".'],
  ["imageUrl", x(500), x(501), "must be a string of 1 to 500 characters, but is a string of 501 characters."],
  [
    "imageAuth",
    x(10239),
    x(10240),
    "must be a string of at most 10239 characters, but is a string of 10240 characters.",
  ],
  ["envs", envs(100), envs(101), "must be a list of at most 100 entries, but is a list of 101 entries."],
  [
    "envs[0].key",
    x(511),
    x(512),
    "must be a string of at most 511 characters, but is a string of 512 characters.",
  ],
  [
    "envs[1].value",
    x(4095),
    x(4096),
    "must be a string of at most 4095 characters, but is a string of 4096 characters.",
  ],
  ["tools[0].name", "Jupyter", "jupyter", 'must be "Jupyter", but is "jupyter".'],
  ["tools[0].port", "1", "", 'must be a port number written as a string, such as "8888", but is "".'],
  [
    "tools[0].port",
    "65535",
    "100000",
    'must be a port number written as a string, such as "8888", but is "100000".',
  ],
  ["tools[0].type", "tcp", "udp", 'must be "tcp" or "http", but is "udp".'],
  [
    "command",
    x(2047),
    x(2048),
    "must be a string of at most 2047 characters, but is a string of 2048 characters.",
  ],
  [
    "entrypoint",
    x(2047),
    x(2048),
    "must be a string of at most 2047 characters, but is a string of 2048 characters.",
  ],
  [
    "networkStorages",
    storages(30),
    storages(31),
    "must be a list of at most 30 entries, but is a list of 31 entries.",
  ],
  ["networkStorages[0].mountPoint", "/", "", 'must be a string of 1 to 4095 characters, but is "".'],
  [
    "networkStorages[0].mountPoint",
    x(4095),
    x(4096),
    "must be a string of 1 to 4095 characters, but is a string of 4096 characters.",
  ],
  ["kind", "gpu", "GPU", 'must be "gpu" or "cpu", but is "GPU".'],
  ["month", 0, -1, "must be a whole number of at least 0, but is -1."],
  ["month", 1, 0.5, "must be a whole number of at least 0, but is 0.5."],
  ["billingMode", "spot", "Spot", 'must be "onDemand", "monthly" or "spot", but is "Spot".'],
  ["autoRenewMonth", 1, 0, "must be a whole number from 1 to 12, but is 0."],
  ["autoRenewMonth", 12, 13, "must be a whole number from 1 to 12, but is 13."],
  [
    "minCudaVersion",
    "11.8",
    "12",
    'must be a version such as "11.8" or "12.4", of at most 255 characters, but is "12".',
  ],
  [
    "minCudaVersion",
    version(255),
    version(256),
    'must be a version such as "11.8" or "12.4", of at most 255 characters, but is a string of 256 characters.',
  ],
  [
    "lifecycle.timeouts.create",
    "1h30m",
    "20 minutes",
    'must be a duration such as "20m" or "1h30m", but is "20 minutes".',
  ],
  ["lifecycle.timeouts.update", "1.5h", "-1m", 'must be a duration such as "20m" or "1h30m", but is "-1m".'],
  ["lifecycle.timeouts.delete", "90s", "", 'must be a duration such as "20m" or "1h30m", but is "".'],
  ["lifecycle.adopt", "8", "", 'must be a string that is not empty, but is "".'],
  ["lifecycle.maxHourlyPrice", 0.0001, 0, "must be a number greater than 0, but is 0."],
  ["lifecycle.onImageChange", "replace", "keep", 'must be "reset" or "replace", but is "keep".'],
  ["lifecycle.power", "off", "paused", 'must be "on" or "off", but is "paused".'],
  [
    "lifecycle.waitForStock",
    "12h",
    "overnight",
    'must be a duration such as "20m" or "1h30m", but is "overnight".',
  ],
  ["lifecycle.waitUntil", "created", "ready", 'must be "running" or "created", but is "ready".'],
];

it.each(bounds)("%s: the bound has two sides (%#)", (path, passes, fails, reason) => {
  expect(schemaFailures(withAt(full, path, passes))).toEqual([]);
  expect(schemaFailures(withAt(full, path, fails))).toEqual([
    { property: path, reason: `${path} ${reason}` },
  ]);
});

it("may be empty if the document says so", () => {
  for (const path of [
    "name",
    "imageAuth",
    "envs[0].key",
    "envs[0].value",
    "command",
    "entrypoint",
    "minCudaVersion",
    "imageAuthId",
    "ports",
    "clusterId",
    "networkId",
  ])
    expect(schemaFailures(withAt(full, path, ""))).toEqual([]);
  for (const path of ["envs", "tools", "networkStorages"])
    expect(schemaFailures(withAt(full, path, []))).toEqual([]);
});

describe("an id that a file or a config has made a number of", () => {
  const path = "networkStorages[0].id";
  const said = (value: unknown): string =>
    schemaFailures({ ...minimal, networkStorages: [{ id: value }] })[0]?.reason ?? "";

  test.each([8097165812345678901, 80971658e13, 12.1, 0.1, -5e300])("%p is not repeated", (id) => {
    expect(said(id)).toBe(
      `${path} must be a string, but is a number. Write it in quotes where it comes from; ${CONFIG}`,
    );
  });

  test("a whole number is an example, and no more", () => {
    expect(said(Number("0123456789"))).toBe(
      `${path} must be a string, but is 123456789. Write it in quotes where it comes from, as in "123456789"; ${CONFIG}`,
    );
  });

  test.each([true, false])("%p is not repeated as a text", (id) => {
    expect(said(id)).toBe(
      `${path} must be a string, but is ${id}. Write it in quotes where it comes from; ${CONFIG}`,
    );
  });

  test("a date comes as an object without anything in it", () => {
    expect(said({})).toBe(
      `${path} must be a string, but is an object. If it is a date in a file, write it in quotes there.`,
    );
  });
});

it("counts characters as people do, not code units", () => {
  expect(schemaFailures({ ...minimal, name: "🚀".repeat(255) })).toEqual([]);
  expect(schemaFailures({ ...minimal, name: "🚀".repeat(256) })).toEqual([
    {
      property: "name",
      reason: "name must be a string of at most 255 characters, but is a string of 256 characters.",
    },
  ]);
});

const CONFIG = "in Pulumi's config, with `pulumi config set --type string`.";

/** Path; a value of a wrong type; the sentence. */
const types: readonly (readonly [string, unknown, string])[] = [
  [
    "name",
    5,
    'must be a string of at most 255 characters, but is 5. Write it in quotes where it comes from, as in "5"; ' +
      CONFIG,
  ],
  [
    "productId",
    4090,
    'must be a string of 1 to 255 characters, but is 4090. Write it in quotes where it comes from, as in "4090"; ' +
      CONFIG,
  ],
  [
    "gpuNum",
    "1",
    'must be a whole number from 1 to 8, but is "1". Write 1, without quotes; config.requireNumber reads one from Pulumi\'s config.',
  ],
  ["gpuNum", "two", 'must be a whole number from 1 to 8, but is "two".'],
  ["gpuNum", true, "must be a whole number from 1 to 8, but is true."],
  ["gpuNum", NaN, "must be a whole number from 1 to 8, but is NaN."],
  ["gpuNum", Infinity, "must be a whole number from 1 to 8, but is Infinity."],
  ["gpuNum", 1e21, "must be a whole number from 1 to 8, but is 1e+21."],
  ["gpuNum", [1], "must be a whole number from 1 to 8, but is a list."],
  [
    "rootfsSize",
    " 60 ",
    'must be a whole number from 10 to 6144, but is " 60 ". Write 60, without quotes; config.requireNumber reads one from Pulumi\'s config.',
  ],
  ["rootfsSize", "60GB", 'must be a whole number from 10 to 6144, but is "60GB".'],
  ["imageUrl", { image: "a" }, "must be a string of 1 to 500 characters, but is an object."],
  [
    "imageAuth",
    5,
    'must be a string of at most 10239 characters, but is a number. Write imageAuth: "username:password".',
  ],
  [
    "imageAuth",
    { username: "u", password: "canary" },
    'must be a string of at most 10239 characters, but is an object. Write imageAuth: "username:password".',
  ],
  [
    "imageAuthId",
    7,
    'must be a string, but is 7. Write it in quotes where it comes from, as in "7"; ' + CONFIG,
  ],
  [
    "ports",
    ["80/http", "22/tcp"],
    'must be a string, but is a list. Write one string, such as ports: "80/http,22/tcp".',
  ],
  ["ports", 80, 'must be a string, but is 80. Write one string, such as ports: "80/http,22/tcp".'],
  [
    "envs",
    { TOKEN: "canary" },
    'must be a list of at most 100 entries, but is an object. Write envs: [{ key: "NAME", value: "value" }].',
  ],
  [
    "envs",
    "TOKEN=canary",
    'must be a list of at most 100 entries, but is a string. Write envs: [{ key: "NAME", value: "value" }].',
  ],
  [
    "envs[0]",
    "TOKEN=canary",
    'must be an object with key and value, but is a string. Write { key: "NAME", value: "value" }.',
  ],
  [
    "envs[1]",
    null,
    'must be an object with key and value, but is null. Write { key: "NAME", value: "value" }.',
  ],
  [
    "envs[0].key",
    5,
    'must be a string of at most 511 characters, but is 5. Write it in quotes where it comes from, as in "5"; ' +
      CONFIG,
  ],
  [
    "envs[0].value",
    5,
    "must be a string of at most 4095 characters, but is a number. Write it in quotes where it comes from; " +
      CONFIG,
  ],
  [
    "envs[0].value",
    true,
    "must be a string of at most 4095 characters, but is a boolean. Write it in quotes where it comes from; " +
      CONFIG,
  ],
  ["envs[0].value", { canary: "canary" }, "must be a string of at most 4095 characters, but is an object."],
  [
    "tools",
    "Jupyter",
    'must be a list, but is "Jupyter". Write tools: [{ name: "Jupyter", port: "8888", type: "http" }].',
  ],
  [
    "tools[0]",
    "Jupyter",
    'must be an object with name, port and type, but is "Jupyter". Write { name: "Jupyter", port: "8888", type: "http" }.',
  ],
  ["tools[0].name", 1, 'must be "Jupyter", but is 1.'],
  [
    "tools[0].port",
    8888,
    'must be a port number written as a string, such as "8888", but is 8888. Write it in quotes where it comes from, as in "8888"; ' +
      CONFIG,
  ],
  ["tools[0].type", false, 'must be "tcp" or "http", but is false.'],
  ["command", ["python", "train.py"], "must be a string of at most 2047 characters, but is a list."],
  [
    "entrypoint",
    1,
    'must be a string of at most 2047 characters, but is 1. Write it in quotes where it comes from, as in "1"; ' +
      CONFIG,
  ],
  [
    "clusterId",
    5,
    'must be a string, but is 5. Write it in quotes where it comes from, as in "5"; ' + CONFIG,
  ],
  [
    "networkStorages",
    "storage-1",
    'must be a list of at most 30 entries, but is "storage-1". Write networkStorages: [{ id: "the storage\'s id", mountPoint: "/data" }].',
  ],
  [
    "networkStorages[0]",
    "storage-1",
    'must be an object with id, but is "storage-1". Write { id: "the storage\'s id", mountPoint: "/data" }.',
  ],
  [
    "networkStorages[0].id",
    1,
    'must be a string, but is 1. Write it in quotes where it comes from, as in "1"; ' + CONFIG,
  ],
  [
    "networkStorages[0].mountPoint",
    1,
    'must be a string of 1 to 4095 characters, but is 1. Write it in quotes where it comes from, as in "1"; ' +
      CONFIG,
  ],
  [
    "localStorageMountPoint",
    1,
    'must be a string, but is 1. Write it in quotes where it comes from, as in "1"; ' + CONFIG,
  ],
  [
    "networkId",
    1,
    'must be a string, but is 1. Write it in quotes where it comes from, as in "1"; ' + CONFIG,
  ],
  ["kind", 1, 'must be "gpu" or "cpu", but is 1.'],
  [
    "month",
    "3",
    'must be a whole number of at least 0, but is "3". Write 3, without quotes; config.requireNumber reads one from Pulumi\'s config.',
  ],
  ["billingMode", true, 'must be "onDemand", "monthly" or "spot", but is true.'],
  [
    "autoRenew",
    "true",
    'must be true or false, but is "true". Write true, without quotes; config.requireBoolean reads one from Pulumi\'s config.',
  ],
  ["autoRenew", "yes", 'must be true or false, but is "yes".'],
  ["autoRenew", 1, "must be true or false, but is 1."],
  [
    "autoRenewMonth",
    "3",
    'must be a whole number from 1 to 12, but is "3". Write 3, without quotes; config.requireNumber reads one from Pulumi\'s config.',
  ],
  [
    "minCudaVersion",
    12.4,
    'must be a version such as "11.8" or "12.4", of at most 255 characters, but is a number. Write it in quotes where it comes from; ' +
      CONFIG,
  ],
  ["minCudaVersion", 12, 'must be a version such as "11.8" or "12.4", of at most 255 characters, but is 12.'],
  [
    "lifecycle",
    "20m",
    'must be an object with any of timeouts, alternatives, adopt, autoMigrate, expires, ignoreOrphans, maxHourlyPrice, onImageChange, onReclaim, power, waitForStock, waitUntil, but is "20m".',
  ],
  [
    "lifecycle.timeouts",
    "20m",
    'must be an object with any of create, update, delete, but is "20m". Write timeouts: { create: "20m" }.',
  ],
  ["lifecycle.timeouts.create", 20, 'must be a duration such as "20m" or "1h30m", but is 20.'],
  [
    "lifecycle.adopt",
    true,
    "must be a string that is not empty, but is true. Write it in quotes where it comes from; " + CONFIG,
  ],
  [
    "lifecycle.maxHourlyPrice",
    "0.5",
    'must be a number greater than 0, but is "0.5". Write 0.5, without quotes; config.requireNumber reads one from Pulumi\'s config.',
  ],
  ["lifecycle.maxHourlyPrice", Infinity, "must be a number greater than 0, but is Infinity."],
  ["lifecycle.onImageChange", true, 'must be "reset" or "replace", but is true.'],
  [
    "lifecycle.power",
    false,
    'must be "on" or "off", but is false. Write it in quotes: without them YAML reads on and off as true and false.',
  ],
  ["lifecycle.waitForStock", 20, 'must be a duration such as "20m" or "1h30m", but is 20.'],
  ["lifecycle.waitUntil", 1, 'must be "running" or "created", but is 1.'],
];

it.each(types)("%s: a wrong type gets one sentence (%#)", (path, value, reason) => {
  const withId = path === "imageAuthId" ? { ...full, imageAuthId: "" } : full;
  expect(schemaFailures(withAt(withId, path, value))).toEqual([
    { property: path, reason: `${path} ${reason}` },
  ]);
});

it("has a wrong-type case for every field of the schema", () => {
  const fields = Object.keys(
    JSON.parse(readFileSync(join(__dirname, "../../../schema.json"), "utf8")).properties,
  );
  expect([...new Set(types.map(([path]) => path.split(/[.[]/)[0]))].sort()).toEqual([...fields].sort());
});

const required: readonly (readonly [string, string])[] = [
  [
    "productId",
    "is required: a string of 1 to 255 characters. Id of the hardware product to rent, from the product list.",
  ],
  ["gpuNum", "is required: a whole number from 1 to 8. Number of GPUs."],
  [
    "rootfsSize",
    "is required: a whole number from 10 to 6144. Size of the root disk in GB; the product may allow less, and it can grow but not shrink.",
  ],
  ["imageUrl", "is required: a string of 1 to 500 characters. Container image to run."],
  ["envs[0].key", "is required: a string of at most 511 characters. Name of the variable."],
  ["envs[1].value", "is required: a string of at most 4095 characters. Value of the variable."],
  ["tools[0].name", 'is required: "Jupyter". Name of the tool.'],
  [
    "tools[0].port",
    'is required: a port number written as a string, such as "8888". Port of the tool, written as a string, 1 to 65535 without 2222, 2223 and 2224.',
  ],
  ["tools[0].type", 'is required: "tcp" or "http". Protocol of the port.'],
  ["networkStorages[0].id", "is required: a string. Id of the network storage."],
];

it.each(required)("%s is missed", (path, reason) => {
  expect(schemaFailures(withAt(full, path, undefined))).toEqual([
    { property: path, reason: `${path} ${reason}` },
  ]);
});

const fieldList =
  "Its fields are name, productId, gpuNum, rootfsSize, imageUrl, imageAuth, imageAuthId, ports, envs, tools, command, entrypoint, clusterId, localStorageMountPoint, networkStorages, networkId, kind, month, billingMode, autoRenew, autoRenewMonth, minCudaVersion, lifecycle.";

it("says which entry of a list repeats another, and waits for those that a preview does not know", () => {
  const ignoring = (...ids: unknown[]) => ({ ...minimal, lifecycle: { ignoreOrphans: ids } });
  expect(schemaFailures(ignoring("i-1", "i-2", "i-1"))).toEqual([
    {
      property: "lifecycle.ignoreOrphans[2]",
      reason: 'lifecycle.ignoreOrphans[2] repeats "i-1" of lifecycle.ignoreOrphans[0]. Remove it.',
    },
  ]);
  expect(schemaFailures(ignoring(UNKNOWN, UNKNOWN))).toEqual([]);
});

it("writes a key that is no name in quotes, as Pulumi writes it", () => {
  const [found] = schemaFailures({ ...minimal, lifecycle: { timeouts: { 'a."b\\': "1m" } } });
  expect(found?.property).toBe('lifecycle.timeouts["a.\\"b\\\\"]');
});

it("shows in a value what nobody would see", () => {
  expect(schemaFailures({ ...minimal, kind: "gpu\u200b" }).map(({ reason }) => reason)).toEqual([
    'kind must be "gpu" or "cpu", but is "gpu\\u{200b}".',
  ]);
});

const misspelt: readonly (readonly [string, string])[] = [
  ["imageURL", "is not a field of a GpuInstance. Did you mean imageUrl?"],
  ["gpunum", "is not a field of a GpuInstance. Did you mean gpuNum?"],
  ["env", "is not a field of a GpuInstance. Did you mean envs?"],
  ["imageAuht", "is not a field of a GpuInstance. Did you mean imageAuth?"],
  ["rootFsSize", "is not a field of a GpuInstance. Did you mean rootfsSize?"],
  ["months", "is not a field of a GpuInstance. Did you mean month?"],
  ["gpuCount", "is not a field of a GpuInstance. Did you mean gpuNum?"],
  ["image", "is not a field of a GpuInstance. Did you mean imageUrl?"],
  ["disk_size", "is not a field of a GpuInstance. Did you mean rootfsSize?"],
  [
    "imageRegistryAuth",
    "is not a field of a GpuInstance. Did you mean imageAuth, or imageAuthId for a credential that is stored at Novita?",
  ],
  ["region", "is not a field of a GpuInstance. Did you mean clusterId?"],
  ["port", "is not a field of a GpuInstance. Did you mean ports?"],
  ["maxHourlyPrice", "is not a field of a GpuInstance. Did you mean lifecycle: { maxHourlyPrice }?"],
  [
    "templateId",
    "is not a field of a GpuInstance. Novita creates no instance from a template by its API: declare what the template says.",
  ],
  ["toString", `is not a field of a GpuInstance. ${fieldList}`],
  ["envs[0].name", "is not a field of envs[0]. Did you mean key?"],
  ["id", `is not a field of a GpuInstance. ${fieldList}`],
  ["constructor", `is not a field of a GpuInstance. ${fieldList}`],
  ["envs[0].vale", "is not a field of envs[0]. Did you mean value?"],
  ["envs[0].secretRef", "is not a field of envs[0]. Its fields are key, value."],
  ["tools[0].ports", "is not a field of tools[0]. Did you mean port?"],
  ["tools[0].protocol", "is not a field of tools[0]. Did you mean type?"],
  ["networkStorages[0].Id", "is not a field of networkStorages[0]. Did you mean id?"],
  ["networkStorages[0].path", "is not a field of networkStorages[0]. Did you mean mountPoint?"],
  ["lifecycle.timeout", "is not a field of lifecycle. Did you mean timeouts?"],
  [
    "lifecycle.retries",
    "is not a field of lifecycle. Its fields are timeouts, alternatives, adopt, autoMigrate, expires, ignoreOrphans, maxHourlyPrice, onImageChange, onReclaim, power, waitForStock, waitUntil.",
  ],
  ["lifecycle.timeouts.Create", "is not a field of lifecycle.timeouts. Did you mean create?"],
  ["lifecycle.timeouts.read", "is not a field of lifecycle.timeouts. Its fields are create, update, delete."],
];

it.each(misspelt)("%s is no field", (path, reason) => {
  expect(schemaFailures(withAt(full, path, "canary"))).toEqual([
    { property: path, reason: `${path} ${reason}` },
  ]);
});

it("finds the nearest word, and none that is far", () => {
  expect(nearest("KIND", ["name", "kind"])).toBe("kind");
  expect(nearest("mont", ["month", "mount"])).toBe("month");
  expect(nearest("nam", ["name", "kind"])).toBe("name");
  expect(nearest("zzz", ["name", "kind"])).toBeUndefined();
});

it("says everything that is wrong at once", () => {
  const failures = schemaFailures({
    gpuNum: 9,
    imageURL: "a",
    kind: "tpu",
    envs: [{ key: 1 }],
    lifecycle: { adopt: "" },
  });
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "envs[0].key",
    "envs[0].value",
    "gpuNum",
    "imageURL",
    "imageUrl",
    "kind",
    "lifecycle.adopt",
    "productId",
    "rootfsSize",
  ]);
});

it("never shows a secret, wherever it stands", () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ["imageAuth", "canary".repeat(2000)],
    ["imageAuth", ["canary"]],
    ["imageAuth", { canary: "canary" }],
    ["envs", "A=canary"],
    ["envs", { canary: "canary" }],
    ["envs[0]", "A=canary"],
    ["envs[0].value", "canary".repeat(1000)],
    ["envs[0].value", { canary: "canary" }],
    ["envs[0].val", "canary"],
    ["imageAuht", "canary"],
    ["env", "A=canary"],
  ];
  for (const [path, value] of wrong) {
    const failures = schemaFailures(withAt(full, path, value));
    expect(failures).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain("canary");
  }
});

it("has words for every pattern of the schema, and for no other", () => {
  const text = readFileSync(join(__dirname, "../../../schema.json"), "utf8");
  const patterns = new Set<string>();
  JSON.parse(text, (key, value: unknown) => {
    if (key === "pattern") patterns.add(String(value));
    return value;
  });
  expect([...wordedPatterns].sort()).toEqual([...patterns].sort());
});

/** Every place of the full inputs, lists and objects among them. */
function placesIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [path];
  const inside = Array.isArray(value)
    ? value.flatMap((each, at) => placesIn(each, `${path}[${at}]`))
    : Object.entries(value).flatMap(([key, each]) => placesIn(each, path === "" ? key : `${path}.${key}`));
  return path === "" ? inside : [path, ...inside];
}

describe("what a preview does not know", () => {
  it.each(placesIn(full))("%s is skipped, and other failures still show", (path) => {
    expect(schemaFailures(withAt(full, path, UNKNOWN))).toEqual([]);
    const other = path === "imageUrl" ? "productId" : "imageUrl";
    expect(
      schemaFailures(withAt(withAt(full, other, ""), path, UNKNOWN)).map(({ property }) => property),
    ).toEqual([other]);
  });

  it("leaves open what an unknown kind would require", () => {
    const { gpuNum: _gpuNum, rootfsSize: _rootfsSize, ...rest } = minimal;
    expect(schemaFailures({ ...rest, kind: UNKNOWN })).toEqual([]);
    expect(schemaFailures({ ...rest, kind: "gpu" }).map(({ property }) => property)).toEqual([
      "gpuNum",
      "rootfsSize",
    ]);
  });

  it("counts the entries of a list all the same", () => {
    expect(schemaFailures({ ...minimal, envs: many(101, () => UNKNOWN) })).toEqual([
      {
        property: "envs",
        reason: "envs must be a list of at most 100 entries, but is a list of 101 entries.",
      },
    ]);
  });
});
