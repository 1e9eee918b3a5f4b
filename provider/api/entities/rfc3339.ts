/**
 * A time of Novita's, as Pulumi and Novita's console show it: to the second, `2026-01-02T03:04:05Z`.
 *
 * @param seconds Since 1970, as `createdAt` and `endTime` are.
 * @returns Nothing if no time is given, or if it is none that a calendar has.
 */
export function rfc3339(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, "Z");
}
