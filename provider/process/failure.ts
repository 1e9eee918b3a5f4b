import { NovitaError, type Redactor, wellFormed } from "../api";
import { type CheckFailure, InitFailure } from "../core";
import { outputsOf } from "./outputs";

/** What Pulumi's dynamic-provider process reads from something thrown: an init failure if it has an id. */
interface FaceError extends Error {
  id?: string;
  properties?: Record<string, unknown>;
  reasons?: string[];
}

/**
 * An error as Pulumi's process takes it: a real Error, since of anything else the user sees "undefined"; without
 * secrets; and with a stack only if it is a defect of ours, since the process prints stacks to the user.
 */
export function faceError(error: unknown, redactor: Redactor): FaceError {
  const original = error instanceof Error ? error : new Error(String(error));
  const expected = error instanceof NovitaError || error instanceof InitFailure;
  // Nobody has looked through the words of a defect.
  const clean = (text: string): string =>
    expected ? redactor.redactSentence(wellFormed(text)) : redactor.redact(wellFormed(text));
  const message = expected
    ? clean(original.message)
    : `${clean(original.message)}\nThis is a defect of pulumi-novita; please report it with the lines above.`;
  const thrown: FaceError = new Error(message);
  thrown.stack = expected ? message : clean(original.stack ?? message);
  // The process prints `${error}: ${error.stack}`; the message is in the stack already.
  thrown.toString = () => "pulumi-novita";
  if (error instanceof InitFailure) {
    thrown.id = error.id;
    thrown.properties = outputsOf(error.properties, redactor);
    thrown.reasons = error.reasons.map(clean);
  }
  return thrown;
}

/**
 * Failures for the engine. It is given no property, as it would print the value that it finds there, be that secret or
 * in a field with a misspelt name; the path stands in the reason.
 */
export function toCheckFailures(failures: readonly CheckFailure[], redactor: Redactor): CheckFailure[] {
  return failures.map(({ reason }) => ({
    property: "",
    reason: redactor.redactSentence(wellFormed(reason)),
  }));
}
