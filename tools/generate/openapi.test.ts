import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { secretPaths } from "./fieldFacts";
import { changes, kinds, type JsonSchema } from "./jsonSchema";
import { loadSources } from "./sources";

const { openapi } = loadSources((path) => readFileSync(join(__dirname, "../..", path), "utf8"));
const schemas = openapi.components.schemas;
const createFields = schemas["CreateInstanceRequest"]?.properties ?? {};

/** Operations and their addresses, transcribed by hand from the API pages. */
const pageOperations = {
  createInstance: "POST /gpu/instance/create",
  getInstance: "GET /gpu/instance",
  listInstances: "GET /gpu/instances",
  editInstance: "POST /gpu/instance/edit",
  startInstance: "POST /gpu/instance/start",
  stopInstance: "POST /gpu/instance/stop",
  restartInstance: "POST /gpu/instance/restart",
  deleteInstance: "POST /gpu/instance/delete",
  upgradeInstance: "POST /gpu/instance/upgrade",
  migrateInstance: "POST /gpu/instance/migrate",
  renewInstance: "POST /gpu/instance/renewInstance",
  transToMonthlyInstance: "POST /gpu/instance/transToMonthlyInstance",
  setAutoRenew: "POST /gpu/instance/setAutoRenew",
  setAutoMigrate: "POST /gpu/instance/setAutoMigrate",
  listProducts: "GET /products",
  listCpuProducts: "GET /cpu/products",
  listClusters: "GET /clusters",
  createNetworkStorage: "POST /networkstorage/create",
  listNetworkStorages: "GET /networkstorages/list",
  updateNetworkStorage: "POST /networkstorage/update",
  deleteNetworkStorage: "POST /networkstorage/delete",
  createNetwork: "POST /network/create",
  getNetwork: "GET /network",
  listNetworks: "GET /networks",
  updateNetwork: "POST /network/update",
  deleteNetwork: "POST /network/delete",
  saveRegistryAuth: "POST /repository/auth/save",
  listRegistryAuths: "GET /repository/auths",
  deleteRegistryAuth: "POST /repository/auth/delete",
  createTemplate: "POST /template/create",
  getTemplate: "GET /template",
  listTemplates: "GET /templates",
  updateTemplate: "POST /template/update",
  deleteTemplate: "POST /template/delete",
  createImagePrewarm: "POST /image/prewarm",
  listImagePrewarms: "GET /image/prewarm",
  updateImagePrewarm: "POST /image/prewarm/edit",
  deleteImagePrewarms: "POST /image/prewarm/delete",
  getImagePrewarmQuota: "GET /image/prewarm/quota",
  listJobs: "GET /jobs",
  breakJob: "POST /job/break",
  saveImage: "POST /job/save/image",
  getMetrics: "GET /openapi/v1/metrics/gpu/instance",
  getBalance: "GET /openapi/v1/billing/balance/detail",
  getUser: "GET /v3/user",
};

const allReasons = schemas["ErrorReason"]?.enum ?? [];

const operations = Object.entries(openapi.paths).flatMap(([path, { get, post }]) => [
  ...(get ? [{ address: `GET ${path}`, ...get }] : []),
  ...(post ? [{ address: `POST ${path}`, ...post }] : []),
]);

