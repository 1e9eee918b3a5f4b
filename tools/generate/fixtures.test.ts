import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { loadSources } from "./sources";

const root = join(__dirname, "../..");
const fixtures = join(root, "tests/fixtures");
const { openapi } = loadSources((path) => readFileSync(join(root, path), "utf8"));

/** Which schema of the API document each hand-transcribed fixture must fit. */
const schemaOf: Readonly<Record<string, string>> = {
  "balance.response.json": "Balance",
  "clusters.response.json": "ListClustersResponse",
  "cpuProducts.response.json": "ListCpuProductsResponse",
  "create.request.cpu.json": "CreateInstanceRequest",
  "create.request.full.json": "CreateInstanceRequest",
  "create.request.minimal.json": "CreateInstanceRequest",
  "create.request.spot.json": "CreateInstanceRequest",
  "create.response.json": "CreateInstanceResponse",
  "edit.request.json": "EditInstanceRequest",
  "get.response.failed.json": "Instance",
  "get.response.full.json": "Instance",
  "get.response.json": "Instance",
  "imagePrewarm.request.json": "CreateImagePrewarmRequest",
  "imagePrewarm.response.json": "ImagePrewarmIdResponse",
  "imagePrewarmDelete.request.json": "DeleteImagePrewarmsRequest",
  "imagePrewarmEdit.request.json": "UpdateImagePrewarmRequest",
  "imagePrewarmQuota.response.json": "ImagePrewarmQuota",
  "imagePrewarms.response.json": "ListImagePrewarmsResponse",
  "jobs.response.json": "ListJobsResponse",
  "list.response.json": "ListInstancesResponse",
  "metrics.response.json": "Metrics",
  "network.response.json": "GetNetworkResponse",
  "networkCreate.request.json": "CreateNetworkRequest",
  "networkDelete.request.json": "DeleteNetworkRequest",
  "networkStorageCreate.request.json": "CreateNetworkStorageRequest",
  "networkStorageCreate.response.json": "CreateNetworkStorageResponse",
  "networkStorageCreate.response.object.json": "CreateNetworkStorageResponse",
  "networkStorageDelete.request.json": "DeleteNetworkStorageRequest",
  "networkStorageUpdate.request.json": "UpdateNetworkStorageRequest",
  "networkStorages.response.json": "ListNetworkStoragesResponse",
  "networkStorages.response.real.json": "ListNetworkStoragesResponse",
  "networkUpdate.request.json": "UpdateNetworkRequest",
  "networks.response.json": "ListNetworksResponse",
  "power.request.json": "InstanceIdRequest",
  "products.response.json": "ListProductsResponse",
  "registryAuthDelete.request.json": "DeleteRegistryAuthRequest",
  "registryAuthSave.request.json": "SaveRegistryAuthRequest",
  "registryAuths.response.json": "ListRegistryAuthsResponse",
  "renewInstance.request.json": "RenewInstanceRequest",
  "setAutoMigrate.request.json": "SetAutoMigrateRequest",
  "setAutoRenew.request.json": "SetAutoRenewRequest",
  "start.response.json": "ActionResponse",
  "stop.response.json": "ActionResponse",
  "template.response.json": "GetTemplateResponse",
  "templateCreate.request.json": "CreateTemplateRequest",
  "templateDelete.request.json": "DeleteTemplateRequest",
  "templateId.response.json": "TemplateIdResponse",
  "templates.response.json": "ListTemplatesResponse",
  "transToMonthlyInstance.request.json": "TransToMonthlyRequest",
  "upgrade.request.json": "UpgradeInstanceRequest",
};

/** The two halves of an Instance, which only together hold all its fields. */
const halves = ["InstanceListItem", "InstanceDetails"];

const closed = Object.fromEntries(
  Object.entries(openapi.components.schemas).map(([name, schema]) => {
    const open = schema.properties === undefined || halves.includes(name);
    return [name, open ? schema : { ...schema, additionalProperties: false }] as const;
  }),
);

describe("fixtures transcribed from the API pages", () => {
  it("are all in the table, and the table names no other", () => {
    const files = readdirSync(fixtures).filter((file) => file.endsWith(".json"));
    expect(files.sort()).toEqual(Object.keys(schemaOf).sort());
  });

  it.each(Object.entries(schemaOf))(
    "%s fits %s, with no field that the document does not know",
    (file, schema) => {
      expect(problems(schema, read(file))).toEqual([]);
    },
  );

  it.each(readdirSync(join(fixtures, "errors")))(
    "errors/%s fits ErrorResponse, with a reason that the document lists",
    (file) => {
      const body = read(`errors/${file}`) as { readonly reason: string };
      expect(problems("ErrorResponse", body)).toEqual([]);
      expect(openapi.components.schemas["ErrorReason"]?.enum).toContain(body.reason);
    },
  );

  it.each([
    ["a bound were broken", { gpuNum: 9 }, ["/gpuNum must be <= 8"]],
    [
      "a required field were missing",
      { gpuNum: undefined },
      [" must have required property 'gpuNum'", ' must match "else" schema'],
    ],
    [
      "a nested field were unknown",
      { envs: [{ key: "A", valu: "b" }] },
      ["/envs/0 must NOT have additional properties"],
    ],
    ["a field were unknown", { colour: "red" }, [" must NOT have additional properties"]],
  ])("would not fit if %s", (_what, change, expected) => {
    const minimal = read("create.request.minimal.json") as object;
    expect(problems("CreateInstanceRequest", JSON.parse(JSON.stringify({ ...minimal, ...change })))).toEqual(
      expected,
    );
  });
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(fixtures, file), "utf8"));
}

/** What is wrong with a value by a schema of the document, with every object closed so that a forgotten field shows. */
function problems(schema: string, value: unknown): readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "urn:novita:api", components: { schemas: closed } }, undefined, false, false);
  const validate = ajv.compile({
    $ref: `urn:novita:api#/components/schemas/${schema}`,
    ...(schema === "Instance" ? { unevaluatedProperties: false } : {}),
  });
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`).sort();
}
