import type { Charge, ChargedFor } from "../account/charge";
import { type Sum, sumOf } from "../account/sum";
import type { Palette } from "../print/palette";
import { type Column, renderTable } from "../print/table";
import type { BalanceLine, CostLine, CostReport, OwnerLine, StorageLine } from "./report";
import { printable } from "../../provider/api";
import { formatDuration } from "../../provider/core";
import { formatUsd, HOURS_PER_MONTH } from "../../provider/pricing";

const columns: readonly Column[] = [
  { title: "ID" },
  { title: "NAME" },
  { title: "STATUS" },
  { title: "PRODUCT" },
  { title: "GPUS", align: "right" },
  { title: "BILLING" },
  { title: "CHARGED FOR" },
  { title: "USD/HOUR", align: "right" },
];

const chargedForWords: Readonly<Record<ChargedFor, string>> = {
  machine: "machine",
  disk: "disk alone",
  prepaid: "paid in advance",
  ended: "paid time is over",
  notYet: "nothing yet",
};

const ASSUMED = `Prices are today's list prices; what an instance was bought for may differ. It costs nothing before its image is
pulled; a stopped one is reckoned with its whole root disk, one on its way to another state with its machine.`;

/** A row of the table. */
interface Row {
  readonly owner: OwnerLine;
  readonly charge: Charge;
  readonly cells: readonly string[];
}

/** The report for people: instances and storages under whose they are. */
export function costText(report: CostReport, hasStates: boolean, color: Palette): string {
  const { instances, networkStorages, total, balance } = report;
  const all = [...instances.map(rowOf), ...networkStorages.map(rowOfStorage)];
  const money = balance === null ? [] : [balanceText(balance, total)];
  if (all.length === 0) return ["This account has no instances.", ...money, ""].join("\n");
  const sorted = all.sort((a, b) => rank(a) - rank(b));
  const [head = "", ...rows] = renderTable(
    columns,
    sorted.map(({ cells }) => cells),
  )
    .trimEnd()
    .split("\n");
  const groups = new Map<string, { readonly lines: Row[]; readonly rows: string[] }>();
  sorted.forEach((line, index) => {
    const title = titleOf(line.owner, hasStates);
    const group = groups.get(title) ?? { lines: [], rows: [] };
    group.lines.push(line);
    group.rows.push(rows[index] ?? "");
    groups.set(title, group);
  });
  const blocks = [...groups].map(([title, group]) =>
    [
      color.bold(`${title}: ${hourly(sumOf(group.lines.map(({ charge }) => charge)))}`),
      color.dim(head),
      ...group.rows,
    ].join("\n"),
  );
  return [
    ...expiredBlock(instances, color),
    ...blocks,
    [totalText(report, color), ...money].join("\n"),
    ASSUMED,
  ]
    .map((block) => `${block}\n`)
    .join("\n");
}

/** What has expired, and for how long, above everything. */
function expiredBlock(instances: readonly CostLine[], color: Palette): string[] {
  const expired = instances.filter(({ overdueSeconds }) => overdueSeconds !== null);
  if (expired.length === 0) return [];
  const [have, them] =
    expired.length === 1 ? ["1 instance has", "it"] : [`${expired.length} instances have`, "them"];
  const sum = hourly(sumOf(expired.map((line) => rowOf(line).charge)));
  const lines = expired.map(({ id, name, owner, overdueSeconds, expiresAt }) => {
    const by = "resource" in owner ? ` of ${owner.project}/${owner.stack}` : "";
    const overdue = formatDuration((overdueSeconds ?? 0) * 1000);
    return `  ${printable(`${name ?? "-"} (${id})${by}`)}: ${overdue} ago (${expiresAt})`;
  });
  const advice = `Remove ${them} from the program, or give ${them} a later lifecycle.expires.`;
  return [
    [
      color.yellow(`${have} expired, and still cost${expired.length === 1 ? "s" : ""} ${sum}:`),
      ...lines,
      advice,
    ].join("\n"),
  ];
}

const order: readonly OwnerLine["kind"][] = ["held", "orphan", "otherStack", "unmarked"];

function rank({ owner }: Row): number {
  return order.indexOf(owner.kind);
}

