import type { Fault } from "../errors";
import type { Repeatable } from "../operations";

/** What became of one attempt to send a request. */
export type Outcome =
  | { readonly kind: "answer"; readonly status: number; readonly retryAfterMs?: number }
  /** Refused by something in front of the service. */
  | { readonly kind: "blocked" }
  | { readonly kind: "unreadable" }
  /** `sent`: whether the service may have seen anything of the request. */
  | { readonly kind: "fault"; readonly fault: Fault; readonly sent: boolean };

/** What to do after an attempt: send it again, go back to the gate, report it, or find out whether it was carried out. */
export type Decision = "retry" | "slow down" | "give up" | "in doubt";

/** Trying again will not help. */
const HOPELESS: readonly Fault[] = ["certificate", "proxy", "tls", "aborted", "tooLarge"];

/**
 * The whole retry policy, one pure decision.
 *
 * A request that may be sent only `once` is sent again only when it is certain that nothing was processed
 * (no connection was made, 429): the API knows no idempotency key. A 429 is about all calls, and says nothing of this one:
 * it goes back to the gate and counts as no attempt. Any other failure of it that could hide a success
 * leaves the matter in doubt. What refuses in front of the service has most likely refused the request, but may have
 * refused the answer: there a request is not repeated, and fails.
 */
export function decide(repeatable: Repeatable, outcome: Outcome): Decision {
  const orInDoubt = repeatable === "once" ? "in doubt" : "retry";
  switch (outcome.kind) {
    case "answer":
      if (outcome.status === 429) return "slow down";
      return outcome.status >= 500 || outcome.status === 408 ? orInDoubt : "give up";
    case "unreadable":
      return orInDoubt;
    case "blocked":
      return repeatable === "once" ? "give up" : "retry";
    case "fault":
      if (outcome.sent && repeatable === "once") return "in doubt";
      return HOPELESS.includes(outcome.fault) ? "give up" : "retry";
  }
}

/** How often and how patiently requests are repeated. */
export interface RetryLimits {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** The pause after the first failure, in milliseconds; it doubles each time. */
  readonly baseMs: number;
  /** The longest pause, in milliseconds. */
  readonly capMs: number;
}

/** About half a minute of trying: long enough for a restart of the service, short enough for a person to wait. */
export const defaultRetryLimits: RetryLimits = { attempts: 7, baseMs: 500, capMs: 15_000 };

/**
 * The pause before the next attempt, in milliseconds: what the service asked for, to the letter; otherwise
 * exponential, capped, and spread over its upper half so that clients do not come back together.
 *
 * @param failures Attempts that have failed so far, at least 1.
 * @param random A number from 0 up to 1.
 */
export function pauseMs(
  limits: RetryLimits,
  failures: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  const full = Math.min(limits.capMs, limits.baseMs * 2 ** (failures - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

/** A `Date` header as milliseconds since 1970: what a date of the service's is compared with, as clocks differ. Else `now`. */
export function answeredAt(header: string | undefined, now: number): number {
  const at = Date.parse(header ?? "");
  return Number.isNaN(at) ? now : at;
}

/** A `Retry-After` header as milliseconds from `at`: seconds or an HTTP date; anything else is no header. */
export function parseRetryAfter(header: string | undefined, at: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // A bare Date.parse would take "-5" or "soon 1" for a date.
  const date = /^[A-Za-z]{3,9}, .*GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - at);
}
