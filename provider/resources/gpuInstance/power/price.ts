import type { Instance } from "../../../api";
import type { Properties } from "../../../core";
import { type Priced, type Quote, stoppedHourlyUsd } from "../../../pricing";
import type { Inputs } from "../inputs";
import { phaseOf } from "../readiness";
import { isOff } from "./power";

/** What is known of an instance: the state of it, and how it is. */
export interface Known {
  readonly before?: Properties;
  readonly live?: Instance;
}

/**
 * What an instance costs as it stands, or as it will stand once it is as declared, in USD an hour. One that is stopped
 * costs its root disk, unless it is monthly: that is paid in advance. If the price is not known, what the state says of it
 * counts, provided that it stood the same way then.
 */
export function hourlyUsd(
  quote: Quote | undefined,
  inputs: Partial<Priced> & Pick<Inputs, "lifecycle">,
  { before = {}, live }: Known = {},
): number | undefined {
  const isStopped = live ? phaseOf(live) === "stopped" : isOff(inputs);
  const wasStopped = typeof before.status === "string" && phaseOf({ status: before.status }) === "stopped";
  const known = isStopped && inputs.billingMode !== "monthly" ? ofDisk(inputs, live) : quote?.hourlyUsd;
  const kept = isStopped === wasStopped ? before.hourlyPrice : undefined;
  return known ?? (typeof kept === "number" ? kept : undefined);
}

function ofDisk(inputs: Partial<Priced>, live: Instance | undefined): number | undefined {
  const size = live?.rootfsSize ?? inputs.rootfsSize;
  return size === undefined ? undefined : stoppedHourlyUsd(size);
}
