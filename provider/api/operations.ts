/**
 * How far a request may be repeated.
 * - `read`: changes nothing.
 * - `idempotent`: says what shall be, so that a second one finds the work done.
 * - `once`: a second one could do, or cost, the same again.
 */
export type Repeatable = "read" | "idempotent" | "once";

/**
 * What an operation is about, and so what "not found" says: that the `instance` is gone, that something which the
 * `declaration` names does not exist, or, of the whole `account`, that the address is wrong.
 */
export type Target = "instance" | "declaration" | "account";

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

const write = (path: string, repeatable: Repeatable, doing: string): Operation => ({
  method: "POST",
  path,
  repeatable,
  target: "instance",
  doing,
  timeoutMs: WRITE_TIMEOUT_MS,
});

/** Every operation the provider uses. Names are the `operationId`s of the OpenAPI document. */
export const operations = {
  createInstance: {
    ...write("/gpu/instance/create", "once", "Creating GPU instance"),
    target: "declaration",
  },
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
  listNetworkStorages: read("/networkstorages/list", "account", "Listing network storages"),
  getNetwork: read("/network", "declaration", "Reading VPC network"),
  listRegistryAuths: read("/repository/auths", "account", "Listing registry credentials"),
} as const satisfies Record<string, Operation>;

/** The name of an operation of {@link operations}. */
export type OperationName = keyof typeof operations;
