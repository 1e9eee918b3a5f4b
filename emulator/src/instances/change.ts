import type { World } from "../world";
import { addMonths, readMeter, termUsd } from "./billing";
import { isRemoved, stockUnits, type Instance, type Step } from "./instance";
import { balanceUsd } from "../world";

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

/** Lets everything happen that time has brought since the last look. */
export function settle(world: World): void {
  const now = world.clock.now();
  for (const id of world.state.instances.keys()) settleOne(world, id, now);
}

function settleOne(world: World, id: string, now: number): void {
  for (;;) {
    const instance = world.state.instances.get(id);
    if (!instance) return;
    const step = instance.steps[0];
    const end = termEnd(instance);
    if (step && step.atMs <= Math.min(now, end)) takeStep(world, instance, step);
    else if (end <= now) endTerm(world, instance, end);
    else return;
  }
}

function takeStep(world: World, instance: Instance, step: Step): void {
  const [, ...rest] = instance.steps;
  change(world, instance, { steps: rest, ...step.set }, step.atMs);
}

/** When the time paid for runs out; never for pay-as-you-go. */
function termEnd(instance: Instance): number {
  const counts = instance.endsAtMs !== null && !instance.expired && !isRemoved(instance);
  return counts && instance.endsAtMs !== null ? instance.endsAtMs : Number.POSITIVE_INFINITY;
}

function endTerm(world: World, instance: Instance, endMs: number): void {
  const months = instance.autoRenewMonth;
  const priceUsd = termUsd(world.catalogue, instance, months);
  if (instance.autoRenew && priceUsd <= balanceUsd(world)) {
    change(world, instance, { endsAtMs: addMonths(endMs, months) }, endMs, priceUsd);
    return;
  }
  change(
    world,
    instance,
    { expired: true, status: "exited", holdsMachine: false, stoppedAtMs: endMs, steps: [] },
    endMs,
  );
}
