import type { Redactor } from "../api/redact";

/**
 * A state as Pulumi keeps it. JSON and nothing else: anything `undefined` inside of a result would fail *after* the
 * call has succeeded. `statusMessage` is the service's own words, not encrypted, and may repeat a secret.
 */
export function outputsOf(state: object, redactor: Redactor): Record<string, unknown> {
  const outputs = JSON.parse(JSON.stringify(state)) as Record<string, unknown>;
  const { statusMessage } = outputs;
  return typeof statusMessage === "string"
    ? { ...outputs, statusMessage: redactor.redact(statusMessage) }
    : outputs;
}
