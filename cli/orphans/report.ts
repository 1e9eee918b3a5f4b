import type { Charge } from "../account/charge";
import { type Sum, sumOf } from "../account/sum";
import { type Expiry, expiryIn } from "../states/expiry";
import type { Owner } from "../states/owner";
import type { StackState } from "../states/state";
import { type MadeFor, type OrphanType, waysOut } from "./waysOut";
import { type Instance, printable, rfc3339 } from "../../provider/api";
import { tagIn } from "../../provider/core";
import { phaseOf } from "../../provider/resources/gpuInstance";

/** What both kinds of line show of a live thing. */
interface Shown {
  readonly id: string;
  readonly name: string;
  /** Novita's word. */
  readonly status: string;
  readonly billingMode: string;
  /** USD an hour; for what is paid for in advance the price of the term spread over its hours. */
  readonly hourlyUsd: number | null;
  /** RFC 3339. */
  readonly createdAt: string | null;
}

/** An instance or a network storage that no given state knows, as `orphans --json` prints it. What is not known is `null`. */
export interface OrphanLine extends Shown {
  readonly type: OrphanType;
  /** `null` if no given state declares it: it may belong to a stack that was not given. */
  readonly madeFor: MadeFor | null;
  /** What can be done, in sentences. */
  readonly waysOut: readonly string[];
}

/** An instance that a given state holds and that has expired, as `orphans --json` prints it. What is not known is `null`. */
export interface ExpiredLine extends Shown, Expiry {
  readonly heldBy: Pick<MadeFor, "state" | "project" | "stack" | "resource" | "urn">;
}

/** Everything that `orphans --json` prints. */
export interface OrphansReport {
  readonly orphans: readonly OrphanLine[];
  /** Of the orphans. */
  readonly total: Sum;
  /** The longest ago first. */
  readonly expired: readonly ExpiredLine[];
}

/** What may be an orphan, and what it costs. */
export interface Candidate {
  readonly type: OrphanType;
  readonly live: Pick<Instance, "id" | "name" | "status" | "createdAt" | "billingMode">;
  readonly charge: Charge;
}

/** Whether something is an orphan: some stack made it, no given state knows it, and it is not about to go. */
export function isOrphan(live: Pick<Instance, "status">, { kind }: Owner): boolean {
  return (kind === "orphan" || kind === "otherStack") && phaseOf(live) !== "leaving";
}

/** Whether a state holds an instance that has expired and is not about to go. */
export function isExpired(live: Candidate["live"], owner: Owner, now: number): boolean {
  return expiryIn(owner, live, now).overdueSeconds !== null && phaseOf(live) !== "leaving";
}

/** What {@link orphansReport} is made of. */
export interface Findings {
  readonly orphans: readonly Candidate[];
  readonly expired: readonly Pick<Candidate, "live" | "charge">[];
}

/**
 * Puts the report together, the oldest orphan first.
 *
 * @param now Milliseconds since 1970.
 */
export function orphansReport(
  { orphans: charged, expired }: Findings,
  ownerOf: (live: Candidate["live"]) => Owner,
  states: readonly StackState[],
  now: number,
): OrphansReport {
  const byAge = [...charged].sort((a, b) => (a.live.createdAt ?? 0) - (b.live.createdAt ?? 0));
  return {
    orphans: byAge.map((each) => orphanLine(each, ownerOf(each.live), states)),
    total: sumOf(charged.map(({ charge }) => charge)),
    expired: expired
      .flatMap((each) => expiredLine(each, ownerOf(each.live), now))
      .sort((a, b) => (b.overdueSeconds ?? 0) - (a.overdueSeconds ?? 0)),
  };
}

function expiredLine(
  { live, charge }: Findings["expired"][number],
  owner: Owner,
  now: number,
): ExpiredLine[] {
  if (owner.kind !== "held") return [];
  const { by, source } = owner;
  const { project, stack, name: resource } = by.declaration;
  return [
    {
      ...shownOf(live, charge, owner),
      ...expiryIn(owner, live, now),
      heldBy: { state: source, project, stack, resource, urn: by.urn },
    },
  ];
}

function shownOf(live: Candidate["live"], { hourlyUsd }: Charge, owner: Owner): Shown {
  const isSecret = "by" in owner && (owner.by.secret ?? []).includes("name");
  return {
    id: printable(live.id),
    name: isSecret ? "[secret]" : printable(live.name ?? ""),
    status: printable(live.status),
    billingMode: printable(live.billingMode ?? "onDemand"),
    hourlyUsd: hourlyUsd ?? null,
    createdAt: rfc3339(live.createdAt) ?? null,
  };
}

function orphanLine(
  { type, live, charge }: Candidate,
  owner: Owner,
  states: readonly StackState[],
): OrphanLine {
  const by = madeFor(owner, states);
  const shown = shownOf(live, charge, owner);
  return {
    type,
    ...shown,
    madeFor: by,
    waysOut: waysOut({
      type,
      id: shown.id,
      isMonthly: shown.billingMode === "monthly",
      isTagged: tagIn(live.name ?? "") !== undefined,
      madeFor: by,
    }),
  };
}

function madeFor(owner: Owner, states: readonly StackState[]): MadeFor | null {
  if (owner.kind !== "orphan") return null;
  const { source, by } = owner;
  const holder = states.flatMap(({ held }) => held).find(({ urn }) => urn === by.urn);
  return {
    state: source,
    project: by.declaration.project,
    stack: by.declaration.stack,
    resource: by.declaration.name,
    urn: by.urn,
    interrupted: "operation" in by ? by.operation : null,
    holds: holder?.id ?? null,
  };
}
