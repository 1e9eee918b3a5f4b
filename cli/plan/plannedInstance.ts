import type { InstanceChange } from "./instanceChanges";
import type { InstanceCost } from "./pricing";

/** An instance, what becomes of it, and what it costs. */
export interface PlannedInstance {
  readonly change: InstanceChange;
  readonly cost: InstanceCost;
}
