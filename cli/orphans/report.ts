import type { Charge } from "../account/charge";
import { type Sum, sumOf } from "../account/sum";
import type { Owner } from "../states/owner";
import type { StackState } from "../states/state";
import { type MadeFor, type OrphanType, waysOut } from "./waysOut";
import { type Instance, printable, rfc3339 } from "../../provider/api";
import { tagIn } from "../../provider/core";
import { phaseOf } from "../../provider/resources/gpuInstance";

/** An instance or a network storage that no given state knows, as `orphans --json` prints it. What is not known is `null`. */
export interface OrphanLine {
  readonly type: OrphanType;
  readonly id: string;
  readonly name: string;
  /** Novita's word. */
  readonly status: string;
  readonly billingMode: string;
  /** USD an hour; for what is paid for in advance the price of the term spread over its hours. */
  readonly hourlyUsd: number | null;
  /** RFC 3339. */
  readonly createdAt: string | null;
  /** `null` if no given state declares it: it may belong to a stack that was not given. */
  readonly madeFor: MadeFor | null;
  /** What can be done, in sentences. */
  readonly waysOut: readonly string[];
}

/** Everything that `orphans --json` prints. */
export interface OrphansReport {
  readonly orphans: readonly OrphanLine[];
  readonly total: Sum;
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

/** Puts the report together, the oldest first. */
export function orphansReport(
  charged: readonly Candidate[],
  ownerOf: (live: Candidate["live"]) => Owner,
  states: readonly StackState[],
): OrphansReport {
  const byAge = [...charged].sort((a, b) => (a.live.createdAt ?? 0) - (b.live.createdAt ?? 0));
  return {
    orphans: byAge.map((each) => orphanLine(each, ownerOf(each.live), states)),
    total: sumOf(charged.map(({ charge }) => charge)),
  };
}

function orphanLine(
  { type, live, charge }: Candidate,
  owner: Owner,
  states: readonly StackState[],
): OrphanLine {
  const by = madeFor(owner, states);
  const isSecret = "by" in owner && (owner.by.secret ?? []).includes("name");
  const id = printable(live.id);
  const billingMode = printable(live.billingMode ?? "onDemand");
  return {
    type,
    id,
    name: isSecret ? "[secret]" : printable(live.name ?? ""),
    status: printable(live.status),
    billingMode,
    hourlyUsd: charge.hourlyUsd ?? null,
    createdAt: rfc3339(live.createdAt) ?? null,
    madeFor: by,
    waysOut: waysOut({
      type,
      id,
      isMonthly: billingMode === "monthly",
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
