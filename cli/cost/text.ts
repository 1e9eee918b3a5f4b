import type { ChargedFor } from "../account/charge";
import { type Sum, sumOf } from "../account/sum";
import type { Palette } from "../print/palette";
import { type Column, renderTable } from "../print/table";
import type { CostLine, CostReport, OwnerLine } from "./report";
import { printable } from "../../provider/api";
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
pulled; a stopped one is reckoned with its whole root disk, one on its way to another state with its machine. Network
storages are not counted.`;

/** The report for people: the instances under whose they are. */
export function costText({ instances, total }: CostReport, hasStates: boolean, color: Palette): string {
  if (instances.length === 0) return "This account has no instances.\n";
  const sorted = [...instances].sort((a, b) => rank(a) - rank(b));
  const [head = "", ...rows] = renderTable(columns, sorted.map(cells)).trimEnd().split("\n");
  const groups = new Map<string, { readonly lines: CostLine[]; readonly rows: string[] }>();
  sorted.forEach((line, index) => {
    const title = titleOf(line.owner, hasStates);
    const group = groups.get(title) ?? { lines: [], rows: [] };
    group.lines.push(line);
    group.rows.push(rows[index] ?? "");
    groups.set(title, group);
  });
  const blocks = [...groups].map(([title, group]) =>
    [color.bold(`${title}: ${hourly(sumOfLines(group.lines))}`), color.dim(head), ...group.rows].join("\n"),
  );
  return [...blocks, totalText(instances.length, total, color), ASSUMED]
    .map((block) => `${block}\n`)
    .join("\n");
}

const order: readonly OwnerLine["kind"][] = ["held", "orphan", "otherStack", "unmarked"];

function rank({ owner }: CostLine): number {
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
    line.hourlyUsd === null ? "unknown" : formatUsd(line.hourlyUsd),
  ];
}

function sumOfLines(lines: readonly CostLine[]): Sum {
  return sumOf(
    lines.map(({ chargedFor, hourlyUsd }) => ({ for: chargedFor, hourlyUsd: hourlyUsd ?? undefined })),
  );
}

function hourly({ hourlyUsd, unknownPrices }: Sum): string {
  return `${unknownPrices > 0 ? "at least " : ""}${formatUsd(hourlyUsd)} an hour`;
}

function totalText(count: number, total: Sum, color: Palette): string {
  const { monthlyUsd, unknownPrices, prepaidHourlyUsd } = total;
  const month = `${formatUsd(Math.round(monthlyUsd * 100) / 100)} in a month of ${HOURS_PER_MONTH} hours`;
  const lines = [color.bold(`${countOf(count)}: ${hourly(total)}, ${month}.`)];
  if (unknownPrices > 0) {
    lines.push(
      color.yellow(
        `The price of ${countOf(unknownPrices)} is unknown: these sums are the least that it can be.`,
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

function countOf(instances: number): string {
  return instances === 1 ? "1 instance" : `${instances} instances`;
}
