import type { World } from "../world";
import { readMeter } from "./billing";
import { stockUnits, type Instance } from "./instance";

/** Puts a change into the world at a moment: the meter is read first, the stock follows what the instance holds. */
export function change(
  world: World,
  before: Instance,
  set: Partial<Instance>,
  atMs: number,
  chargeUsd = 0,
): Instance {
  const read = readMeter(world.catalogue, before, atMs);
  const after: Instance = { ...before, ...set, meter: { ...read, accruedUsd: read.accruedUsd + chargeUsd } };
  if (before.holdsMachine !== after.holdsMachine) {
    const units = after.holdsMachine ? -stockUnits(after) : stockUnits(after);
    world.state.stock[after.productId] = (world.state.stock[after.productId] ?? 0) + units;
  }
  world.state.instances.set(after.id, after);
  return after;
}
