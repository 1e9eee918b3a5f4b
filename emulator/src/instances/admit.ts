import { ApiError } from "../errors";
import { balanceUsd, type World } from "../world";
import { runningUsdPerHour, termUsd } from "./billing";
import { isPrepaid, isRemoved, stockUnits, type Instance } from "./instance";

/** Refuses a new instance that the account may not have, cannot pay, or for which nothing is free. */
export function admitNew(world: World, instance: Instance, months: number): void {
  const alive = [...world.state.instances.values()].filter((one) => !isRemoved(one)).length;
  if (alive >= world.catalogue.account.instanceLimit) throw new ApiError("CREATE_INSTANCE_LIMIT");
  const neededUsd =
    months > 0 ? termUsd(world.catalogue, instance, months) : runningUsdPerHour(world.catalogue, instance);
  if (balanceUsd(world) < neededUsd) throw new ApiError("BALANCE_NOT_ENOUGH");
  needMachine(world, instance, "INSUFFICIENT_RESOURCE");
}

/** Refuses to give a stopped instance its machine back if none is free, or if it cannot be paid. */
export function admitAgain(
  world: World,
  instance: Instance,
  reason: "INSUFFICIENT_RESOURCE" | "MIGRATE_INSUFFICIENT_RESOURCE" = "INSUFFICIENT_RESOURCE",
): void {
  if (instance.holdsMachine) return;
  const broke = !isPrepaid(instance) && balanceUsd(world) < runningUsdPerHour(world.catalogue, instance);
  if (broke || instance.expired) throw new ApiError("EXPIRED_OR_BALANCE_NOT_ENOUGH");
  needMachine(world, instance, reason);
}

/** Refuses what cannot be paid up front. */
export function needUsd(world: World, usd: number): void {
  if (balanceUsd(world) < usd) throw new ApiError("BALANCE_NOT_ENOUGH");
}

function needMachine(
  world: World,
  instance: Instance,
  reason: "INSUFFICIENT_RESOURCE" | "MIGRATE_INSUFFICIENT_RESOURCE",
): void {
  if ((world.state.stock[instance.productId] ?? 0) < stockUnits(instance)) throw new ApiError(reason);
}
