/** Seconds since 1970 as Pulumi and Novita's console show a time: `2026-01-02T03:04:05Z`; nothing if no calendar has it. */
export function rfc3339(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, "Z");
}
