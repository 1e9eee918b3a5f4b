/**
 * How far a request may be repeated.
 * - `read`: changes nothing.
 * - `idempotent`: says what shall be, so that a second one finds the work done.
 * - `once`: a second one could do, or cost, the same again.
 */
export type Repeatable = "read" | "idempotent" | "once";

/** The kinds of things that the service knows by an id. */
export type Thing =
  "instance" | "networkStorage" | "registryAuth" | "network" | "template" | "imagePrewarm" | "job";

/**
 * What an operation is about, and so what "not found" says: that the thing is gone, that something which the
 * `declaration` names does not exist, or, of the whole `account`, that the address is wrong.
 */
export type Target = Thing | "declaration" | "account";

/**
 * Who goes first when the service limits the rate of calls.
 * - `settle`: ends what costs money, or finds out what a request of unknown outcome has bought.
 * - `create`: buys, or asks for what a create has to know right before.
 * - `change`: changes what exists.
 * - `read`: anything else that somebody waits for.
 * - `poll`: looks whether something has happened yet; a later look would show the same.
 */
export const priorities = ["settle", "create", "change", "read", "poll"] as const;

export type Priority = (typeof priorities)[number];

/** One operation of the v1 API, as the client needs to know it. */
export interface Operation {
  readonly method: "GET" | "POST";
  /** Path below the API's root. */
  readonly path: string;
  /** Whether the path begins at the root of the service, outside of the GPU instance API. @default false */
  readonly isOutside?: boolean;
  readonly repeatable: Repeatable;
  readonly target: Target;
  /** What is being done, as an error message begins: "Creating GPU instance". */
  readonly doing: string;
}

const kind =
  (method: Operation["method"], repeatable: Repeatable) =>
  (path: string, doing: string, target: Target = "instance"): Operation => ({
    method,
    path,
    repeatable,
    target,
    doing,
  });

const read = kind("GET", "read");
const readOutside = (...operation: Parameters<typeof read>): Operation => ({
  ...read(...operation),
  isOutside: true,
});
const once = kind("POST", "once");
const idempotent = kind("POST", "idempotent");

/** Every operation the provider uses. Names are the `operationId`s of the OpenAPI document. */
export const operations = {
  createInstance: once("/gpu/instance/create", "Creating GPU instance", "declaration"),
  getInstance: read("/gpu/instance", "Reading GPU instance", "instance"),
  listInstances: read("/gpu/instances", "Listing GPU instances", "account"),
  // `expandRootDisk` is an increment: a repeated edit would grow the disk twice.
  editInstance: once("/gpu/instance/edit", "Editing GPU instance"),
  startInstance: once("/gpu/instance/start", "Starting GPU instance"),
  stopInstance: once("/gpu/instance/stop", "Stopping GPU instance"),
  restartInstance: once("/gpu/instance/restart", "Restarting GPU instance"),
  deleteInstance: idempotent("/gpu/instance/delete", "Deleting GPU instance"),
  upgradeInstance: once("/gpu/instance/upgrade", "Upgrading (resetting) GPU instance"),
  migrateInstance: once("/gpu/instance/migrate", "Migrating GPU instance"),
  renewInstance: once("/gpu/instance/renewInstance", "Renewing GPU instance"),
  transToMonthlyInstance: once(
    "/gpu/instance/transToMonthlyInstance",
    "Starting the monthly billing of GPU instance",
  ),
  setAutoRenew: idempotent("/gpu/instance/setAutoRenew", "Setting auto-renewal of GPU instance"),
  setAutoMigrate: idempotent("/gpu/instance/setAutoMigrate", "Setting auto-migration of GPU instance"),
  listProducts: read("/products", "Listing GPU products", "account"),
  listCpuProducts: read("/cpu/products", "Listing CPU products", "account"),
  listClusters: read("/clusters", "Listing clusters", "account"),

  createNetworkStorage: once("/networkstorage/create", "Creating network storage", "declaration"),
  listNetworkStorages: read("/networkstorages/list", "Listing network storages", "account"),
  updateNetworkStorage: idempotent("/networkstorage/update", "Changing network storage", "networkStorage"),
  deleteNetworkStorage: idempotent("/networkstorage/delete", "Deleting network storage", "networkStorage"),

  // A second one leaves a second credential.
  saveRegistryAuth: once("/repository/auth/save", "Storing registry credential", "declaration"),
  listRegistryAuths: read("/repository/auths", "Listing registry credentials", "account"),
  deleteRegistryAuth: idempotent("/repository/auth/delete", "Deleting registry credential", "registryAuth"),

  createNetwork: once("/network/create", "Creating VPC network", "declaration"),
  getNetwork: read("/network", "Reading VPC network", "network"),
  listNetworks: read("/networks", "Listing VPC networks", "account"),
  updateNetwork: idempotent("/network/update", "Renaming VPC network", "network"),
  deleteNetwork: idempotent("/network/delete", "Deleting VPC network", "network"),

  createTemplate: once("/template/create", "Creating template", "declaration"),
  getTemplate: read("/template", "Reading template", "template"),
  listTemplates: read("/templates", "Listing templates", "account"),
  updateTemplate: idempotent("/template/update", "Changing template", "template"),
  deleteTemplate: idempotent("/template/delete", "Deleting template", "template"),

  createImagePrewarm: once("/image/prewarm", "Prewarming image", "declaration"),
  listImagePrewarms: read("/image/prewarm", "Listing prewarm tasks", "account"),
  updateImagePrewarm: idempotent("/image/prewarm/edit", "Changing the note of prewarm task", "imagePrewarm"),
  deleteImagePrewarms: idempotent("/image/prewarm/delete", "Deleting prewarm task", "imagePrewarm"),
  getImagePrewarmQuota: read("/image/prewarm/quota", "Reading the quota of prewarm tasks", "account"),

  listJobs: read("/jobs", "Listing jobs", "account"),
  breakJob: idempotent("/job/break", "Stopping job", "job"),
  saveImage: once("/job/save/image", "Saving as an image GPU instance"),
  getMetrics: readOutside("/openapi/v1/metrics/gpu/instance", "Reading the metrics of GPU instance"),
  getBalance: readOutside("/openapi/v1/billing/balance/detail", "Reading the account's balance", "account"),
} as const satisfies Record<string, Operation>;

/** The name of an operation of {@link operations}. */
export type OperationName = keyof typeof operations;

/** What there is to order, and what an order can name: a create asks for it right before. */
const askedToCreate: readonly OperationName[] = [
  "listProducts",
  "listCpuProducts",
  "listClusters",
  "listNetworkStorages",
  "getNetwork",
  "listRegistryAuths",
];

/** Who goes first, of calls that say nothing else. */
export function priorityOf(name: OperationName): Priority {
  const { repeatable, target } = operations[name];
  if (name.startsWith("delete")) return "settle";
  if (repeatable === "read") return askedToCreate.includes(name) ? "create" : "read";
  return target === "declaration" ? "create" : "change";
}
