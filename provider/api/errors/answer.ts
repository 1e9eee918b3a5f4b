import { parseJson } from "../json";
import { printable } from "../redact";
import { readErrorBody } from "./errorBody";
import {
  ApiError,
  type CallContext,
  ConnectionError,
  NovitaError,
  RateLimitError,
  UnreadableAnswerError,
} from "./errors";
import { CHECK_ADDRESS, type Fault, faultWords, type TransportFault } from "./fault";
import { address, authentication, refusalOf } from "./reasons";

/** What stands in place of the service's words if a web page came back: a gateway's, a proxy's, a portal's. */
const PAGE = "a web page came back in place of the API's answer";

/** "Creating GPU instance "trainer" failed": how every message about a call begins. */
function failed({ doing, subject }: CallContext): string {
  return subject === undefined ? `${doing} failed` : `${doing} ${subject} failed`;
}

/** The error for a status that is no success, with any body; `redact` takes secrets out of its words before they are cut. */
export function apiError(
  context: CallContext,
  status: number,
  body: string,
  redact: (text: string) => string = (text) => text,
): ApiError {
  if (status >= 300 && status < 400) {
    const why = `the service answered with a redirect (HTTP ${status}), which is not followed, so that the key goes to no other host`;
    return new ApiError(`${failed(context)}: ${why}. ${CHECK_ADDRESS}`, status, undefined, "", why);
  }
  const said = readErrorBody(body);
  const { reason, message, isPage } = said;
  const refusal = refusalOf({ status, ...said, target: context.target });
  const shownReason = reason === undefined ? undefined : printable(redact(reason), 80);
  const apiMessage = printable(redact(message));
  const words = apiMessage.replace(/[\s.!]+$/, "") || (isPage ? PAGE : "the service gave no message");
  const why = `${words} (${shownReason ? `${shownReason}, ` : ""}HTTP ${status})`;
  const asked =
    refusal === address && context.address ? ` The address asked is ${printable(context.address)}.` : "";
  const isKeyNamed = refusal === authentication && context.keySource !== undefined;
  const advice = isKeyNamed ? `Check the API key: it came from ${context.keySource}.` : refusal.advice;
  return new (refusal.error ?? ApiError)(
    `${failed(context)}: ${why}.${asked} ${advice}`,
    status,
    shownReason,
    apiMessage,
    why,
  );
}

/** The error for a call that the rate limit has not let through. @param withinMs For how long. */
export function noTurn(context: CallContext, withinMs: number): RateLimitError {
  return new RateLimitError(
    `${failed(context)}: the service limits how many requests this account may send, and its turn did not come within ${inWords(withinMs)}. Allow more time (lifecycle.timeouts), run fewer operations at once (\`pulumi up --parallel 4\`), or try again in a minute.`,
    429,
    undefined,
    "",
  );
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

/** The error for a call that nobody wanted any more when its turn came. */
export function unwanted(context: CallContext): NovitaError {
  return new NovitaError(`${failed(context)}: when its turn came nobody waited for it, and it was not sent.`);
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
  throw unreadable(context, readErrorBody(body).isPage ? "it is a web page" : "it is not JSON");
}

/** The error for a success whose content is not what the API's pages describe. */
export function unreadable(context: CallContext, how: string): UnreadableAnswerError {
  const why = `the service answered, but the answer could not be read: ${how}`;
  return new UnreadableAnswerError(
    `${failed(context)}: ${why}. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`,
    why,
  );
}

/** The words for a request of which the service has seen nothing, if they are others. */
const unsentWords: Partial<Record<Fault, string>> = {
  timeout: "no connection could be made in time",
  reset: "the connection was cut before anything was sent",
  network: "no connection could be made",
};

/** The error for a call that got no answer. `detail` is the system's own word for it, such as `ECONNRESET`. */
export function connectionError(
  context: CallContext,
  { fault, detail, sent }: Pick<TransportFault, "fault" | "detail" | "sent">,
): ConnectionError {
  const [always, advice] = faultWords[fault];
  const code = detail ? ` (${printable(detail, 120)})` : "";
  const why = `${(!sent && unsentWords[fault]) || always}${code}`;
  return new ConnectionError(`${failed(context)}: ${why}. ${advice}`, why);
}
