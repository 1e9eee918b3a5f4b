import { parseDuration } from "./durations";
import type { Lifecycle, Timeouts } from "../../resources/gpuInstance/generated/inputs";
import { schemaAt } from "../validate/schema";

/** How long an operation may take in all, in milliseconds: what the user says, else the schema's default. */
export function timeoutMs(lifecycle: Lifecycle | undefined, operation: keyof Timeouts): number {
  const fallback = String(schemaAt(["lifecycle", "timeouts", operation])?.default);
  return parseDuration(lifecycle?.timeouts?.[operation] ?? fallback);
}

/** The options with what the service has been asked for so far in place of what is declared: it never shows `autoMigrate`. */
export function withAsked(lifecycle: Lifecycle | undefined, autoMigrate?: boolean): Lifecycle | undefined {
  const { autoMigrate: _declared, ...others } = lifecycle ?? {};
  return autoMigrate === undefined ? lifecycle && others : { ...others, autoMigrate };
}

/** Inputs of an instance of which the service has not been asked for anything that it does not show. */
export function unasked<T extends { readonly lifecycle?: Lifecycle }>(inputs: T): T {
  return { ...inputs, ...(inputs.lifecycle && { lifecycle: withAsked(inputs.lifecycle) }) };
}

/** Whether the operation ends only when the instance runs; otherwise as soon as the service has accepted it. */
export function waitsUntilRunning(lifecycle: Lifecycle | undefined): boolean {
  return lifecycle?.waitUntil !== "created";
}
