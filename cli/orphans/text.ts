import type { Palette } from "../print/palette";
import type { OrphanLine, OrphansReport } from "./report";
import { type MadeFor, nounOf } from "./waysOut";
import { printable } from "../../provider/api";
import { formatUsd } from "../../provider/pricing";

/** The report for people. */
export function orphansText({ orphans, total }: OrphansReport, color: Palette): string {
  if (orphans.length === 0) {
    return "No orphans: everything that carries pulumi-novita's tag is in a given state.\n";
  }
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
  return [[color.bold(head), ...paid].join("\n"), ...orphans.map((each) => block(each, color))]
    .map((lines) => `${lines}\n`)
    .join("\n");
}

function block(line: OrphanLine, color: Palette): string {
  const price =
    line.hourlyUsd === null
      ? "price unknown"
      : `${formatUsd(line.hourlyUsd)} an hour${line.billingMode === "monthly" ? ", paid in advance" : ""}`;
  const created = line.createdAt === null ? "created at an unknown time" : `created ${line.createdAt}`;
  return [
    color.yellow(`${line.name} (${line.id})`),
    `  ${line.status}, ${price}, ${created}`,
    ...(line.madeFor === null ? [] : [`  ${origin(line.madeFor)}`]),
    ...line.waysOut.map((way) => `  - ${way}`),
  ].join("\n");
}

function origin({ resource, project, stack, state, interrupted }: MadeFor): string {
  const what = printable(`Made for ${JSON.stringify(resource)} of ${project}/${stack} (${state})`);
  return interrupted === null ? `${what}.` : `${what}, where Pulumi was interrupted while ${interrupted} it.`;
}
