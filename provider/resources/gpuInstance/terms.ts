import { TERM_KEY } from "../../core/model/declaration";
import type { Situation, Step } from "./steps";

/** Terms are compared by their ends, and months differ in length: the mean month of the Gregorian calendar. */
const MONTH_S = 30.436875 * 24 * 3600;

function isMonthly({ live, olds }: Situation): boolean {
  return (live.billingMode ?? olds.billingMode) === "monthly" || live.endTime !== undefined;
}

/** Whether it is monthly in fact, and no run has noted for how many months: a killed run, or a person, made it so. */
export function isTermUnknown(situation: Situation): boolean {
  const { olds, news } = situation;
  return news.billingMode === "monthly" && (news.month ?? 0) > 0 && isMonthly(situation) && !olds.month;
}

/**
 * The months that are still to be bought: those declared more than before, less those by which the term has grown
 * since the last apply. A run that was killed after its renewal was accepted has paid already. Where the term is
 * unknown nothing is bought.
 */
function owedMonths(situation: Situation): number {
  const { live, olds, news } = situation;
  if (!olds.month || news.billingMode !== "monthly" || olds.billingMode !== "monthly") return 0;
  const [was, is] = [olds[TERM_KEY], live.endTime];
  const grown = was === undefined || is === undefined ? 0 : Math.round((is - was) / MONTH_S);
  return (news.month ?? 0) - olds.month - Math.max(0, grown);
}

/** From on demand to monthly. */
export const goMonthly: Step = {
  doing: "changing its billing to monthly",
  needed: (situation) => situation.news.billingMode === "monthly" && !isMonthly(situation),
  send: (ctx, { id, news }, options) => ctx.client.transToMonthlyInstance(id, news.month ?? 1, options),
  shows: (now) => now.billingMode === "monthly" || now.endTime !== undefined,
  final: true,
  achieves: ["billingMode", "month"],
};

/** More months of a monthly instance. */
export const renew: Step = {
  doing: "renewing it",
  needed: (situation) => owedMonths(situation) > 0,
  send: (ctx, situation, options) => ctx.client.renewInstance(situation.id, owedMonths(situation), options),
  shows: (now, { live }) => (now.endTime ?? 0) > (live.endTime ?? 0),
  final: true,
  achieves: ["month"],
};
