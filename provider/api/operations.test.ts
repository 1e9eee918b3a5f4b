import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { API_PATH, DEFAULT_BASE_URL } from "./baseUrl";
import { type Operation, type OperationName, operations, priorities, priorityOf } from "./operations";

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Record<string, Record<"get" | "post", { operationId: string } | undefined>>;
}

const document = parse(readFileSync(join(__dirname, "novita.openapi.yaml"), "utf8")) as Document;

const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
  (["get", "post"] as const).flatMap((method) => {
    const operation = methods[method];
    return operation ? [[operation.operationId, method.toUpperCase(), path] as const] : [];
  }),
);

test.each(Object.entries<Operation>(operations))("%s is what the document says", (name, { method, path }) => {
  expect(documented.filter(([id]) => id === name)).toEqual([[name, method, path]]);
});

test("the document has nothing else but what the provider does not call", () => {
  expect(documented.map(([id]) => id).filter((id) => !(id in operations))).toEqual([
    // The balance says more.
    "getUser",
  ]);
});

test("the document's server is the default base URL and the API's path", () => {
  expect(document.servers.map(({ url }) => url)).toEqual([DEFAULT_BASE_URL + API_PATH]);
});

test("a read changes nothing, and what costs or resets is sent once", () => {
  const named = (repeatable: string): string[] =>
    Object.entries<Operation>(operations)
      .filter(([, operation]) => operation.repeatable === repeatable)
      .map(([name]) => name);
  expect(named("read")).toEqual([
    "getInstance",
    "listInstances",
    "listProducts",
    "listCpuProducts",
    "listClusters",
    "listNetworkStorages",
    "listRegistryAuths",
    "getNetwork",
    "listNetworks",
    "getTemplate",
    "listTemplates",
    "listImagePrewarms",
    "getImagePrewarmQuota",
    "listJobs",
    "getMetrics",
    "getBalance",
  ]);
  expect(named("idempotent")).toEqual([
    "deleteInstance",
    "setAutoRenew",
    "setAutoMigrate",
    "updateNetworkStorage",
    "deleteNetworkStorage",
    "deleteRegistryAuth",
    "updateNetwork",
    "deleteNetwork",
    "updateTemplate",
    "deleteTemplate",
    "updateImagePrewarm",
    "deleteImagePrewarms",
    "breakJob",
  ]);
  expect(named("once")).toEqual([
    "createInstance",
    "editInstance",
    "startInstance",
    "stopInstance",
    "restartInstance",
    "upgradeInstance",
    "migrateInstance",
    "renewInstance",
    "transToMonthlyInstance",
    "createNetworkStorage",
    "saveRegistryAuth",
    "createNetwork",
    "createTemplate",
    "createImagePrewarm",
    "saveImage",
  ]);
});

test("who goes first: what ends a bill, then what buys with all that it has to know, then changes, then the rest", () => {
  const of = (priority: string): string[] =>
    (Object.keys(operations) as OperationName[]).filter((name) => priorityOf(name) === priority);
  expect(priorities).toEqual(["settle", "create", "change", "read", "poll"]);
  expect(Object.fromEntries(priorities.map((each) => [each, of(each)]))).toEqual({
    settle: [
      "deleteInstance",
      "deleteNetworkStorage",
      "deleteRegistryAuth",
      "deleteNetwork",
      "deleteTemplate",
      "deleteImagePrewarms",
    ],
    create: [
      "createInstance",
      "listProducts",
      "listCpuProducts",
      "listClusters",
      "createNetworkStorage",
      "listNetworkStorages",
      "saveRegistryAuth",
      "listRegistryAuths",
      "createNetwork",
      "getNetwork",
      "createTemplate",
      "createImagePrewarm",
    ],
    change: [
      "editInstance",
      "startInstance",
      "stopInstance",
      "restartInstance",
      "upgradeInstance",
      "migrateInstance",
      "renewInstance",
      "transToMonthlyInstance",
      "setAutoRenew",
      "setAutoMigrate",
      "updateNetworkStorage",
      "updateNetwork",
      "updateTemplate",
      "updateImagePrewarm",
      "breakJob",
      "saveImage",
    ],
    read: [
      "getInstance",
      "listInstances",
      "listNetworks",
      "getTemplate",
      "listTemplates",
      "listImagePrewarms",
      "getImagePrewarmQuota",
      "listJobs",
      "getMetrics",
      "getBalance",
    ],
    poll: [],
  });
});
