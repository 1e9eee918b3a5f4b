import type { BillingMode } from "../catalogue";

export type PortType = "tcp" | "http";

export interface Port {
  readonly port: number;
  readonly type: PortType;
}

export interface Tool extends Port {
  readonly name: string;
}

export interface Env {
  readonly key: string;
  readonly value: string;
}

export interface Mount {
  readonly id: string;
  readonly mountPath: string;
}

export interface StatusError {
  readonly state: string;
  readonly message: string;
}

/** How to get in over SSH. New with every boot, as with the service. */
export interface SshAccess {
  readonly port: number;
  readonly password: string;
}

export type JobType = "saveImage" | "instanceMigrate" | "autoInstanceMigrate";

export interface Job {
  readonly id: string;
  readonly type: JobType;
  readonly createdAtMs: number;
  readonly endsAtMs: number;
  /** When it was broken off, if it was. */
  readonly brokenAtMs: number | null;
}

/** What a running instance costs: fixed when it is ordered. */
export interface Prices {
  /** USD an hour for all its GPUs, or for the CPU machine. */
  readonly machineUsdPerHour: number;
  /** USD for one month paid up front, for all its GPUs. */
  readonly monthUsd: number;
}

export interface Meter {
  readonly accruedUsd: number;
  /** Up to when `accruedUsd` has been reckoned. */
  readonly sinceMs: number;
}

/** A change that time brings. */
export interface Step {
  readonly atMs: number;
  readonly what: "life" | "edit";
  readonly set: Partial<Instance>;
}

/** An instance as the service knows it; clients see it through `views.ts`. */
export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly kind: "gpu" | "cpu";
  readonly productId: string;
  readonly productName: string;
  readonly gpuNum: number;
  readonly cpuNum: number;
  readonly memoryGb: number;
  readonly rootfsGb: number;
  readonly maxRootfsGb: number;
  readonly localVolume: { readonly sizeGb: number; readonly mountPath: string } | null;
  readonly clusterId: string;
  readonly imageUrl: string;
  /** Empty if none. */
  readonly imageAuthId: string;
  /** Whether the image is pulled with a credential, shown in `imageAuthId` or not. */
  readonly hasCredential: boolean;
  readonly command: string;
  readonly entrypoint: string;
  readonly ports: readonly Port[];
  readonly tools: readonly Tool[];
  readonly envs: readonly Env[];
  readonly mounts: readonly Mount[];
  readonly network: { readonly id: string; readonly ip: string } | null;

  readonly billingMode: BillingMode;
  readonly prices: Prices;
  /** End of the time paid for; null when paying as one goes. */
  readonly endsAtMs: number | null;
  /** A monthly instance whose time has run out. */
  readonly expired: boolean;
  readonly autoRenew: boolean;
  readonly autoRenewMonth: number;
  readonly autoMigrateOpen: boolean;
  readonly autoMigrateSystemDisk: boolean;

  readonly status: string;
  readonly statusError: StatusError | null;
  readonly spotStatus: string;
  readonly spotReclaimAtMs: number | null;
  /** When its machine is taken back, if that is announced and will happen. */
  readonly reclaimDueMs: number | null;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly stoppedAtMs: number | null;
  readonly removedAtMs: number | null;
  /** Get and List do not show it before. */
  readonly visibleAtMs: number;
  readonly ssh: SshAccess;
  readonly jobs: readonly Job[];

  /** Whether it takes hardware out of the stock. */
  readonly holdsMachine: boolean;
  /** Whether it has started to cost money. */
  readonly metered: boolean;
  readonly meter: Meter;
  readonly steps: readonly Step[];
}

/** What the stock loses while the instance holds its machine. */
export function stockUnits(instance: Pick<Instance, "kind" | "gpuNum">): number {
  return instance.kind === "gpu" ? instance.gpuNum : 1;
}

/** Whether a term that is paid for in advance runs. */
export function isPrepaid({ billingMode, expired }: Pick<Instance, "billingMode" | "expired">): boolean {
  return billingMode === "monthly" && !expired;
}

export function isRemoved(instance: Instance): boolean {
  return instance.status === "removed";
}

/** Whether it is on its way out, or out. */
export function isLeaving({ status }: Instance): boolean {
  return ["toRemove", "removing", "removed"].includes(status);
}

/** All open ports, those of tools among them. */
export function openPorts(instance: Pick<Instance, "ports" | "tools">): readonly Port[] {
  return [...instance.ports, ...instance.tools];
}
