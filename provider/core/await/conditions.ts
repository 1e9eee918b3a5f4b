import { printable } from "../../api/redact";
import type { Instance } from "../../api/entities/instance";
import { formatDuration } from "../model/durations";
import { UNSEEN_MS } from "./lookup";
import { describeStatus, isReclaimed, phaseOf } from "../../resources/gpuInstance/readiness";
import type { Verdict } from "./waitFor";
import type { Sighting } from "./poller";

/** How long the service's answers may lag behind what it has accepted: "stopped" after a start, say. */
export const LAG_MS = 60_000;

type Seen = Sighting & { readonly kind: "seen" };
type Judge = (sighting: Sighting, waitedMs: number) => Verdict;

/** What {@link running} has to know about the instance it judges. */
export interface RunningJudge {
  readonly label: string;
  /** Whether it stood still when the waiting began, so that "stopped" may be an old answer. */
  readonly wasStopped?: boolean;
  /** Whether it is known to have been there before the waiting began. */
  readonly existed?: boolean;
}

const STOP_THE_BILL = "Run `pulumi destroy`, or remove it from the program, to end its bill.";
const WAIT: Verdict = { kind: "wait" };

/** A judge that waits for an instance to run, and gives up as soon as it certainly will not. */
export function running({ label, wasStopped = false, existed = false }: RunningJudge): Judge {
  let everSeen = false;
  let frozenSince: number | undefined;
  return (sighting, waitedMs) => {
    if (sighting.kind === "unclear") return WAIT;
    if (sighting.kind === "absent") {
      if (!everSeen && waitedMs < (existed ? LAG_MS : UNSEEN_MS)) return WAIT;
      return { kind: "failed", message: everSeen || existed ? disappeared(label) : notShownUp(label) };
    }
    everSeen = true;
    const { instance } = sighting;
    switch (phaseOf(instance)) {
      case "running":
        return { kind: "done", instance };
      case "failed":
        return { kind: "failed", message: `${label} ${failedWhy(sighting)}` };
      case "stopped":
        if (wasStopped && waitedMs < LAG_MS) return WAIT;
        return { kind: "failed", message: `${label} ${stoppedWhy(sighting)}` };
      case "leaving":
      case "gone":
        return { kind: "failed", message: beingDeleted(label, instance) };
      case "frozen":
        frozenSince ??= waitedMs;
        if (waitedMs - frozenSince < LAG_MS) return WAIT;
        return { kind: "failed", message: `${label} ${frozenWhy(sighting)}` };
      case "pending":
        return WAIT;
    }
  };
}

function notShownUp(label: string): string {
  return `${label} was accepted, but has not shown up within ${formatDuration(UNSEEN_MS)}. It may still do so, and is billed then. Run \`pulumi up\` again in a few minutes; if it is not there then, \`pulumi refresh\` takes it out of the state.`;
}

function disappeared(label: string): string {
  return `${label} has disappeared. Somebody or something deleted it. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it anew.`;
}

/** What there is to say of an instance that somebody else deletes. */
export function beingDeleted(label: string, { status }: Pick<Instance, "status">): string {
  return `${label} is being deleted by somebody else (status ${printable(status)}). Wait until it is gone, run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it anew.`;
}

function failedWhy({ instance }: Seen): string {
  const why = instance.statusMessage ? printable(instance.statusMessage) : "the service does not say why";
  return `cannot start: ${why} (status ${printable(instance.status)}). It still exists and may be billed. Correct the program and run \`pulumi up\` again, or run \`pulumi destroy\` to end its bill.`;
}

function stoppedWhy({ instance }: Seen): string {
  const status = describeStatus(instance.status);
  const reason = instance.statusMessage ? `: ${printable(instance.statusMessage)}` : "";
  if (isReclaimed(instance)) {
    return `was stopped because its spot capacity was taken back (${status})${reason}. Run \`pulumi up\` again to have it moved to another machine. ${STOP_THE_BILL}`;
  }
  return `has stopped instead of running (${status})${reason}. Its disk is still billed. Its logs in Novita's console say why the container ended; correct the program and run \`pulumi up\` again. ${STOP_THE_BILL}`;
}

function frozenWhy({ instance }: Seen): string {
  const reason = instance.statusMessage ? `: ${printable(instance.statusMessage)}` : "";
  return `is frozen (${printable(instance.status)})${reason}, most likely because the account is in arrears. Top up the account in Novita's console, then run \`pulumi up\` again to go on waiting. ${STOP_THE_BILL}`;
}

/**
 * A judge that waits for an instance to be gone. It is done with the instance where that is not on its way out after
 * a while: then the accepted deletion has been lost.
 */
export function gone(sighting: Sighting, waitedMs: number): Verdict {
  if (sighting.kind === "absent") return { kind: "done" };
  if (sighting.kind === "unclear") return WAIT;
  const { instance } = sighting;
  const phase = phaseOf(instance);
  if (phase === "gone") return { kind: "done" };
  return phase !== "leaving" && waitedMs >= LAG_MS ? { kind: "done", instance } : WAIT;
}

/** What is known of an instance since its change was accepted. */
export interface Course {
  /** It has been seen in a reset. */
  readonly wasReset: boolean;
  readonly waitedMs: number;
}

/** What {@link applied} has to know about the change it waits for. */
export interface AppliedJudge {
  readonly label: string;
  /** What the service said was wrong before the change; it may say so for a while longer. */
  readonly staleMessage?: string;
  /** Whether a settled instance shows the change. */
  readonly shows: (live: Instance, course: Course) => boolean;
}

/** A judge that waits for an accepted change to have taken effect, on an instance that runs or stands still. */
export function applied({ label, staleMessage, shows }: AppliedJudge): Judge {
  const otherwise = running({ label, existed: true });
  let wasReset = false;
  return (sighting, waitedMs) => {
    if (sighting.kind !== "seen") return otherwise(sighting, waitedMs);
    const { instance } = sighting;
    const phase = phaseOf(instance);
    wasReset ||= instance.status === "toReset" || instance.status === "resetting";
    if (phase === "running" || phase === "stopped") {
      return shows(instance, { wasReset, waitedMs }) ? { kind: "done", instance } : WAIT;
    }
    const mayBeOld = phase === "failed" && instance.statusMessage === staleMessage && waitedMs < LAG_MS;
    return mayBeOld ? WAIT : otherwise(sighting, waitedMs);
  };
}

/**
 * A judge that waits for a sign that a doubtful change was carried out: the instance has begun to move, or shows it.
 */
export function begun({ label, shows }: AppliedJudge, before: Instance): Judge {
  const otherwise = running({ label, existed: true });
  return (sighting, waitedMs) => {
    if (sighting.kind !== "seen") return otherwise(sighting, waitedMs);
    const { instance } = sighting;
    const phase = phaseOf(instance);
    if (phase === "running" || phase === "stopped") {
      return shows(instance, { wasReset: false, waitedMs: 0 }) ? { kind: "done", instance } : WAIT;
    }
    if (phase === "leaving" || phase === "gone") return otherwise(sighting, waitedMs);
    return instance.status === before.status ? WAIT : { kind: "done", instance };
  };
}