function titleOf(owner: OwnerLine, hasStates: boolean): string {
  switch (owner.kind) {
    case "held":
      return printable(`Stack ${owner.project}/${owner.stack}`);
    case "orphan":
      return (
        printable(`Made for stack ${owner.project}/${owner.stack}`) +
        ", but not in its state (see `pulumi-novita orphans`)"
      );
    case "otherStack":
      return hasStates
        ? "Made by pulumi-novita for a stack that was not given"
        : "Made by pulumi-novita (give the exported states of stacks to see for which)";
    case "unmarked":
      return "Without pulumi-novita's tag: made by something else, or under a fixed name";
  }
}

/** Of `2026-01-02` in a time of RFC 3339. */
const DATE_LENGTH = 10;

function rowOf(line: CostLine): Row {
  const { owner, chargedFor, hourlyUsd } = line;
  return { owner, charge: { for: chargedFor, hourlyUsd: hourlyUsd ?? undefined }, cells: cells(line) };
}

function rowOfStorage({ owner, id, name, sizeGb, hourlyUsd }: StorageLine): Row {
  const size = sizeGb === null ? "network storage" : `network storage, ${sizeGb} GB`;
  return {
    owner,
    charge: { for: "disk", hourlyUsd: hourlyUsd ?? undefined },
    cells: [id, name ?? "-", "-", size, "-", "by size", "its size", usdCell(hourlyUsd)],
  };
}

function usdCell(hourlyUsd: number | null): string {
  return hourlyUsd === null ? "unknown" : formatUsd(hourlyUsd);
}

function cells(line: CostLine): readonly string[] {
  const billing =
    line.paidUntil === null
      ? line.billingMode
      : `${line.billingMode} until ${line.paidUntil.slice(0, DATE_LENGTH)}`;
  return [
    line.id,
    line.name ?? "-",
    line.status,
    line.productName ?? line.productId ?? "-",
    line.gpuNum === null ? "-" : String(line.gpuNum),
    billing,
    chargedForWords[line.chargedFor],
    usdCell(line.hourlyUsd),
  ];
}

function hourly({ hourlyUsd, unknownPrices }: Sum): string {
  return `${unknownPrices > 0 ? "at least " : ""}${formatUsd(hourlyUsd)} an hour`;
}

const HOURS_PER_DAY = 24;

/** How long the money lasts. */
function balanceText({ availableUsd, pendingUsd, hours }: BalanceLine, { unknownPrices }: Sum): string {
  const pending = pendingUsd > 0 ? `, with ${formatUsd(pendingUsd)} used and not charged yet` : "";
  const balance = `Balance: ${formatUsd(Math.floor(availableUsd * 100) / 100)}${pending}`;
  if (availableUsd <= pendingUsd)
    return `${balance}. Nothing is left: top up the account in Novita's console.`;
  if (hours === null) return `${balance}.`;
  const days = Math.floor(hours / HOURS_PER_DAY);
  const lasts = days > 1 ? `${days} days` : `${hours} ${hours === 1 ? "hour" : "hours"}`;
  return `${balance}. At this rate it lasts ${unknownPrices > 0 ? "at most" : "about"} ${lasts}.`;
}

function totalText({ instances, networkStorages, total }: CostReport, color: Palette): string {
  const { monthlyUsd, unknownPrices, prepaidHourlyUsd } = total;
  const month = `${formatUsd(Math.round(monthlyUsd * 100) / 100)} in a month of ${HOURS_PER_MONTH} hours`;
  const counts = [
    countOf(instances.length, "instance"),
    ...(networkStorages.length > 0 ? [countOf(networkStorages.length, "network storage")] : []),
  ];
  const lines = [color.bold(`${counts.join(" and ")}: ${hourly(total)}, ${month}.`)];
  if (unknownPrices > 0) {
    lines.push(
      color.yellow(
        `The price of ${countOf(unknownPrices, networkStorages.length > 0 ? "thing" : "instance")} is unknown: these sums are the least that it can be.`,
      ),
    );
  }
  if (prepaidHourlyUsd > 0) {
    lines.push(
      `Paid in advance, and not in these sums: about ${formatUsd(prepaidHourlyUsd)} an hour, spread over the terms.`,
    );
  }
  return lines.join("\n");
}

function countOf(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
