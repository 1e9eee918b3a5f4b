import type { Charge, ChargedFor } from "../account/charge";
import type { Charged, Companion } from "../account/readAccount";
import { type Sum, sumOf } from "../account/sum";
import { type Expiry, expiryIn } from "../states/expiry";
import type { Owner } from "../states/owner";
import { type Balance, printable, rfc3339 } from "../../provider/api";

/**
 * An instance, as `cost --json` prints it. What is not known is `null`; what its program has marked as secret is
 * `[secret]`, and a secret number `null`.
 */
export interface CostLine extends Expiry {
  readonly id: string;
  readonly name: string | null;
  /** Novita's word. */
  readonly status: string;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly kind: string;
  readonly gpuNum: number | null;
  readonly billingMode: string;
  readonly chargedFor: ChargedFor;
  readonly paidUntil: string | null;
  /** USD an hour; for what is paid for in advance the price of the term spread over its hours. */
  readonly hourlyUsd: number | null;
  readonly owner: OwnerLine;
}

/** A network storage, as `cost --json` prints it. */
export interface StorageLine {
  readonly id: string;
  readonly name: string | null;
  readonly sizeGb: number | null;
  readonly hourlyUsd: number | null;
  readonly owner: OwnerLine;
}

/** The money of the account, as `cost --json` prints it. */
export interface BalanceLine {
  /** USD that can be spent; below zero if the account owes. */
  readonly availableUsd: number;
  /** USD that were used and are not charged yet. */
  readonly pendingUsd: number;
  /**
   * Hours until all of it is used at the present rate, in whole ones; `null` if nothing is charged. With unknown prices
   * it is the most that it can be.
   */
  readonly hours: number | null;
}

/** Whose an instance is, as `cost --json` prints it. */
export type OwnerLine =
  | {
      readonly kind: "held" | "orphan";
      readonly project: string;
      readonly stack: string;
      /** The logical name of the resource. */
      readonly resource: string;
    }
  | { readonly kind: "otherStack"; readonly tag: string }
  | { readonly kind: "unmarked" };

/** Everything that `cost --json` prints. */
export interface CostReport {
  readonly instances: readonly CostLine[];
  readonly networkStorages: readonly StorageLine[];
  /** Of instances and storages. */
  readonly total: Sum;
  /** `null` if the service did not say. */
  readonly balance: BalanceLine | null;
}

/** What a report is made of. */
export interface Costs {
  readonly charged: readonly Charged[];
  readonly storages: readonly Companion[];
  readonly balance: Balance | undefined;
}

/**
 * Puts the report together: what has expired first, the longest ago before all; then the dearest, and what has no known price
 * before that.
 *
 * @param now Milliseconds since 1970.
 */
export function costReport(
  { charged, storages, balance }: Costs,
  ownerOf: (live: Pick<Charged["live"], "id" | "name">) => Owner,
  now: number,
): CostReport {
  const total = sumOf([...charged.map(({ charge }) => charge), ...storages.map(chargeOfStorage)]);
  return {
    instances: charged
      .map((each) => costLine(each, ownerOf(each.live), now))
      .sort((a, b) => (b.overdueSeconds ?? -1) - (a.overdueSeconds ?? -1) || dearestFirst(a, b)),
    networkStorages: storages.map((each) => storageLine(each, ownerOf(each.live))).sort(dearestFirst),
    total,
    balance: balance === undefined ? null : balanceLine(balance, total),
  };
}

/** A storage costs what it is, whatever uses it. */
function chargeOfStorage({ hourlyUsd }: Companion): Charge {
  return { for: "disk", hourlyUsd };
}

/** What is used and not charged yet is taken off: the hours may be too few, and are never too many. */
function balanceLine({ availableUsd, pendingUsd = 0 }: Balance, { hourlyUsd }: Sum): BalanceLine {
  const hours = Math.floor(Math.max(0, availableUsd - pendingUsd) / hourlyUsd);
  return { availableUsd, pendingUsd, hours: hourlyUsd > 0 ? hours : null };
}

type Priced = Pick<CostLine, "hourlyUsd" | "name">;

function dearestFirst(a: Priced, b: Priced): number {
  const usd = ({ hourlyUsd }: Priced): number => hourlyUsd ?? Number.POSITIVE_INFINITY;
  return compare(usd(b), usd(a)) || compare(a.name ?? "", b.name ?? "");
}

function storageLine({ live, sizeGb, hourlyUsd }: Companion, owner: Owner): StorageLine {
  const secret = "by" in owner ? (owner.by.secret ?? []) : [];
  const name = live.name === undefined ? null : printable(live.name);
  return {
    id: printable(live.id),
    name: secret.includes("name") ? "[secret]" : name,
    sizeGb: secret.includes("size") ? null : (sizeGb ?? null),
    hourlyUsd: hourlyUsd ?? null,
    owner: ownerLine(owner),
  };
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function costLine({ live, charge }: Charged, owner: Owner, now: number): CostLine {
  const secret = "by" in owner ? (owner.by.secret ?? []) : [];
  const text = (value: string | undefined, field: string): string | null => {
    if (secret.includes(field)) return "[secret]";
    return value === undefined ? null : printable(value);
  };
  return {
    id: printable(live.id),
    name: text(live.name, "name"),
    status: printable(live.status),
    productId: text(live.productId, "productId"),
    productName: text(live.productName, "productId"),
    kind: printable(live.kind ?? "gpu"),
    gpuNum: live.kind === "cpu" || secret.includes("gpuNum") ? null : (live.gpuNum ?? null),
    billingMode: printable(live.billingMode ?? "onDemand"),
    chargedFor: charge.for,
    paidUntil: rfc3339(charge.until) ?? null,
    hourlyUsd: charge.hourlyUsd ?? null,
    ...expiryIn(owner, live, now),
    owner: ownerLine(owner),
  };
}

function ownerLine(owner: Owner): OwnerLine {
  if (owner.kind === "otherStack" || owner.kind === "unmarked") return owner;
  const { project, stack, name } = owner.by.declaration;
  return { kind: owner.kind, project, stack, resource: name };
}
