/**
 * How far a request may be repeated.
 * - `read`: changes nothing.
 * - `idempotent`: says what shall be, so that a second one finds the work done.
 * - `once`: a second one could do, or cost, the same again.
 */
export type Repeatable = "read" | "idempotent" | "once";

/** The kinds of things that the service knows by an id. */
export type Thing = "instance" | "networkStorage" | "registryAuth" | "network" | "template" | "imagePrewarm";

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
  readonly repeatable: Repeatable;
  readonly target: Target;
  /** What is being done, as an error message begins: "Creating GPU instance". */
  readonly doing: string;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
}

const READ_TIMEOUT_MS = 30_000;
const WRITE_TIMEOUT_MS = 60_000;

const read = (path: string, target: Target, doing: string): Operation => ({
  method: "GET",
  path,
  repeatable: "read",
  target,
  doing,
  timeoutMs: READ_TIMEOUT_MS,
});

const write = (
  path: string,
  repeatable: Repeatable,
  doing: string,
  target: Target = "instance",
): Operation => ({
  method: "POST",
  path,
  repeatable,
  target,
  doing,
  timeoutMs: WRITE_TIMEOUT_MS,
});

/** Every operation the provider uses. Names are the `operationId`s of the OpenAPI document. */
export const operations = {
  createInstance: write("/gpu/instance/create", "once", "Creating GPU instance", "declaration"),
  getInstance: read("/gpu/instance", "instance", "Reading GPU instance"),
  listInstances: read("/gpu/instances", "account", "Listing GPU instances"),
  // `expandRootDisk` is an increment: a repeated edit would grow the disk twice.
  editInstance: write("/gpu/instance/edit", "once", "Editing GPU instance"),
  startInstance: write("/gpu/instance/start", "once", "Starting GPU instance"),
  stopInstance: write("/gpu/instance/stop", "once", "Stopping GPU instance"),
  restartInstance: write("/gpu/instance/restart", "once", "Restarting GPU instance"),
  deleteInstance: write("/gpu/instance/delete", "idempotent", "Deleting GPU instance"),
  upgradeInstance: write("/gpu/instance/upgrade", "once", "Upgrading (resetting) GPU instance"),
  migrateInstance: write("/gpu/instance/migrate", "once", "Migrating GPU instance"),
  renewInstance: write("/gpu/instance/renewInstance", "once", "Renewing GPU instance"),
  transToMonthlyInstance: write(
    "/gpu/instance/transToMonthlyInstance",
    "once",
    "Starting the monthly billing of GPU instance",
  ),
  setAutoRenew: write("/gpu/instance/setAutoRenew", "idempotent", "Setting auto-renewal of GPU instance"),
  setAutoMigrate: write(
    "/gpu/instance/setAutoMigrate",
    "idempotent",
    "Setting auto-migration of GPU instance",
  ),
  listProducts: read("/products", "account", "Listing GPU products"),
  listCpuProducts: read("/cpu/products", "account", "Listing CPU products"),
  listClusters: read("/clusters", "account", "Listing clusters"),

  createNetworkStorage: write("/networkstorage/create", "once", "Creating network storage", "declaration"),
  listNetworkStorages: read("/networkstorages/list", "account", "Listing network storages"),
  updateNetworkStorage: write(
    "/networkstorage/update",
    "idempotent",
    "Changing network storage",
    "networkStorage",
  ),
  deleteNetworkStorage: write(
    "/networkstorage/delete",
    "idempotent",
    "Deleting network storage",
    "networkStorage",
  ),

  // A second one leaves a second credential.
  saveRegistryAuth: write("/repository/auth/save", "once", "Storing registry credential", "declaration"),
  listRegistryAuths: read("/repository/auths", "account", "Listing registry credentials"),
  deleteRegistryAuth: write(
    "/repository/auth/delete",
    "idempotent",
    "Deleting registry credential",
    "registryAuth",
  ),

  createNetwork: write("/network/create", "once", "Creating VPC network", "declaration"),
  getNetwork: read("/network", "network", "Reading VPC network"),
  listNetworks: read("/networks", "account", "Listing VPC networks"),
  updateNetwork: write("/network/update", "idempotent", "Renaming VPC network", "network"),
  deleteNetwork: write("/network/delete", "idempotent", "Deleting VPC network", "network"),

  createTemplate: write("/template/create", "once", "Creating template", "declaration"),
  getTemplate: read("/template", "template", "Reading template"),
  listTemplates: read("/templates", "account", "Listing templates"),
  updateTemplate: write("/template/update", "idempotent", "Changing template", "template"),
  deleteTemplate: write("/template/delete", "idempotent", "Deleting template", "template"),

  createImagePrewarm: write("/image/prewarm", "once", "Prewarming image", "declaration"),
  listImagePrewarms: read("/image/prewarm", "account", "Listing prewarm tasks"),
  updateImagePrewarm: write(
    "/image/prewarm/edit",
    "idempotent",
    "Changing the note of prewarm task",
    "imagePrewarm",
  ),
  deleteImagePrewarms: write("/image/prewarm/delete", "idempotent", "Deleting prewarm task", "imagePrewarm"),
  getImagePrewarmQuota: read("/image/prewarm/quota", "account", "Reading the quota of prewarm tasks"),
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
