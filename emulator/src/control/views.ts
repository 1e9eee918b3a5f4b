import { holdingCostUsd, holdingUsdPerHour, isBillable as isHoldingBillable } from "../holdings/billing";
import type { Holding } from "../holdings/holding";
import { isBillable, readMeter, usdPerHour } from "../instances/billing";
import { isRemoved, type Instance } from "../instances/instance";
import type { ArmedFault } from "../faults/board";
import { balanceUsd, type World } from "../world";

type Json = Readonly<Record<string, unknown>>;

/** USD to a millionth: fine enough for the seconds that a test takes. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1_000_000) / 1_000_000;
}

/** An instance as the control side shows it: nothing hidden, times in milliseconds since the epoch, money in USD. */
export function instanceView(world: World, instance: Instance): Json {
  const {
    id,
    name,
    kind,
    status,
    statusError,
    spotStatus,
    productId,
    gpuNum,
    clusterId,
    imageUrl,
    imageAuthId,
  } = instance;
  return {
    id,
    name,
    status,
    productId,
    imageUrl,
    billingMode: instance.billingMode,
    createdAt: instance.createdAtMs,
    removedAt: instance.removedAtMs,
    billable: isBillable(instance),
    costUsd: roundUsd(readMeter(world.catalogue, instance, world.clock.now()).accruedUsd),
    live: !isRemoved(instance),
    usdPerHour: roundUsd(usdPerHour(world.catalogue, instance)),
    kind,
    gpuNum,
    clusterId,
    rootfsSize: instance.rootfsGb,
    ports: instance.ports.map(({ port, type }) => `${port}/${type}`).join(","),
    envs: instance.envs,
    command: instance.command,
    entrypoint: instance.entrypoint,
    imageAuthId,
    mounts: instance.mounts.map((mount) => ({ id: mount.id, mountPath: mount.mountPath })),
    statusError,
    spotStatus,
    spotReclaimAt: instance.spotReclaimAtMs,
    hasCredential: instance.hasCredential,
    endsAt: instance.endsAtMs,
    autoRenew: instance.autoRenew,
    autoRenewMonth: instance.autoRenewMonth,
    autoMigrateOpen: instance.autoMigrateOpen,
    autoMigrateSystemDisk: instance.autoMigrateSystemDisk,
  };
}

/** Everything beside instances that was ever created, oldest first. */
export function resourceViews(world: World): readonly Json[] {
  const created = [...world.state.holdings.values()].filter(({ given }) => !given);
  return created.map((one) => resourceView(world, one));
}

/** Something that is no instance, in the form in which instances are shown. */
export function resourceView(world: World, holding: Holding): Json {
  const { kind, id, name, createdAtMs, removedAtMs } = holding;
  return {
    kind,
    id,
    name,
    createdAt: createdAtMs,
    removedAt: removedAtMs,
    billable: isHoldingBillable(holding),
    costUsd: roundUsd(holdingCostUsd(holding, world.clock.now())),
    live: removedAtMs === null,
    usdPerHour: roundUsd(holdingUsdPerHour(holding)),
    ...(holding.kind === "imagePrewarm" && { note: holding.note }),
  };
}

export function faultView({ id, on, effect, times, skip, fired }: ArmedFault): Json {
  return { id, on, do: effect, times, skip, fired };
}

export function optionsView(world: World): Json {
  const { settings, stock } = world.state;
  const now = world.clock.now();
  const stockSchedule = world.state.stockSchedule.map((each) => ({ ...each, atMs: each.atMs - now }));
  return { ...settings, stock, stockSchedule, balance: roundUsd(balanceUsd(world)) };
}
