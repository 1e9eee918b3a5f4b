import { ApiError } from "../errors";
import type { CpuOrder, GpuOrder, Order } from "../requests/create";
import { invalid } from "../requests/fields";
import { draw, drawNumber, type World } from "../world";
import { admitNew } from "./admit";
import { addMonths, cpuPrices, gpuPrices, termUsd } from "./billing";
import { change } from "./change";
import type { Instance } from "./instance";
import { bootSteps, newSsh, type Birth } from "./lifecycle";
import { notePrivate, pullFailure } from "./images";
import { findPlace, type Place } from "./place";

type Machine = Pick<
  Instance,
  | "productName"
  | "gpuNum"
  | "cpuNum"
  | "memoryGb"
  | "rootfsGb"
  | "maxRootfsGb"
  | "localVolume"
  | "prices"
  | "billingMode"
  | "autoRenew"
  | "autoRenewMonth"
>;

/** Takes an order: checks it against catalogue, account and stock, and starts the boot. */
export function takeOrder(world: World, order: Order, birth: Birth): Instance {
  const { machine, place } = order.kind === "gpu" ? gpuMachine(world, order) : cpuMachine(world, order);
  const now = world.clock.now();
  const months = order.kind === "gpu" ? order.month : 0;
  const unborn = draft(world, order, machine, place);
  admitNew(world, unborn, months);
  if (unborn.hasCredential) notePrivate(world, unborn.imageUrl);
  const endsAtMs = months > 0 ? addMonths(now, months) : null;
  const failure = birth.failure ?? pullFailure(world, unborn);
  const born: Instance = {
    ...unborn,
    endsAtMs,
    visibleAtMs: now + (birth.invisibleMs ?? 0),
    steps: bootSteps(world, now, { ...birth, failure }),
  };
  const chargeUsd = months > 0 ? termUsd(world.catalogue, born, months) : 0;
  return change(world, born, { holdsMachine: true }, now, chargeUsd);
}

function gpuMachine(world: World, order: GpuOrder): { machine: Machine; place: Place } {
  const product = world.catalogue.gpuProducts.find(({ id }) => id === order.productId);
  if (!product) throw new ApiError("RESOURCE_NOT_FOUND", `product ${order.productId} not found`);
  if (!product.billingMethods.includes(order.billingMode)) throw new ApiError("UNSUPPORTED_BILLING_MODE");
  if (order.rootfsGb < product.minRootFS || order.rootfsGb > product.maxRootFS) {
    throw invalid(
      "rootfsSize",
      `value must be inside range [${product.minRootFS}, ${product.maxRootFS}] for this product`,
    );
  }
  const place = findPlace(world, product, order);
  if (isNewer(order.minCudaVersion, product.cudaVersion)) throw new ApiError("INSUFFICIENT_RESOURCE");
  const machine: Machine = {
    productName: product.name,
    gpuNum: order.gpuNum,
    cpuNum: product.cpuPerGpu * order.gpuNum,
    memoryGb: product.memoryPerGpu * order.gpuNum,
    rootfsGb: order.rootfsGb,
    maxRootfsGb: product.maxRootFS,
    localVolume: null,
    prices: gpuPrices(product, order.gpuNum, order.billingMode),
    billingMode: order.billingMode,
    autoRenew: order.autoRenew,
    autoRenewMonth: order.autoRenewMonth,
  };
  return { machine, place };
}

function cpuMachine(world: World, order: CpuOrder): { machine: Machine; place: Place } {
  const product = world.catalogue.cpuProducts.find(({ id }) => id === order.productId);
  if (!product) throw new ApiError("RESOURCE_NOT_FOUND", `product ${order.productId} not found`);
  const machine: Machine = {
    productName: product.name,
    gpuNum: 0,
    cpuNum: product.cpuNum,
    memoryGb: product.memorySize,
    rootfsGb: product.rootfsSize,
    maxRootfsGb: product.rootfsSize,
    localVolume: { sizeGb: product.localVolumeSize, mountPath: order.localMountPath },
    prices: cpuPrices(product),
    billingMode: "onDemand",
    autoRenew: false,
    autoRenewMonth: 1,
  };
  return { machine, place: findPlace(world, product, order) };
}

function draft(world: World, order: Order, machine: Machine, place: Place): Instance {
  const now = world.clock.now();
  const ip = (segment: string): string => segment.replace(/\d+\/\d+$/, String(2 + drawNumber(world, 250)));
  return {
    ...machine,
    id: draw(world).slice(0, 16),
    name: order.name,
    kind: order.kind,
    productId: order.productId,
    clusterId: place.cluster.id,
    imageUrl: order.imageUrl,
    imageAuthId: order.imageAuthId || inlineAuthId(world, order.imageAuth),
    hasCredential: order.imageAuthId !== "" || order.imageAuth !== "",
    command: order.command,
    entrypoint: order.entrypoint,
    ports: order.ports,
    tools: order.tools,
    envs: order.envs,
    mounts: place.mounts,
    network: place.network && { id: place.network.id, ip: ip(place.network.segment) },
    endsAtMs: null,
    expired: false,
    autoMigrateOpen: false,
    autoMigrateSystemDisk: false,
    status: world.quirks.firstStatus,
    statusError: null,
    spotStatus: machine.billingMode === "spot" ? "running" : "",
    spotReclaimAtMs: null,
    reclaimDueMs: null,
    createdAtMs: now,
    startedAtMs: null,
    stoppedAtMs: null,
    removedAtMs: null,
    visibleAtMs: now,
    ssh: newSsh(world),
    jobs: [],
    holdsMachine: false,
    metered: false,
    meter: { accruedUsd: 0, sinceMs: now },
    steps: [],
  };
}

/** The service keeps a username and password given with an order as an entry of its own. */
function inlineAuthId(world: World, imageAuth: string): string {
  if (imageAuth === "" || world.quirks.inlineAuthId === "empty") return "";
  return draw(world).slice(0, 16);
}

/** Whether CUDA version `wanted` is newer than `offered`; empty is not. */
function isNewer(wanted: string, offered: string): boolean {
  if (wanted === "") return false;
  const [major = 0, minor = 0] = wanted.split(".").map(Number);
  const [offeredMajor = 0, offeredMinor = 0] = offered.split(".").map(Number);
  return major > offeredMajor || (major === offeredMajor && minor > offeredMinor);
}
