import type { Palette } from "../print/palette";
import type { ExpiredLine, OrphanLine, OrphansReport } from "./report";
import { type MadeFor, nounOf } from "./waysOut";
import { printable } from "../../provider/api";
import { formatDuration } from "../../provider/core";
import { formatUsd } from "../../provider/pricing";

/** The report for people. */
export function orphansText(report: OrphansReport, color: Palette): string {
  return [...orphanBlocks(report, color), ...expiredBlocks(report, color)]
    .map((lines) => `${lines}\n`)
    .join("\n");
}

function orphanBlocks({ orphans, total }: OrphansReport, color: Palette): string[] {
  if (orphans.length === 0)
    return ["No orphans: everything that carries pulumi-novita's tag is in a given state."];
  const [noun = "", ...more] = new Set(orphans.map(({ type }) => nounOf[type]));
  const things = `${more.length > 0 ? "thing" : noun}s`;
  const [seem, them] =
    orphans.length === 1 ? [`1 ${noun} seems`, "it"] : [`${orphans.length} ${things} seem`, "them"];
  const least = total.unknownPrices > 0 ? "at least " : "";
  const head = `${seem} to have been made by pulumi-novita, and no given state knows ${them}: ${least}${formatUsd(total.hourlyUsd)} an hour.`;
  const paid =
    total.prepaidHourlyUsd > 0
      ? [`Paid in advance, and not in this sum: about ${formatUsd(total.prepaidHourlyUsd)} an hour.`]
      : [];
  return [[color.bold(head), ...paid].join("\n"), ...orphans.map((each) => block(each, color))];
}

function expiredBlocks({ expired }: OrphansReport, color: Palette): string[] {
  if (expired.length === 0) return [];
  const have = expired.length === 1 ? "1 instance has" : `${expired.length} instances have`;
  const head = `${have} expired (lifecycle.expires), and ${expired.length === 1 ? "is" : "are"} still there.`;
  return [color.bold(head), ...expired.map((each) => expiredBlock(each, color))];
}

function expiredBlock(line: ExpiredLine, color: Palette): string {
  const { resource, project, stack, state } = line.heldBy;
  const overdue = formatDuration((line.overdueSeconds ?? 0) * 1000);
  return [
    color.yellow(`${line.name} (${line.id})`),
    `  ${stateOf(line)}`,
    `  Expired ${overdue} ago (${line.expiresAt}).`,
    `  ${printable(`It is ${JSON.stringify(resource)} of ${project}/${stack} (${state}).`)}`,
    "  - Remove it from the program and run `pulumi up`, or give it a later lifecycle.expires.",
  ].join("\n");
}

/** Status, price and age. */
function stateOf(line: Pick<OrphanLine, "status" | "hourlyUsd" | "billingMode" | "createdAt">): string {
  const price =
    line.hourlyUsd === null
      ? "price unknown"
      : `${formatUsd(line.hourlyUsd)} an hour${line.billingMode === "monthly" ? ", paid in advance" : ""}`;
  const created = line.createdAt === null ? "created at an unknown time" : `created ${line.createdAt}`;
  return `${line.status}, ${price}, ${created}`;
}

function block(line: OrphanLine, color: Palette): string {
  return [
    color.yellow(`${line.name} (${line.id})`),
    `  ${stateOf(line)}`,
    ...(line.madeFor === null ? [] : [`  ${origin(line.madeFor)}`]),
    ...line.waysOut.map((way) => `  - ${way}`),
  ].join("\n");
}

function origin({ resource, project, stack, state, interrupted }: MadeFor): string {
  const what = printable(`Made for ${JSON.stringify(resource)} of ${project}/${stack} (${state})`);
  return interrupted === null ? `${what}.` : `${what}, where Pulumi was interrupted while ${interrupted} it.`;
}
