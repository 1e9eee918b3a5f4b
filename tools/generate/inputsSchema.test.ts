import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { extended, extensionKeywords } from "./inputsSchema";
import type { JsonScalar, JsonSchema } from "./jsonSchema";

const schema = JSON.parse(readFileSync(join(__dirname, "../../schema.json"), "utf8")) as JsonSchema;

/** Transcribed by hand from the Create GPU Instance page: field, keyword, value. */
const pageBounds: readonly (readonly [string, keyof JsonSchema, JsonScalar | readonly string[]])[] = [
  ["name", "minLength", 0],
  ["name", "maxLength", 255],
  ["productId", "minLength", 1],
  ["productId", "maxLength", 255],
  ["gpuNum", "minimum", 1],
  ["gpuNum", "maximum", 8],
  ["rootfsSize", "minimum", 10],
  ["rootfsSize", "maximum", 6144],
  ["imageUrl", "minLength", 1],
  ["imageUrl", "maxLength", 500],
  ["imageAuth", "minLength", 0],
  ["imageAuth", "maxLength", 10239],
  ["envs", "maxItems", 100],
  ["envs[].key", "minLength", 0],
  ["envs[].key", "maxLength", 511],
  ["envs[].value", "minLength", 0],
  ["envs[].value", "maxLength", 4095],
  ["tools[].name", "enum", ["Jupyter"]],
  ["tools[].port", "pattern", "^[0-9]{1,5}$"],
  ["tools[].type", "enum", ["tcp", "http"]],
  ["command", "minLength", 0],
  ["command", "maxLength", 2047],
  ["entrypoint", "minLength", 0],
  ["entrypoint", "maxLength", 2047],
  ["localStorageMountPoint", "default", "/workspace"],
  ["networkStorages", "maxItems", 30],
  ["networkStorages[].mountPoint", "minLength", 1],
  ["networkStorages[].mountPoint", "maxLength", 4095],
  ["networkStorages[].mountPoint", "default", "/network"],
  ["kind", "enum", ["gpu", "cpu"]],
  ["kind", "default", "gpu"],
  ["month", "minimum", 0],
  ["billingMode", "enum", ["onDemand", "monthly", "spot"]],
  ["billingMode", "default", "onDemand"],
  ["autoRenew", "default", false],
  ["autoRenewMonth", "minimum", 1],
  ["autoRenewMonth", "maximum", 12],
  ["minCudaVersion", "minLength", 0],
  ["minCudaVersion", "maxLength", 255],
  ["minCudaVersion", "pattern", "^([0-9]+(\\.[0-9]+)+)?$"],
];

/** The types on the same page. */
const pageTypes: Readonly<Record<string, string>> = {
  name: "string",
  productId: "string",
  gpuNum: "integer",
  rootfsSize: "integer",
  imageUrl: "string",
  imageAuth: "string",
  imageAuthId: "string",
  ports: "string",
  envs: "array",
  tools: "array",
  command: "string",
  entrypoint: "string",
  clusterId: "string",
  localStorageMountPoint: "string",
  networkStorages: "array",
  networkId: "string",
  kind: "string",
  month: "integer",
  billingMode: "string",
  autoRenew: "boolean",
  autoRenewMonth: "integer",
  minCudaVersion: "string",
};

const boundKeywords = [
  "enum",
  "default",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "minItems",
  "maxItems",
  "pattern",
] as const;

describe("schema.json", () => {
  it("is a JSON Schema 2020-12 that a strict validator accepts once it knows the extensions", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(() => validator()).not.toThrow();
  });

  it("has exactly the 22 body fields of the page's two variants, with the page's types, and lifecycle", () => {
    const types = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, property.type]);
    expect(Object.fromEntries(types)).toEqual({ ...pageTypes, lifecycle: "object" });
    expect(types).toHaveLength(23);
  });

  it.each(pageBounds)("%s: %s is %j", (path, keyword, value) => {
    expect(at(path)[keyword]).toEqual(value);
  });

  it("has no bound, enum or default that the table above lacks", () => {
    const createFields = Object.entries(schema.properties ?? {}).filter(([name]) => name !== "lifecycle");
    const found = createFields.flatMap(([name, property]) => boundsIn(name, property));
    expect(found.sort()).toEqual(pageBounds.map(([path, keyword]) => `${path} ${keyword}`).sort());
  });

  it("has the lifecycle options with their defaults and bounds", () => {
    const duration = "^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$";
    expect(at("lifecycle.timeouts.create")).toMatchObject({
      type: "string",
      default: "30m",
      pattern: duration,
    });
    expect(at("lifecycle.timeouts.update")).toMatchObject({
      type: "string",
      default: "30m",
      pattern: duration,
    });
    expect(at("lifecycle.timeouts.delete")).toMatchObject({
      type: "string",
      default: "10m",
      pattern: duration,
    });
    expect(at("lifecycle.adopt")).toMatchObject({ type: "string", minLength: 1 });
    expect(at("lifecycle.maxHourlyPrice")).toMatchObject({ type: "number", exclusiveMinimum: 0 });
    expect(at("lifecycle.onImageChange")).toMatchObject({ enum: ["reset", "replace"], default: "reset" });
    expect(at("lifecycle.waitUntil")).toMatchObject({ enum: ["running", "created"], default: "running" });
  });

  it("describes every property and closes every object", () => {
    expect(
      everySchema(schema).filter((one) => one.properties !== undefined && one.additionalProperties !== false),
    ).toEqual([]);
    const properties = everySchema(schema).flatMap((one) => Object.entries(one.properties ?? {}));
    expect(properties.filter(([, property]) => !property.description?.endsWith("."))).toEqual([]);
  });
});

