import type { Instance } from "../../api/entities/instance";
import { printable } from "../../api/redact";
import { rfc3339 } from "../../api/entities/rfc3339";

type Spot = Pick<Instance, "spotStatus" | "spotReclaimAt">;

/**
 * What a status means to somebody who waits for a running instance (API page, section 3).
 * - `pending`: on its way; also every word no page names.
 * - `running`: ready.
 * - `stopped`: exists, does not run, and will not by itself.
 * - `leaving`: being deleted.
 * - `gone`: deleted.
 * - `failed`: on its way, but the service says why it will not arrive.
 * - `frozen`: held by the service, most likely until the account is topped up; no page says so.
 */
export type Phase = "pending" | "running" | "stopped" | "leaving" | "gone" | "failed" | "frozen";

/** Maps, here and below: the word is the service's, and every object has a `constructor`. */
const phases: ReadonlyMap<string, Phase> = new Map([
  ["running", "running"],
  ["exited", "stopped"],
  ["toRemove", "leaving"],
  ["removing", "leaving"],
  ["removed", "gone"],
  ["freezing", "frozen"],
]);

/** The phase of an instance. An instance that runs is running, whatever an old error of it still says. */
export function phaseOf({ status, statusMessage }: Pick<Instance, "status" | "statusMessage">): Phase {
  const phase = phases.get(status) ?? "pending";
  return phase === "pending" && statusMessage !== undefined ? "failed" : phase;
}

/** Whether an instance last seen with this status was never ready before; also where it was never seen. */
export function isBeingMade(status: string | undefined): boolean {
  return status === undefined || ["toCreate", "creating", "pulling"].includes(status);
}

/**
 * Whether an instance that stood still did so because its spot capacity was taken back: the service says so, or names
 * the time of it, whatever the spot status is by then.
 */
export function isReclaimed({ spotStatus, spotReclaimAt }: Spot): boolean {
  const says = spotStatus === "reclaiming" || spotStatus === "terminated";
  return says || (Boolean(spotStatus) && spotReclaimAt !== undefined);
}

/** What is announced of a spot instance that still has its capacity, as the rest of a sentence; `undefined` if nothing is. */
export function announcedReclaim({ spotStatus, spotReclaimAt }: Spot): string | undefined {
  if (spotStatus !== "notified") return undefined;
  const at = spotReclaimAt === undefined ? "" : ` (${rfc3339(spotReclaimAt)})`;
  return `its spot capacity is about to be taken back${at}`;
}

const waitingFor: ReadonlyMap<string, string> = new Map([
  ["toCreate", "waiting to be created"],
  ["creating", "being created"],
  ["pulling", "pulling its image"],
  ["toStart", "waiting to start"],
  ["starting", "starting"],
  ["toStop", "waiting to stop"],
  ["stopping", "stopping"],
  ["toRestart", "waiting to restart"],
  ["restarting", "restarting"],
  ["toReset", "waiting to be reset"],
  ["resetting", "being reset"],
  ["migrating", "migrating to another machine"],
  ["toRemove", "waiting to be deleted"],
  ["removing", "being deleted"],
  ["running", "running"],
  ["exited", "stopped"],
  ["freezing", "frozen, most likely for arrears: top up the account"],
]);

/** A status in words, for progress lines: "pulling its image (pulling)". */
export function describeStatus(status: string): string {
  const words = waitingFor.get(status);
  return words === undefined ? printable(status) : `${words} (${status})`;
}
