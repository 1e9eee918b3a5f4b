import { balanceUsd, type World } from "../../world";
import { addMonths, termUsd } from "../billing";
import { change } from "../change";
import { isRemoved, type Instance } from "../instance";

/** When the time paid for runs out; never for pay-as-you-go. */
export function termEnd(instance: Instance): number {
  const counts = instance.endsAtMs !== null && !instance.expired && !isRemoved(instance);
  return counts && instance.endsAtMs !== null ? instance.endsAtMs : Number.POSITIVE_INFINITY;
}

/** Renews a term if it shall be, and can be paid; otherwise the instance stops. */
export function endTerm(world: World, instance: Instance, endMs: number): void {
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
