import type { Clock } from "../clock";
import { ApiError } from "../errors";
import type { Quirks } from "../quirks";

/** Refuses requests with no key, or with one that is not accepted. */
export function checkKey(
  authorization: string | undefined,
  accepted: readonly string[],
  quirks: Quirks,
): void {
  const key = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (key === undefined) throw new ApiError("UNAUTHORIZED");
  if (accepted.length === 0 || accepted.includes(key)) return;
  throw new ApiError(quirks.badKeyStatus === "401" ? "UNAUTHORIZED" : "INVALID_API_KEY");
}

/** Refuses requests above a rate. */
export interface RateLimit {
  /** @param perSecond - null is no limit. */
  check(perSecond: number | null): void;
  clear(): void;
}

/** Counts requests in a window of a second, or of as many seconds as one request may take. */
export function rateLimit(clock: Clock): RateLimit {
  let passed: readonly number[] = [];
  return {
    check: (perSecond) => {
      if (perSecond === null) return;
      const allowed = Math.max(1, Math.floor(perSecond));
      const windowMs = (1000 * allowed) / perSecond;
      const now = clock.now();
      passed = passed.filter((at) => at > now - windowMs);
      const [oldest] = passed;
      if (oldest !== undefined && passed.length >= allowed) {
        const seconds = Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
        throw new ApiError("RATE_LIMIT_EXCEEDED", undefined, undefined, { "Retry-After": String(seconds) });
      }
      passed = [...passed, now];
    },
    clear: () => {
      passed = [];
    },
  };
}
