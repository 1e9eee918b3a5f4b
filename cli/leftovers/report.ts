import type { Instance } from "../../provider/api/entities/instance";
import { printable } from "../../provider/api/redact";
import { rfc3339 } from "../../provider/api/entities/rfc3339";
import { tagIn } from "../../provider/core/exactlyOnce/naming";
import { phaseOf } from "../../provider/resources/gpuInstance/readiness";
import type { Charged } from "../account/readAccount";
import { type Sum, sumOf } from "../account/sum";
import type { Owner } from "../states/owner";
import type { StackState } from "../states/state";
import { waysOut } from "./waysOut";

/** An instance that no given state knows, as `leftovers --json` prints it. What is not known is `null`. */
export interface LeftoverLine {
  readonly id: string;
  readonly name: string;
  /** Novita's word. */
  readonly status: string;
  readonly billingMode: string;
  /** USD an hour; for what is paid for in advance the price of the term spread over its hours. */
  readonly hourlyUsd: number | null;
  /** RFC 3339. */
  readonly createdAt: string | null;
  /** `null` where no given state declares it: it may belong to a stack that was not given. */
  readonly madeFor: MadeFor | null;
  /** What can be done, in sentences. */
  readonly waysOut: readonly string[];
}

/** The declaration whose instance a leftover is. */
export interface MadeFor {
  /** The state's file, as it was given. */
  readonly state: string;
  readonly project: string;
  readonly stack: string;
  /** The logical name of the resource. */
  readonly resource: string;
  readonly urn: string;
  /** Pulumi's word for what was interrupted, such as `creating`; `null` where nothing was. */
  readonly interrupted: string | null;
  /** The instance that the state holds for the same declaration. */
  readonly holds: string | null;
}

/** Everything that `leftovers --json` prints. */
export interface LeftoversReport {
  readonly leftovers: readonly LeftoverLine[];
  readonly total: Sum;
}

/** Whether an instance is a leftover: some stack made it, no given state knows it, and it is not about to go. */
export function isLeftover(live: Instance, { kind }: Owner): boolean {
  return (kind === "leftover" || kind === "otherStack") && phaseOf(live) !== "leaving";
}

/** Puts the report together, the oldest first. */
export function leftoversReport(
  charged: readonly Charged[],
  ownerOf: (live: Instance) => Owner,
  states: readonly StackState[],
): LeftoversReport {
  const byAge = [...charged].sort((a, b) => (a.live.createdAt ?? 0) - (b.live.createdAt ?? 0));
  return {
    leftovers: byAge.map((each) => leftoverLine(each, ownerOf(each.live), states)),
    total: sumOf(charged.map(({ charge }) => charge)),
  };
}

function leftoverLine({ live, charge }: Charged, owner: Owner, states: readonly StackState[]): LeftoverLine {
  const by = madeFor(owner, states);
  const isSecret = "by" in owner && (owner.by.secret ?? []).includes("name");
  const id = printable(live.id);
  const billingMode = printable(live.billingMode ?? "onDemand");
  return {
    id,
    name: isSecret ? "[secret]" : printable(live.name ?? ""),
    status: printable(live.status),
    billingMode,
    hourlyUsd: charge.hourlyUsd ?? null,
    createdAt: rfc3339(live.createdAt) ?? null,
    madeFor: by,
    waysOut: waysOut({
      id,
      isMonthly: billingMode === "monthly",
      isTagged: tagIn(live.name ?? "") !== undefined,
      madeFor: by,
    }),
  };
}

function madeFor(owner: Owner, states: readonly StackState[]): MadeFor | null {
  if (owner.kind !== "leftover") return null;
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
