import { type Instance, rfc3339 } from "../../../api";
import type { Compared } from "../../../core";
import { phaseOf } from "../readiness";

/** From when on it is said that a stopped instance is deleted: a night and a weekend end by themselves. */
const NEAR_MS = 2 * 24 * 3_600_000;

/** An instance as it is, or as a state has it: when it is deleted is a number in the one, RFC 3339 in the other. */
type Still = { readonly status?: string; readonly releaseDataAt?: string | Instance["releaseDataAt"] };

/**
 * That Novita deletes a stopped instance soon, in sentences; `undefined` if it does not, or not so soon.
 *
 * @param now Milliseconds since 1970.
 */
export function releaseWarning({ status, releaseDataAt }: Still, now: number): string | undefined {
  const time = typeof releaseDataAt === "number" ? rfc3339(releaseDataAt) : releaseDataAt;
  const at = Date.parse(time ?? "");
  const isStill = status !== undefined && phaseOf({ status }) === "stopped";
  if (!isStill || !(at - now < NEAR_MS)) return undefined;
  if (at <= now)
    return `Novita was to delete it with its data, because it is stopped (${time}). Run \`pulumi refresh\` to see whether it did.`;
  return `Novita deletes it with its data, because it is stopped (${time}). Start it before then to keep it, or save its data: \`pulumi up\` starts it if lifecycle.power is "on".`;
}

/** The same of an instance of a state that stays stopped. */
export function releaseRemark({ label, olds, replaces, isHalted, now }: Omit<Compared, "view">) {
  const warning = replaces.length > 0 || isHalted ? undefined : releaseWarning(olds as Still, now);
  return warning && `${label}: ${warning}`;
}