describe("what schema.json accepts", () => {
  const gpu = { productId: "p", gpuNum: 1, rootfsSize: 10, imageUrl: "i" };
  const cpu = { kind: "cpu", productId: "p", imageUrl: "i" };

  it.each([
    ["a GPU instance without kind", gpu],
    ["a GPU instance with kind", { ...gpu, kind: "gpu" }],
    ["a CPU instance without GPU fields", cpu],
    ["a storage named by the user-side id", { ...gpu, networkStorages: [{ id: "s" }] }],
    ["a long duration", { ...gpu, lifecycle: { timeouts: { create: "1h30m" } } }],
    ["an empty CUDA version", { ...gpu, minCudaVersion: "" }],
    ["a CUDA version", { ...gpu, minCudaVersion: "12.4" }],
  ])("accepts %s", (_what, inputs) => {
    expect(errorsOf(inputs)).toEqual([]);
  });

  it.each([
    [
      "a GPU instance without GPU fields",
      { productId: "p", imageUrl: "i" },
      ["gpuNum is required", "rootfsSize is required"],
    ],
    [
      "kind gpu without GPU fields",
      { ...cpu, kind: "gpu" },
      ["gpuNum is required", "rootfsSize is required"],
    ],
    ["nothing at all", { kind: "cpu" }, ["productId is required", "imageUrl is required"]],
    [
      "the API's own storage id",
      { ...gpu, networkStorages: [{ Id: "s" }] },
      ["id is required", "additionalProperties"],
    ],
    ["a variable without its value", { ...gpu, envs: [{ key: "A" }] }, ["value is required"]],
    [
      "a tool of which only the name is given",
      { ...gpu, tools: [{ name: "Jupyter" }] },
      ["port is required", "type is required"],
    ],
    ["a field nobody knows", { ...gpu, gpuNumber: 1 }, ["additionalProperties"]],
    ["a duration without a unit", { ...gpu, lifecycle: { timeouts: { create: "30" } } }, ["pattern"]],
    ["a CUDA version without a dot", { ...gpu, minCudaVersion: "12" }, ["pattern"]],
  ])("refuses %s", (_what, inputs, expected) => {
    expect(errorsOf(inputs)).toEqual(expected);
  });
});

function validator(): ReturnType<Ajv2020["compile"]> {
  const ajv = new Ajv2020({ strict: true, strictRequired: true, allErrors: true });
  for (const keyword of extensionKeywords(schema)) ajv.addKeyword(keyword);
  return ajv.compile(schema);
}

/** Messages of a refusal, without the one that only says that the `if` around another failed. */
function errorsOf(inputs: object): readonly string[] {
  const validate = validator();
  validate(inputs);
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== "if")
    .map((error) =>
      error.keyword === "required" ? `${String(error.params["missingProperty"])} is required` : error.keyword,
    );
}

function at(path: string): JsonSchema {
  return path.split(".").reduce<JsonSchema>((parent, step) => {
    const property = parent.properties?.[step.replace("[]", "")];
    const found = step.endsWith("[]") ? property?.items : property;
    if (found === undefined) throw new Error(`schema.json has no ${path}`);
    return found;
  }, schema);
}

function boundsIn(path: string, property: JsonSchema): readonly string[] {
  const own = boundKeywords
    .filter((keyword) => property[keyword] !== undefined)
    .map((keyword) => `${path} ${keyword}`);
  const nested = Object.entries(property.items?.properties ?? {});
  return [...own, ...nested.flatMap(([name, inner]) => boundsIn(`${path}[].${name}`, inner))];
}

function everySchema(from: JsonSchema): readonly JsonSchema[] {
  const children = [
    ...Object.values(from.properties ?? {}),
    ...(from.items === undefined ? [] : [from.items]),
  ];
  return [from, ...children.flatMap(everySchema)].filter((one) => typeof one === "object");
}

it("has the inputs of instances at its root, and those of other resources beside it, each whole", () => {
  const { title, $defs = {} } = schema as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const { NetworkStorage: { required, properties = {} } = {} } = $defs;
  expect([title, Object.keys($defs)]).toEqual([
    "GpuInstanceInputs",
    ["NetworkStorage", "RegistryAuth", "ImagePrewarm", "Template", "Network"],
  ]);
  expect([required, Object.keys(properties)]).toEqual([
    ["clusterId", "size"],
    ["clusterId", "name", "size", "lifecycle"],
  ]);
  const { Template: { required: needed, properties: held = {} } = {} } = $defs;
  expect([needed, Object.keys(held)]).toEqual([
    ["imageUrl", "rootfsSize"],
    [
      ...["name", "readme", "type", "channel", "imageUrl", "imageAuthId", "command", "entrypoint"],
      ...["rootfsSize", "ports", "envs", "minCudaVersion", "lifecycle"],
    ],
  ]);
  expect([held.ports?.type, held.ports?.items]).toEqual(["string", undefined]);
  const validate = new Ajv2020({ keywords: [...extensionKeywords(schema)] }).compile(
    $defs.NetworkStorage ?? {},
  );
  expect([validate({ clusterId: "us-ca-6", size: 10 }), validate({ clusterId: "us-ca-6", size: 9 })]).toEqual(
    [true, false],
  );
});

it("a schema is extended property by property", () => {
  const create = { type: "string", default: "10m" };
  const base = {
    title: "A",
    properties: { timeouts: { properties: { create } }, adopt: { type: "string" } },
  };
  const more = { title: "B", properties: { timeouts: { properties: { create: { default: "30m" } } } } };
  expect(extended(base, more)).toEqual({
    title: "B",
    properties: {
      timeouts: { properties: { create: { type: "string", default: "30m" } } },
      adopt: { type: "string" },
    },
  });
});
