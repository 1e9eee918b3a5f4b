import type { World } from "../../world";
import { change } from "../change";
import { isLeaving, stockUnits, type Instance } from "../instance";
import { newJob } from "../jobs";
import { life, newSsh, turnOff } from "../lifecycle";

/** The moment at which an announced reclaim is carried out; never if none is, or if there is nothing to take any more. */
export function reclaimDue(instance: Instance): number {
  if (isLeaving(instance) || !instance.holdsMachine) return Number.POSITIVE_INFINITY;
  return instance.reclaimDueMs ?? Number.POSITIVE_INFINITY;
}

/** Takes a spot instance's machine for somebody else: it stops, or moves if that is allowed and another machine is free. */
export function takeBack(world: World, instance: Instance, atMs: number): void {
  const { bootMs } = world.state.settings;
  const common = { ...turnOff(instance, atMs), reclaimDueMs: null, spotReclaimAtMs: atMs };
  const isFree = (world.state.stock[instance.productId] ?? 0) >= stockUnits(instance);
  if (instance.autoMigrateOpen && isFree) {
    const endMs = atMs + bootMs;
    const back = { status: "running", spotStatus: "running", spotReclaimAtMs: null, startedAtMs: endMs };
    const job = newJob(world, "autoInstanceMigrate", atMs, bootMs);
    const steps = [...common.steps, life(endMs, { ...back, ssh: newSsh(world) })];
    const moving = { status: "migrating", spotStatus: "reclaiming", steps, jobs: [...common.jobs, job] };
    change(world, instance, { ...common, ...moving }, atMs);
    return;
  }
  const endMs = atMs + bootMs / 2;
  const gone = { status: "exited", spotStatus: "terminated", holdsMachine: false, stoppedAtMs: endMs };
  const steps = [...common.steps, life(endMs, gone)];
  change(world, instance, { ...common, status: "stopping", spotStatus: "reclaiming", steps }, atMs);
}
