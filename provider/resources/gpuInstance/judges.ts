import type { Instance } from "../../api/instance";
import { describeStatus, isReclaimed, phaseOf } from "./status";
import type { Verdict } from "./wait";
import type { Sighting } from "./watcher";

/**
 * How long an instance that was just created may be missing from every answer, and one that was just started may
 * still be called stopped: the service's answers may lag behind what it has accepted.
 */
export const LAG_MS = 60_000;

/** What {@link running} has to know about the instance it judges. */
export interface RunningJudge {
  readonly label: string;
  /** Whether it stood still when the waiting began, so that "stopped" may be an old answer. */
  readonly wasStopped?: boolean;
  /** What else must hold of a running instance. Default: nothing. */
  readonly arrived?: (sighting: Sighting & { kind: "seen" }) => boolean;
}

const STOP_THE_BILL = "Run `pulumi destroy`, or remove it from the program, to end its bill.";

/** A judge that waits for an instance to run, and gives up as soon as it certainly will not. */
export function running({ label, wasStopped = false, arrived = () => true }: RunningJudge) {
  let everSeen = false;
  return (sighting: Sighting, waitedMs: number): Verdict => {
    if (sighting.kind === "unclear") return { kind: "wait" };
    if (sighting.kind === "absent") {
      if (!everSeen && waitedMs < LAG_MS) return { kind: "wait" };
      return {
        kind: "failed",
        message: `${label} has disappeared: it was accepted, and is not there any more. Somebody or something deleted it. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\`.`,
      };
    }
    everSeen = true;
    const { instance } = sighting;
    switch (phaseOf(instance)) {
      case "running":
        return arrived(sighting) ? { kind: "done", instance } : { kind: "wait" };
      case "failed":
        return {
          kind: "failed",
          message: `${label} cannot start: ${instance.statusMessage ?? "the service does not say why"} (status ${instance.status}). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`,
        };
      case "stopped":
        if (wasStopped && waitedMs < LAG_MS) return { kind: "wait" };
        return { kind: "failed", message: `${label} ${stoppedWhy(sighting)}` };
      case "leaving":
      case "gone":
        return {
          kind: "failed",
          message: `${label} is being deleted by somebody else (status ${instance.status}). Run \`pulumi refresh\`, then \`pulumi up\`.`,
        };
      case "pending":
        return { kind: "wait" };
    }
  };
}

function stoppedWhy({ instance }: Sighting & { kind: "seen" }): string {
  const reason = instance.statusMessage ? `: ${instance.statusMessage}` : "";
  if (isReclaimed(instance)) {
    return `was stopped because its spot capacity was taken back (${describeStatus(instance.status)})${reason}. Run \`pulumi up\` again to have it moved to another machine. ${STOP_THE_BILL}`;
  }
  return `has stopped instead of running (${describeStatus(instance.status)})${reason}. Its disk is still billed. Its logs in Novita's console say why the container ended; correct the program and run \`pulumi up\` again. ${STOP_THE_BILL}`;
}

/** A judge that waits for an instance to be gone. */
export function gone(sighting: Sighting): Verdict {
  if (sighting.kind === "absent") return { kind: "done" };
  if (sighting.kind === "seen" && phaseOf(sighting.instance) === "gone") return { kind: "done" };
  return { kind: "wait" };
}

/** What {@link applied} has to know about the change it waits for. */
export interface AppliedJudge {
  readonly label: string;
  /** What the service said was wrong before the change; it may say so for a while longer. */
  readonly staleMessage?: string;
  /** Whether a settled instance shows the change. `wasReset`: it has been seen in a reset since. */
  readonly shows: (live: Instance, wasReset: boolean) => boolean;
}

/** A judge that waits for an accepted change to have taken effect, on an instance that runs or stands still. */
export function applied({ label, staleMessage, shows }: AppliedJudge) {
  let wasReset = false;
  return (sighting: Sighting, waitedMs: number): Verdict => {
    if (sighting.kind !== "seen") {
      return sighting.kind === "unclear" || waitedMs < LAG_MS
        ? { kind: "wait" }
        : running({ label })(sighting, waitedMs);
    }
    const { instance } = sighting;
    const phase = phaseOf(instance);
    wasReset ||= instance.status === "toReset" || instance.status === "resetting";
    if (phase === "running" || phase === "stopped") {
      return shows(instance, wasReset) ? { kind: "done", instance } : { kind: "wait" };
    }
    const mayBeOld = phase === "failed" && instance.statusMessage === staleMessage && waitedMs < LAG_MS;
    return mayBeOld ? { kind: "wait" } : running({ label })(sighting, waitedMs);
  };
}
