import { type Instance, printable, rfc3339 } from "../../api";
import type { Phase, Unrest } from "../../core";
import type { Lifecycle } from "./generated/inputs";

/** What is known of the capacity of a spot instance: of a live one its time is a number, in a state it is RFC 3339. */
export interface Spot extends Pick<Instance, "spotStatus" | "spotReclaimAt"> {
  readonly spotReclaimTime?: string;
}

/** When its capacity is taken back, or was; `undefined` if it is not, or if the service names no time. */
export function reclaimTimeOf({ spotReclaimAt, spotReclaimTime }: Spot): string | undefined {
  return spotReclaimTime ?? rfc3339(spotReclaimAt);
}

/** Maps, here and below: the word is the service's, and every object has a `constructor`. */
const phases: ReadonlyMap<string, Phase> = new Map([
  ["running", "ready"],
  ["exited", "stopped"],
  ["toRemove", "leaving"],
  ["removing", "leaving"],
  ["removed", "gone"],
  ["freezing", "frozen"],
]);

/** What a status means (API page, section 3). An instance that runs is ready, whatever an old error of it still says. */
export function phaseOf({ status, statusMessage }: Pick<Instance, "status" | "statusMessage">): Phase {
  const phase = phases.get(status) ?? "pending";
  return phase === "pending" && statusMessage !== undefined ? "failed" : phase;
}

/** Whether an instance is on its way to standing still. */
export function isStopping({ status }: Pick<Instance, "status">): boolean {
  return status === "toStop" || status === "stopping";
}

/** Why an instance that stood still may be gone. */
export function whyGone({ status }: { readonly status?: string }): string | undefined {
  if (status === undefined || phaseOf({ status }) !== "stopped") return undefined;
  return "It was stopped: Novita deletes a stopped instance with its data after some days. `pulumi up` creates another one, with empty disks.";
}

/** Whether an instance last seen with this status was never ready before; also true if it was never seen. */
export function isBeingMade(status: string | undefined): boolean {
  return status === undefined || ["toCreate", "creating", "pulling"].includes(status);
}

/**
 * Whether an instance that stood still did so because its spot capacity was taken back: the service says so, or names
 * the time of it, whatever the spot status is by then.
 */
export function isReclaimed(spot: Spot): boolean {
  const { spotStatus } = spot;
  const says = spotStatus === "reclaiming" || spotStatus === "terminated";
  return says || (Boolean(spotStatus) && reclaimTimeOf(spot) !== undefined);
}

/** What is announced of a spot instance that still has its capacity, as the rest of a sentence; `undefined` if nothing is. */
export function announcedReclaim(spot: Spot): string | undefined {
  if (spot.spotStatus !== "notified") return undefined;
  const time = reclaimTimeOf(spot);
  const at = time === undefined ? "" : ` (${time})`;
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

/** Status and announced end of an instance in words, for progress lines. */
export function describe(live: Instance): string {
  const announced = announcedReclaim(live);
  return `${describeStatus(live.status)}${announced ? `, and ${announced}` : ""}`;
}

/**
 * What to do before an announced end.
 *
 * @param now Milliseconds since 1970: a state may be older than the end that was announced in it.
 */
export function warning(spot: Spot, lifecycle?: Lifecycle, now?: number): string | undefined {
  const announced = announcedReclaim(spot);
  if (announced === undefined) return undefined;
  const at = Date.parse(reclaimTimeOf(spot) ?? "");
  if (now !== undefined && at <= now)
    return `its spot capacity was to be taken back (${reclaimTimeOf(spot)}). Run \`pulumi refresh\` to see whether it was.`;
  return `${announced}. Save what is on its disks: ${afterwards(lifecycle)}.`;
}

function afterwards({ onReclaim, autoMigrate }: Lifecycle = {}): string {
  if (onReclaim === "replace")
    return "the next `pulumi up` after it replaces the instance (lifecycle.onReclaim)";
  if (onReclaim === "fail") return "after it `pulumi up` fails until somebody decides (lifecycle.onReclaim)";
  if (autoMigrate) return "Novita may move it to another machine by itself (lifecycle.autoMigrate)";
  return "to run again it moves to another machine";
}

/**
 * Whether a read shows all that a list does: one may lack product, disk size and spot status (API page 4.3). Without the
 * last, one whose capacity is taken back looks like one that somebody has stopped.
 */
export function isWhole(live: Instance): boolean {
  const { spotStatus, billingMode, productId, rootfsSize } = live;
  const isSpot = billingMode === "spot" || (billingMode === undefined && phaseOf(live) === "stopped");
  return productId !== undefined && rootfsSize !== undefined && !(spotStatus === undefined && isSpot);
}

const STOP_THE_BILL = "Run `pulumi destroy`, or remove it from the program, to end its bill.";

/** Why an instance will not come to rest as declared by itself, and what to do. */
export function explain(live: Instance, phase: Unrest, lifecycle?: Lifecycle): string {
  const [status, why] = [printable(live.status), printable(live.statusMessage ?? "")];
  const reason = why && `: ${why}`;
  switch (phase) {
    case "failed":
      return `cannot start: ${why || "the service does not say why"} (status ${status}). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`;
    case "frozen":
      return `is frozen (${status})${reason}, most likely because the account is in arrears. Top up the account in Novita's console, then run \`pulumi up\` again to go on waiting. ${STOP_THE_BILL}`;
    case "ready":
      return `runs (${status}), but is declared off (lifecycle.power), and is billed in full. Run \`pulumi up\` again to stop it.`;
    case "stopped":
      return isReclaimed(live)
        ? `was stopped because its spot capacity was taken back (${describeStatus(live.status)})${reason}. ${recovery(lifecycle)} ${STOP_THE_BILL}`
        : `has stopped instead of running (${describeStatus(live.status)})${reason}. Its disk is still billed. \`pulumi up\` starts it; if its container ended by itself, its logs in Novita's console say why: correct the program first. ${STOP_THE_BILL}`;
  }
}

/** What becomes of an instance whose spot capacity was taken back. */
function recovery({ onReclaim }: Lifecycle = {}): string {
  if (onReclaim === "replace") return "Run `pulumi up` again to have it replaced (lifecycle.onReclaim).";
  if (onReclaim === "fail")
    return 'lifecycle.onReclaim is "fail": set it to "migrate" or "replace", then run `pulumi up` again.';
  return "Run `pulumi up` again to have it moved to another machine.";
}
