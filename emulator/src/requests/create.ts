import type { BillingMode } from "../catalogue";
import type { Env, Port, Tool } from "../instances/instance";
import type { Quirks } from "../quirks";
import { invalid, type Fields } from "./fields";
import {
  MOST_COMMAND_CHARS,
  MOST_IMAGE_CHARS,
  readCudaVersion,
  readEnvs,
  readNetworkStorages,
  type WantedMount,
} from "./parts";
import { checkTogether, portsFromText, toolsFromList } from "./ports";

/** What both kinds of instance ask for. */
interface CommonOrder {
  readonly name: string;
  readonly productId: string;
  readonly imageUrl: string;
  readonly imageAuth: string;
  readonly imageAuthId: string;
  readonly ports: readonly Port[];
  readonly tools: readonly Tool[];
  readonly envs: readonly Env[];
  readonly command: string;
  readonly entrypoint: string;
  readonly clusterId: string;
  readonly mounts: readonly WantedMount[];
  readonly networkId: string;
}

export interface GpuOrder extends CommonOrder {
  readonly kind: "gpu";
  readonly gpuNum: number;
  readonly rootfsGb: number;
  /** 0 unless the mode is monthly. */
  readonly month: number;
  readonly billingMode: BillingMode;
  readonly autoRenew: boolean;
  readonly autoRenewMonth: number;
  readonly minCudaVersion: string;
}

export interface CpuOrder extends CommonOrder {
  readonly kind: "cpu";
  readonly localMountPath: string;
}

export type Order = GpuOrder | CpuOrder;

const SMALLEST_ROOTFS_GB = 10;
const LARGEST_ROOTFS_GB = 6144;

/** Reads the body of create by the page's bounds. Fields that the page does not know are not looked at. */
export function readOrder(body: Fields, quirks: Quirks): Order {
  const kind = body.oneOf("kind", ["gpu", "cpu"], quirks.kind === "required" ? undefined : "gpu");
  const common = readCommon(body);
  if (kind === "gpu") return { ...common, kind, ...readGpuPart(body, quirks) };
  return { ...common, kind, localMountPath: body.text("localStorageMountPoint") || "/workspace" };
}

function readCommon(body: Fields): CommonOrder {
  const ports = portsFromText(body.text("ports"));
  const tools = toolsFromList(body.objects("tools"));
  checkTogether(ports, tools);
  const mounts = readNetworkStorages(body);
  checkMountPaths("networkStorages", mounts);
  return {
    name: body.text("name", { max: 255 }),
    productId: body.text("productId", { min: 1, max: 255, required: true }),
    imageUrl: body.text("imageUrl", { min: 1, max: MOST_IMAGE_CHARS, required: true }),
    imageAuth: readImageAuth(body),
    imageAuthId: body.text("imageAuthId"),
    ports,
    tools,
    envs: readEnvs(body),
    command: body.text("command", { max: MOST_COMMAND_CHARS }),
    entrypoint: body.text("entrypoint", { max: MOST_COMMAND_CHARS }),
    clusterId: body.text("clusterId"),
    mounts,
    networkId: body.text("networkId"),
  };
}

function readGpuPart(body: Fields, quirks: Quirks): Omit<GpuOrder, keyof CommonOrder | "kind"> {
  const rootfsGb = body.integer("rootfsSize", { max: LARGEST_ROOTFS_GB, required: true });
  return {
    gpuNum: body.integer("gpuNum", { min: 1, max: 8, required: true }),
    rootfsGb: Math.max(SMALLEST_ROOTFS_GB, rootfsGb),
    ...readBilling(body, quirks),
    minCudaVersion: readCudaVersion(body),
  };
}

function readBilling(
  body: Fields,
  quirks: Quirks,
): Pick<GpuOrder, "month" | "billingMode" | "autoRenew" | "autoRenewMonth"> {
  const asked = body.oneOf("billingMode", ["onDemand", "monthly", "spot"], "onDemand");
  const month = body.integer("month", { min: 0 });
  const billingMode = month > 0 ? "monthly" : asked;
  if (billingMode === "monthly" && month === 0 && quirks.monthlyWithoutMonth === "reject") {
    throw invalid("month", "value must be greater than 0 when billingMode is monthly");
  }
  const monthly = billingMode === "monthly";
  const autoRenew = body.flag("autoRenew") && monthly;
  return {
    billingMode,
    month: monthly ? Math.max(1, month) : 0,
    autoRenew,
    autoRenewMonth: body.integer("autoRenewMonth", { min: 1, max: 12, absent: 1 }),
  };
}

function readImageAuth(body: Fields): string {
  const auth = body.text("imageAuth", { max: 10_239 });
  if (auth !== "" && !auth.includes(":"))
    throw invalid("imageAuth", "value must look like username:password");
  return auth;
}

/** Two storages cannot be mounted at one place. */
export function checkMountPaths(field: string, mounts: readonly WantedMount[]): void {
  const paths = mounts.map(({ mountPath }) => mountPath);
  const twice = paths.find((path, n) => paths.indexOf(path) !== n);
  if (twice !== undefined) throw invalid(field, `mount point ${twice} is used twice`);
}
