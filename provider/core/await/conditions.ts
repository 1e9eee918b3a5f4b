import { printable } from "../../api";
import type { Lifecycle } from "../declaration";
import {
  billWords,
  type Course,
  type Definition,
  formatDuration,
  type Live,
  type Phase,
  type Rest,
} from "../model";
import { LAG_MS, SETTLE_WINDOW_MS } from "./times";
import type { Condition, Verdict } from "./waitFor";

/** What {@link ready} has to know about the thing. */
export interface Readiness {
  readonly label: string;
  /** What it is waited for to be. @default "ready" */
  readonly rest?: Rest["phase"];
  /** Whether it was on its way when the waiting began, so that where it stood before may be an old answer. */
  readonly wasMoved?: boolean;
  /** Whether it is known to have been there before the waiting began. */
  readonly existed?: boolean;
  /** Its options, for what a failure says. */
  readonly lifecycle?: Lifecycle;
}

const WAIT: Verdict = { kind: "wait" };

/** The thing is ready, or stands still if that is declared; fails as soon as it certainly will not be. */
export function ready(
  resource: Definition,
  { label, rest = "ready", wasMoved = false, existed = false, lifecycle }: Readiness,
): Condition {
  let everSeen = false;
  let frozenSince: number | undefined;
  return (sighting, waitedMs) => {
    if (sighting.kind === "unclear") return WAIT;
    if (sighting.kind === "absent") {
      if (!everSeen && waitedMs < (existed ? LAG_MS : SETTLE_WINDOW_MS)) return WAIT;
      return {
        kind: "failed",
        message: everSeen || existed ? disappeared(label) : notShownUp(resource, label),
      };
    }
    everSeen = true;
    const { live } = sighting;
    const phase = resource.phaseOf(live);
    if (phase === rest) return { kind: "done", live };
    switch (phase) {
      case "failed":
        return { kind: "failed", message: `${label} ${resource.explain(live, "failed", lifecycle)}` };
      case "ready":
      case "stopped":
        if (wasMoved && waitedMs < LAG_MS) return WAIT;
        return { kind: "failed", message: `${label} ${resource.explain(live, phase, lifecycle)}` };
      case "leaving":
      case "gone":
        return { kind: "failed", message: beingDeleted(label, live) };
      case "frozen":
        frozenSince ??= waitedMs;
        if (waitedMs - frozenSince < LAG_MS) return WAIT;
        return { kind: "failed", message: `${label} ${resource.explain(live, "frozen", lifecycle)}` };
      case "pending":
        return WAIT;
    }
  };
}

function notShownUp(resource: Definition, label: string): string {
  return `${label} was accepted, but has not shown up within ${formatDuration(SETTLE_WINDOW_MS)}. It may still do so${billWords(resource).then}. Run \`pulumi up\` again in a few minutes; if it is not there then, \`pulumi refresh\` takes it out of the state.`;
}

function disappeared(label: string): string {
  return `${label} has disappeared. It was deleted outside Pulumi. Run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`;
}

/** What there is to say of a thing that somebody else deletes. */
export function beingDeleted(label: string, { status }: Pick<Live, "status">): string {
  return `${label} is being deleted by somebody else (status ${printable(status)}). Wait until it is gone, run \`pulumi refresh\` to take it out of the state, then \`pulumi up\` to create it again.`;
}

/**
 * The thing is gone. Also done, with the thing, if it is not on its way out after a while: then the accepted deletion
 * has been lost.
 */
export function gone(resource: Definition): Condition {
  return (sighting, waitedMs) => {
    if (sighting.kind === "absent") return { kind: "done" };
    if (sighting.kind === "unclear") return WAIT;
    const { live } = sighting;
    const phase = resource.phaseOf(live);
    if (phase === "gone") return { kind: "done" };
    return phase !== "leaving" && waitedMs >= LAG_MS ? { kind: "done", live } : WAIT;
  };
}

/** What {@link applied} has to know about the change it waits for. */
export interface Change {
  readonly label: string;
  /** What the service said was wrong before the change; it may say so for a while longer. */
  readonly staleMessage?: string;
  readonly lifecycle?: Lifecycle;
  /** Whether a thing at rest shows the change. */
  readonly shows: (live: Live, course: Course) => boolean;
}

/** An accepted change has taken effect, on a thing that is ready or stands still. */
export function applied(resource: Definition, change: Change): Condition {
  const { staleMessage } = change;
  return atRest(resource, change, ({ statusMessage }, phase, waitedMs) =>
    phase === "failed" && statusMessage === staleMessage && waitedMs < LAG_MS ? WAIT : undefined,
  );
}

/** There is a sign that a change of unknown outcome was carried out: the thing has started to move, or shows it. */
export function begun(resource: Definition, { label, shows, lifecycle }: Change, before: Live): Condition {
  const atOnce: Change = { label, lifecycle, shows: (live) => shows(live, { seen: new Set(), waitedMs: 0 }) };
  return atRest(resource, atOnce, (live, phase) => {
    if (phase === "leaving" || phase === "gone") return undefined;
    return live.status === before.status ? WAIT : { kind: "done", live };
  });
}

/** A thing that is ready or stands still shows the change; `moving` judges any other, and leaves the rest to {@link ready}. */
function atRest(
  resource: Definition,
  { label, shows, lifecycle }: Change,
  moving: (live: Live, phase: Phase, waitedMs: number) => Verdict | undefined,
): Condition {
  const otherwise = ready(resource, { label, existed: true, lifecycle });
  const seen = new Set<string>();
  return (sighting, waitedMs) => {
    if (sighting.kind !== "seen") return otherwise(sighting, waitedMs);
    const { live } = sighting;
    const phase = resource.phaseOf(live);
    seen.add(live.status);
    if (phase !== "ready" && phase !== "stopped")
      return moving(live, phase, waitedMs) ?? otherwise(sighting, waitedMs);
    return shows(live, { seen, waitedMs }) ? { kind: "done", live } : WAIT;
  };
}
