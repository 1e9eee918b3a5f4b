import type { Instance } from "../../provider/api";
import { HOURS_PER_MONTH, type Priced, pricedAs, type Quote, stoppedHourlyUsd } from "../../provider/pricing";
import { phaseOf } from "../../provider/resources/gpuInstance";

/**
 * What an instance is charged for now.
 * - `machine`: the GPUs (or the CPU machine) and the disk, by the hour.
 * - `disk`: it is stopped, and its disk costs by the hour.
 * - `prepaid`: paid for in advance, until `until`; nothing more is charged by the hour.
 * - `ended`: paid for in advance, and the time is over; what it costs now no page says.
 * - `notYet`: it costs nothing before its image is pulled.
 */
export type ChargedFor = "machine" | "disk" | "prepaid" | "ended" | "notYet";

/** What an instance costs. */
export interface Charge {
  readonly for: ChargedFor;
  /** USD an hour; for `prepaid` the price of the term spread over its hours. Absent if it is not known. */
  readonly hourlyUsd?: number;
  /** When the time that is paid for ends, in seconds since 1970. */
  readonly until?: number;
}

const SECONDS_PER_HOUR = 3600;

/**
 * What the price of an instance depends on, with the term of a monthly one as its beginning and end tell it: no answer
 * of the service says for how many months it was bought.
 */
export function pricedFor(live: Instance): Priced | undefined {
  const priced = pricedAs(live);
  if (priced?.billingMode !== "monthly") return priced;
  const { createdAt, endTime } = live;
  if (createdAt === undefined || endTime === undefined) return { ...priced, month: 1 };
  const hours = (endTime - createdAt) / SECONDS_PER_HOUR;
  return { ...priced, month: Math.max(1, Math.round(hours / HOURS_PER_MONTH)) };
}

/**
 * What an instance costs now. Billing begins when the image is pulled; a stopped instance costs its disk; a monthly one
 * is paid for in advance (Novita's pricing guide). If a status leaves it open, such as on the way to stopped or
 * deleted, or a word that no page names, the machine counts: the sum may be too high for a minute, and is never too
 * low.
 *
 * @param quote What the price list says of {@link pricedFor}; `undefined` if it says nothing.
 * @param nowMs Milliseconds since 1970.
 */
export function chargeOf(live: Instance, quote: Quote | undefined, nowMs: number): Charge {
  const known = quote?.hourlyUsd === undefined ? {} : { hourlyUsd: quote.hourlyUsd };
  if (live.billingMode === "monthly") {
    if (live.endTime === undefined) return { for: "prepaid", ...known };
    const isOver = live.endTime * 1000 <= nowMs;
    return { for: isOver ? "ended" : "prepaid", ...(!isOver && known), until: live.endTime };
  }
  if (live.status === "toCreate" || live.status === "creating") return { for: "notYet", hourlyUsd: 0 };
  if (phaseOf(live) !== "stopped") return { for: "machine", ...known };
  const { rootfsSize } = live;
  return { for: "disk", ...(rootfsSize !== undefined && { hourlyUsd: stoppedHourlyUsd(rootfsSize) }) };
}
