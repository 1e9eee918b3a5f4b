import { type Inputs, known, type Lifecycle, type Properties, type Timeouts } from "../declaration";
import { parseDuration } from "./durations";
import { type Facts, schemaAt } from "./facts";

/** How long an operation may take in all, in milliseconds: what the user says, else the schema's default. */
export function timeoutMs(
  { schema }: Facts,
  lifecycle: Lifecycle | undefined,
  operation: keyof Timeouts,
): number {
  const fallback = String(schemaAt(schema, ["lifecycle", "timeouts", operation])?.default);
  return parseDuration(lifecycle?.timeouts?.[operation] ?? fallback);
}

/** Whether the operation ends only when the thing is ready; otherwise as soon as the service has accepted it. */
export function waitsUntilReady(lifecycle: Lifecycle | undefined): boolean {
  return lifecycle?.waitUntil !== "created";
}

/** The thing that the inputs ask to take over; none as long as a preview does not know it. */
export function adoptOf({ lifecycle }: Properties | Inputs): string | undefined {
  return known((lifecycle as Lifecycle | undefined)?.adopt);
}
