import { parseJson } from "../json";
import { printable } from "../redact";
import { readErrorBody } from "./errorBody";
import { ApiError, type CallContext, ConnectionError, UnreadableAnswerError } from "./errors";
import type { Fault, TransportFault } from "./fault";
import { address, PAGE, refusalOf } from "./reasons";

const CHECK_ADDRESS = address.advice;

/** "Creating GPU instance "trainer" failed": how every message about a call begins. */
function failed({ doing, subject }: CallContext): string {
  return subject === undefined ? `${doing} failed` : `${doing} ${subject} failed`;
}

/**
 * The error for an answer with a status that is no success. The body may be anything.
 *
 * @param redact Takes secrets out of the service's words, before they are cut to length.
 */
export function apiError(
  context: CallContext,
  status: number,
  body: string,
  redact: (text: string) => string = (text) => text,
): ApiError {
  if (status >= 300 && status < 400) return redirectError(context, status);
  const said = readErrorBody(body);
  const { reason, message, isPage } = said;
  const refusal = refusalOf({ status, ...said, target: context.target });
  const shownReason = reason === undefined ? undefined : printable(redact(reason), 80);
  const apiMessage = printable(redact(message));
  const words = withoutStop(apiMessage) || (isPage ? PAGE : "the service gave no message");
  const code = shownReason ? `${shownReason}, HTTP ${status}` : `HTTP ${status}`;
  const asked =
    refusal === address && context.address ? ` The address asked is ${printable(context.address)}.` : "";
  return new refusal.error(
    `${failed(context)}: ${words} (${code}).${asked} ${refusal.advice}`,
    status,
    shownReason,
    apiMessage,
  );
}

function withoutStop(text: string): string {
  return text.replace(/[\s.!]+$/, "");
}

function redirectError(context: CallContext, status: number): ApiError {
  return new ApiError(
    `${failed(context)}: the service answered with a redirect (HTTP ${status}), which is not followed, so that the key goes to no other host. ${CHECK_ADDRESS}`,
    status,
    undefined,
    "",
  );
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
export function unreadable(context: CallContext, why: string): UnreadableAnswerError {
  return new UnreadableAnswerError(
    `${failed(context)}: the service answered, but the answer could not be read: ${why}. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`,
  );
}

const faultWords: Readonly<Record<Fault, readonly [why: string, advice: string]>> = {
  refused: ["the connection was refused", CHECK_ADDRESS],
  unresolved: [
    "the host name could not be resolved",
    "Check the network, NOVITA_BASE_URL or the config novita:baseUrl, and any proxy.",
  ],
  certificate: [
    "the server's certificate was not accepted",
    "If a company proxy signs certificates, point NODE_EXTRA_CA_CERTS at its root certificate.",
  ],
  proxy: [
    "the proxy set in the environment cannot be used",
    "Set HTTPS_PROXY to something like http://user:password@proxy.example.com:3128, or remove it.",
  ],
  tls: [
    "no secure connection could be made",
    "Check that the base URL and any proxy in HTTPS_PROXY begin with the right one of http:// and https://.",
  ],
  exhausted: [
    "this process may open no more connections",
    "Run fewer operations at once (`pulumi up --parallel 4`), or raise the limit of open files (`ulimit -n`).",
  ],
  timeout: ["no answer arrived in time", "Check the network and Novita's status page, then try again."],
  reset: ["the connection was cut before the whole answer arrived", "Check the network, then try again."],
  garbled: ["the answer was not proper HTTP", CHECK_ADDRESS],
  network: ["the network failed", "Check the network, then try again."],
  tooLarge: ["the answer was too large to be one of Novita's", CHECK_ADDRESS],
  aborted: ["it was stopped before an answer arrived", "Run the command again."],
};

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
  const why = (!sent && unsentWords[fault]) || always;
  const code = detail ? ` (${printable(detail, 120)})` : "";
  return new ConnectionError(`${failed(context)}: ${why}${code}. ${advice}`, fault);
}
