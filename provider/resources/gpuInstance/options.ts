import { parseDuration } from "./durations";
import type { Lifecycle, Timeouts } from "./generated/inputs";
import { schemaAt } from "./schema";

/** How long an operation may take in all, in milliseconds: what the user says, else the schema's default. */
export function timeoutMs(lifecycle: Lifecycle | undefined, operation: keyof Timeouts): number {
  const fallback = String(schemaAt(["lifecycle", "timeouts", operation])?.default);
  return parseDuration(lifecycle?.timeouts?.[operation] ?? fallback);
}

/** Whether the operation ends only when the instance runs; otherwise as soon as the service has accepted it. */
export function waitsUntilRunning(lifecycle: Lifecycle | undefined): boolean {
  return lifecycle?.waitUntil !== "created";
}
