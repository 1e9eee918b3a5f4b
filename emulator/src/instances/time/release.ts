import type { World } from "../../world";
import { change } from "../change";
import { isPrepaid, type Instance } from "../instance";

const MS_PER_DAY = 86_400_000;

/** When a stopped instance is thrown away, with its data; never while a term is paid for. */
export function releaseDue(world: World, instance: Instance): number {
  const { status, stoppedAtMs } = instance;
  if (status !== "exited" || stoppedAtMs === null || isPrepaid(instance)) return Number.POSITIVE_INFINITY;
  const { keepDataMs } = world.state.settings;
  return stoppedAtMs + (keepDataMs ?? world.catalogue.keepDataDays * MS_PER_DAY);
}

/** Throws a stopped instance away. */
export function release(world: World, instance: Instance, atMs: number): void {
  change(world, instance, { status: "removed", removedAtMs: atMs, steps: [] }, atMs);
}