describe("the operations", () => {
  it("are those of the API pages, each with its operationId", () => {
    const found = operations.map(({ operationId, address }) => [operationId, address] as const);
    expect(Object.fromEntries(found)).toEqual(pageOperations);
    expect(found).toHaveLength(45);
  });

  it.each(operations)("$operationId has every kind of answer", ({ responses }) => {
    expect(Object.keys(responses)).toEqual(["200", "400", "401", "403", "404", "429", "5XX"]);
  });

  it.each(operations)("$operationId gives reasons that exist, each once", (operation) => {
    const { "x-novita-reasons": reasons = {} } = operation;
    expect(Object.keys(reasons).filter((status) => status !== "400" && status !== "404")).toEqual([]);
    for (const list of Object.values(reasons)) {
      expect(list.filter((reason) => !allReasons.includes(reason))).toEqual([]);
      expect([...new Set(list)]).toEqual(list);
    }
  });

  it.each(operations)("$operationId has rules for fields that it has", (operation) => {
    const { "x-novita-rules": rules = [], requestBody } = operation;
    const { $ref = "" } = requestBody?.content?.["application/json"].schema ?? {};
    const fields = Object.keys(schemas[$ref.replace(/^.*\//, "")]?.properties ?? {});
    expect(rules.filter((field) => !fields.includes(field))).toEqual([]);
  });
});

describe("the refusals that any operation may give", () => {
  it("have reasons with the status that the error page gives them", () => {
    const refusals = Object.entries(openapi.components.responses).filter(([name]) => name !== "Accepted");
    const given = refusals.map(([name, response]) => [name, response["x-novita-reasons"]]);
    expect(Object.fromEntries(given)).toEqual({
      BadRequest: [
        ...["VALIDATOR_PARAM", "REQUEST", "MISSING_API_KEY", "GET_TOKEN_FAILED", "INVALID_USER_TOKEN"],
        ...["USER_NOT_FOUND", "USER_NOT_ACTIVATED", "BANNED_USER"],
      ],
      Unauthorized: ["UNAUTHORIZED", "FAILED_TO_AUTH"],
      Forbidden: ["FORBIDDEN", "INVALID_API_KEY", "API_NOT_ALLOWED"],
      NotFound: ["API_NOT_FOUND"],
      RateLimited: ["RATE_LIMIT_EXCEEDED", "SEND_CODE_TOO_FAST"],
      ServerError: ["UNKNOWN", "WALLET_NOT_FOUND"],
    });
  });
});

describe("the create request", () => {
  it("says of every field how it changes, whether it is echoed and what it is", () => {
    const facts = Object.values(createFields).map((field) => ({
      change: changes.some((known) => known === field["x-novita-change"]),
      echoed: typeof field["x-novita-echoed"],
      kinds: (field["x-novita-kinds"] ?? []).every((kind) => kinds.includes(kind)),
      described: field.description?.endsWith("."),
    }));
    expect(facts).toEqual(
      Array.from({ length: 22 }, () => ({ change: true, echoed: "boolean", kinds: true, described: true })),
    );
  });

  it("changes each field by the endpoint of the design's table", () => {
    const by = (change: string): readonly string[] =>
      Object.entries(createFields).flatMap(([name, field]) =>
        field["x-novita-change"] === change ? [name] : [],
      );
    expect(Object.fromEntries(changes.map((change) => [change, by(change)]))).toEqual({
      edit: ["rootfsSize", "ports"],
      upgrade: ["imageUrl", "imageAuthId", "envs", "command", "entrypoint", "networkStorages"],
      setAutoRenew: ["autoRenew", "autoRenewMonth"],
      month: ["month"],
      billingMode: ["billingMode"],
      update: [],
      grow: [],
      replace: [
        "name",
        "productId",
        "gpuNum",
        "imageAuth",
        "tools",
        "clusterId",
        "localStorageMountPoint",
        "networkId",
        "kind",
        "minCudaVersion",
      ],
    });
  });

  it("has the fields that only one variant of the page has", () => {
    const only = (kind: string): readonly string[] =>
      Object.entries(createFields).flatMap(([name, field]) =>
        field["x-novita-kinds"]?.join() === kind ? [name] : [],
      );
    expect({ gpu: only("gpu"), cpu: only("cpu") }).toEqual({
      gpu: ["gpuNum", "rootfsSize", "month", "billingMode", "autoRenew", "autoRenewMonth", "minCudaVersion"],
      cpu: ["localStorageMountPoint"],
    });
  });
});

/** The fields of what else can be created, by how a change of each reaches it: transcribed by hand from the API pages. */
const companions = {
  CreateNetworkStorageRequest: { update: ["storageName"], grow: ["storageSize"], replace: ["clusterId"] },
  SaveRegistryAuthRequest: { update: [], replace: ["name", "username", "password"] },
  CreateNetworkRequest: { update: ["name"], replace: ["clusterId"] },
  TemplateFields: {
    update: [
      ...[
        "name",
        "readme",
        "image",
        "imageAuth",
        "startCommand",
        "entrypoint",
        "rootfsSize",
        "ports",
        "envs",
      ],
      "minCudaVersion",
    ],
    replace: ["type", "channel"],
  },
  CreateImagePrewarmRequest: {
    update: ["note"],
    replace: ["imageUrl", "clusterId", "repositoryAuth", "productIds"],
  },
};

describe("the requests that create what an instance needs", () => {
  it.each(Object.entries(companions))("%s says of every field how it changes", (name, expected) => {
    const fields = Object.entries(schemas[name]?.properties ?? {});
    const by = (change: string): readonly string[] =>
      fields.flatMap(([field, schema]) => (schema["x-novita-change"] === change ? [field] : []));
    const told = { update: by("update"), grow: by("grow"), replace: by("replace") };
    expect(told).toEqual({ grow: [], ...expected });
    expect(
      fields.map(([, schema]) => [typeof schema["x-novita-echoed"], schema.description?.endsWith(".")]),
    ).toEqual(fields.map(() => ["boolean", true]));
    expect(fields).toHaveLength(Object.values(told).flat().length);
  });
});

describe("the secrets promise", () => {
  it("marks every credential, in requests and in answers, and nothing else", () => {
    const marked = Object.entries(schemas).flatMap(([name, schema]) => secretPaths(schema, name));
    expect(marked).toEqual([
      "CreateInstanceRequest.imageAuth",
      "EnvVar.value",
      "InstanceDetails.sshCommand",
      "InstanceDetails.sshPassword",
      "ConnectSsh.sshCommand",
      "ConnectSsh.password",
      "ConnectWebTerminal.address",
      "ConnectWebTerminal.password",
      "SaveRegistryAuthRequest.password",
      "RegistryAuth.password",
    ]);
  });

  it("leaves no field that is named like a credential unmarked", () => {
    // Of a template it is the id of a credential.
    const isId = ["TemplateFields.imageAuth", "Template.imageAuth"];
    const suspicious = Object.entries(schemas).flatMap(([name, schema]) =>
      Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
        /password|secret|token|sshCommand|^imageAuth$/i.test(key) && !isId.includes(`${name}.${key}`)
          ? [[`${name}.${key}`, property["x-novita-secret"]]]
          : [],
      ),
    );
    expect(suspicious).toEqual(suspicious.map(([path]) => [path, true]));
    expect(suspicious).toHaveLength(8);
  });
});

describe("the schemas", () => {
  it.each(Object.keys(schemas))("%s is valid, and requires no property that it lacks", (name) => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: true });
    for (const keyword of extensionsOf(schemas)) ajv.addKeyword(keyword);
    ajv.addVocabulary(["components"]);
    ajv.addSchema(
      { $id: "urn:novita:api", components: openapi.components } as object,
      "urn:novita:api",
      false,
      false,
    );
    expect(() => ajv.compile({ $ref: `urn:novita:api#/components/schemas/${name}` })).not.toThrow();
  });
});

function extensionsOf(value: Readonly<Record<string, JsonSchema>>): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (key, inner: unknown) => {
    if (key.startsWith("x-")) found.add(key);
    return inner;
  });
  return found;
}
