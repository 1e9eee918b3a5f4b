import type { Instance } from "../../../api";
import { REMEMBERED_KEY } from "../../../core";
import type { OwnMemory } from "../inputs";
import type { GpuSituation, GpuStep } from "./step";

/** Terms are compared by their ends, and months differ in length: the mean month of the Gregorian calendar. */
const MONTH_S = 30.436875 * 24 * 3600;

function isMonthly({ live, olds }: GpuSituation): boolean {
  return (live.billingMode ?? olds.billingMode) === "monthly" || live.endTime !== undefined;
}

/** Whether it is monthly in fact, and no run has noted for how many months: a killed run, or a person, made it so. */
function isTermUnknown(situation: GpuSituation): boolean {
  const { olds, news } = situation;
  return news.billingMode === "monthly" && (news.month ?? 0) > 0 && isMonthly(situation) && !olds.month;
}

/**
 * The months that are still to be bought: those declared more than before, less those by which the term has grown
 * since the last apply. A run that was killed after its renewal was accepted has paid already. If the term is
 * unknown nothing is bought.
 */
function owedMonths(situation: GpuSituation): number {
  const { live, olds, news } = situation;
  if (!olds.month || news.billingMode !== "monthly" || olds.billingMode !== "monthly") return 0;
  const [was, is] = [olds[REMEMBERED_KEY]?.termEndsAt, live.endTime];
  const grown = was === undefined || is === undefined ? 0 : Math.round((is - was) / MONTH_S);
  return (news.month ?? 0) - olds.month - Math.max(0, grown);
}

/** The term is about to grow: its old end would pass for a renewal that is still to be paid, until the new one shows. */
function termEnd(live: Instance | undefined): OwnMemory {
  return { termEndsAt: live?.endTime };
}

/** From on demand to monthly. */
export const goMonthly: GpuStep = {
  doing: "changing its billing to monthly",
  needed: (situation) => situation.news.billingMode === "monthly" && !isMonthly(situation),
  send: (ctx, { id, news }, options) => ctx.client.transToMonthlyInstance(id, news.month ?? 1, options),
  shows: (now) => now.billingMode === "monthly" || now.endTime !== undefined,
  final: true,
  achieves: ["billingMode", "month"],
  remembers: termEnd,
};

/** More months of a monthly instance. */
export const renew: GpuStep = {
  doing: "renewing it",
  needed: (situation) => owedMonths(situation) > 0,
  send: (ctx, situation, options) => ctx.client.renewInstance(situation.id, owedMonths(situation), options),
  shows: (now, { live }) => (now.endTime ?? 0) > (live.endTime ?? 0),
  final: true,
  achieves: ["month"],
  remembers: termEnd,
};

/** What to say if the months of a monthly instance are not known. */
export function warnOfSteps(label: string, situation: GpuSituation): string | undefined {
  if (!isTermUnknown(situation)) return undefined;
  const { endTime } = situation.live;
  const until = endTime === undefined ? "" : `, until ${new Date(endTime * 1000).toISOString().slice(0, 10)}`;
  return `${label} is monthly already${until}. How many months were bought is not known here, so none are bought now.`;
}
