import type { Properties } from "./declaration";

/**
 * How the engine writes a value that a preview does not know yet, wherever the value would stand
 * (`pulumi.runtime.unknownValue`).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is, or has anywhere in it, one that the preview does not know. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === UNKNOWN;
  return Object.values(value).some(hasUnknown);
}

/** The value, or `undefined` if the preview does not know it. */
export function known<T>(value: T): T | undefined {
  return value === UNKNOWN ? undefined : value;
}

/** A deep copy without `undefined` and without properties that are null, which is how engines say "not given". */
export function withoutAbsent(properties: Properties): Record<string, unknown> {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : copy(item)));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
    return Object.fromEntries(entries.map(([key, item]) => [key, copy(item)]));
  };
  return copy(properties) as Record<string, unknown>;
}
