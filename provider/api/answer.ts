import { ApiError, type CallContext, ConnectionError, UnreadableAnswerError } from "./errors";
import { refusalOf } from "./reasons";
import { printable } from "./redact";
import type { Fault } from "./retry";

/** "Creating GPU instance "trainer" failed": how every message about a call begins. */
export function failed({ doing, subject }: CallContext): string {
  return subject === undefined ? `${doing} failed` : `${doing} ${subject} failed`;
}

/** The error for an answer with a status that is no success. The body may be anything. */
export function apiError(context: CallContext, status: number, body: string): ApiError {
  const { reason, message } = readErrorBody(body);
  if (status >= 300 && status < 400) return redirectError(context, status);
  const refusal = refusalOf(status, reason, message);
  const words = message || "the service gave no message";
  const code = reason ? `${reason}, HTTP ${status}` : `HTTP ${status}`;
  return new refusal.error(
    `${failed(context)}: ${words} (${code}). ${refusal.advice}`,
    status,
    reason,
    message,
  );
}

function redirectError(context: CallContext, status: number): ApiError {
  return new ApiError(
    `${failed(context)}: the service answered with a redirect (HTTP ${status}), which is not followed, so that the key goes to no other host. Check NOVITA_BASE_URL or the config novita:baseUrl.`,
    status,
    undefined,
    "",
  );
}

/** `{code, reason, message}` as the gateway sends it, or the other forms seen (API page 2.1), or the raw text. */
function readErrorBody(body: string): { reason?: string; message: string } {
  const parsed = parseJson(body);
  if (parsed === undefined) return { message: /^\s*</.test(body) ? "" : printable(body) };
  if (!isRecord(parsed)) return { message: printable(String(parsed ?? "")) };
  const nested = isRecord(parsed.error) ? parsed.error : {};
  const text = firstText(parsed.message, nested.message, parsed.error, parsed.title);
  const reason = firstText(parsed.reason, nested.code);
  return { ...(reason && { reason: printable(reason, 80) }), message: printable(text ?? "") };
}

function firstText(...candidates: readonly unknown[]): string | undefined {
  return candidates.find((value): value is string => typeof value === "string" && value !== "");
}

/** A plain object, as JSON has them. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The JSON of a successful answer; an empty body is an empty object, as several successes have none (API page 1).
 *
 * @throws UnreadableAnswerError when it is anything else but JSON.
 */
export function readAnswer(context: CallContext, body: string): unknown {
  if (body.trim() === "") return {};
  const parsed = parseJson(body);
  if (parsed !== undefined) return parsed;
  throw unreadable(context, "its body is not JSON");
}

/** The error for a success whose content is not what the API's pages describe. */
export function unreadable(context: CallContext, why: string): UnreadableAnswerError {
  return new UnreadableAnswerError(
    `${failed(context)}: the service answered, but the answer could not be read: ${why}. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`,
  );
}

const faultWords: Readonly<Record<Fault, readonly [why: string, advice: string]>> = {
  refused: [
    "the connection was refused",
    "Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy.",
  ],
  unresolved: [
    "the host name could not be resolved",
    "Check the network, and NOVITA_BASE_URL or novita:baseUrl.",
  ],
  tls: [
    "no secure connection could be made (TLS)",
    "Where a company proxy signs certificates, point NODE_EXTRA_CA_CERTS at its root certificate.",
  ],
  timeout: ["no answer arrived in time", "Check the network and Novita's status page, then try again."],
  reset: ["the connection was cut before an answer arrived", "Check the network, then try again."],
  network: ["the network failed", "Check the network, then try again."],
  tooLarge: [
    "the answer was too large to be one of Novita's",
    "Check NOVITA_BASE_URL and any proxy on the way.",
  ],
  aborted: ["it was stopped before an answer arrived", "Run the command again."],
};

/** The error for a call that got no answer. `detail` is the system's own word for it, such as `ECONNRESET`. */
export function connectionError(
  context: CallContext,
  fault: Fault,
  detail: string | undefined,
): ConnectionError {
  const [why, advice] = faultWords[fault];
  const code = detail ? ` (${printable(detail, 120)})` : "";
  return new ConnectionError(`${failed(context)}: ${why}${code}. ${advice}`, fault);
}
