import { parseDuration } from "../../../core";

/** What `lifecycle.expires` says: a moment, or how long after its creation an instance expires. */
export type Expires = { readonly atMs: number } | { readonly lifeMs: number };

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const LIFE = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/;
/** A thousand years. What is longer is a slip, and no date can tell it. */
const LONGEST_MS = 1_000 * 365 * 24 * 3_600_000;

/** Reads it; `undefined` if it is neither a time of RFC 3339 nor a duration of some time. */
export function readExpires(text: string): Expires | undefined {
  const [, year, month, day] = TIME.exec(text) ?? [];
  if (year !== undefined) {
    const isDate = Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    const atMs = isDate ? Date.parse(text.toUpperCase()) : Number.NaN;
    return Number.isNaN(atMs) ? undefined : { atMs };
  }
  const lifeMs = LIFE.test(text) ? parseDuration(text) : 0;
  return lifeMs > 0 && lifeMs <= LONGEST_MS ? { lifeMs } : undefined;
}

/**
 * When an instance expires, in milliseconds since 1970; `undefined` if it does not, or if that is not known.
 *
 * @param expires Its `lifecycle.expires`.
 * @param createdAt When it was created, as RFC 3339; absent if that is not known.
 */
export function expiryOf(expires: unknown, createdAt: unknown): number | undefined {
  const read = typeof expires === "string" ? readExpires(expires) : undefined;
  if (!read || "atMs" in read) return read?.atMs;
  const since = typeof createdAt === "string" ? Date.parse(createdAt) : Number.NaN;
  return Number.isNaN(since) ? undefined : since + read.lifeMs;
}
