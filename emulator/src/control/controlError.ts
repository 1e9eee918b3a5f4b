/** A request to the control side that makes no sense; its message is the sentence that is answered. */
export class ControlError extends Error {
  override readonly name = "ControlError" as const;
}

type Json = Readonly<Record<string, unknown>>;

/** The object that a control request must have as its body. */
export function objectBody(body: unknown, allowed: readonly string[]): Json {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ControlError("The body must be a JSON object.");
  }
  return onlyFields(body as Json, allowed, "The body");
}

/** Refuses fields that mean nothing here: a misspelt one must not pass unnoticed. */
export function onlyFields(json: Json, allowed: readonly string[], what: string): Json {
  const strange = Object.keys(json).find((name) => !allowed.includes(name));
  if (strange === undefined) return json;
  throw new ControlError(`${what} has no field "${strange}"; the fields are ${allowed.join(", ")}.`);
}

/** A whole number of `min` or more. */
export function wholeNumber(value: unknown, name: string, min = 0): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min) return value;
  throw new ControlError(`"${name}" must be a whole number of ${min} or more; got ${JSON.stringify(value)}.`);
}

/** A time in milliseconds. */
export function milliseconds(value: unknown, name: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw new ControlError(
    `"${name}" must be a number of milliseconds, 0 or more; got ${JSON.stringify(value)}.`,
  );
}

export function textValue(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  throw new ControlError(`"${name}" must be a string; got ${JSON.stringify(value)}.`);
}

export function trueOrFalse(value: unknown, name: string, absent: boolean): boolean {
  if (value === undefined) return absent;
  if (typeof value === "boolean") return value;
  throw new ControlError(`"${name}" must be true or false; got ${JSON.stringify(value)}.`);
}
