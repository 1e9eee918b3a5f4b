/**
 * A time as Pulumi and Novita's console write it, `2026-01-02T03:04:05Z`; `null` where it is no time at all.
 *
 * @param seconds Since 1970.
 */
export function rfc3339(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(/\.\d+Z$/, "Z");
}
