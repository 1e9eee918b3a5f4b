import type { ChargedFor } from "../account/charge";
import type { Charged } from "../account/readAccount";
import { type Sum, sumOf } from "../account/sum";
import type { Owner } from "../states/owner";
import { printable, rfc3339 } from "../../provider/api";

/**
 * An instance, as `cost --json` prints it. What is not known is `null`; what its program has marked as secret is
 * `[secret]`, and a secret number `null`.
 */
export interface CostLine {
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
  readonly total: Sum;
}

/** Puts the report together: the dearest first, and what has no known price before everything. */
export function costReport(
  charged: readonly Charged[],
  ownerOf: (live: Charged["live"]) => Owner,
): CostReport {
  const lines = charged.map((each) => costLine(each, ownerOf(each.live)));
  const usd = ({ hourlyUsd }: CostLine): number => hourlyUsd ?? Number.POSITIVE_INFINITY;
  return {
    instances: lines.sort((a, b) => compare(usd(b), usd(a)) || compare(a.name ?? "", b.name ?? "")),
    total: sumOf(charged.map(({ charge }) => charge)),
  };
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function costLine({ live, charge }: Charged, owner: Owner): CostLine {
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
    owner: ownerLine(owner),
  };
}

function ownerLine(owner: Owner): OwnerLine {
  if (owner.kind === "otherStack" || owner.kind === "unmarked") return owner;
  const { project, stack, name } = owner.by.declaration;
  return { kind: owner.kind, project, stack, resource: name };
}
