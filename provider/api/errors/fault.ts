export const CHECK_ADDRESS = "Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.";

/** Each thing that keeps an answer from arriving: what happened, in words, and what to do. */
export const faultWords = {
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
} as const satisfies Record<string, readonly [why: string, advice: string]>;

/** What kept an answer from arriving. `aborted`: we stopped it ourselves. */
export type Fault = keyof typeof faultWords;

/** No answer: what kept it, and the system's word for that. Carries nothing of the request. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";

  constructor(
    readonly fault: Fault,
    readonly detail: string | undefined,
    /** Whether the service may have seen anything of the request. */
    readonly sent: boolean,
  ) {
    super(detail ?? fault);
  }
}

const faultOfCode: ReadonlyMap<string, Fault> = new Map([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "unresolved"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNABORTED", "timeout"],
  ["ERR_CANCELED", "aborted"],
  ["EMFILE", "exhausted"],
  ["ENFILE", "exhausted"],
]);

const CERTIFICATE_CODE =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_CA$|PATH_LENGTH_EXCEEDED$)/;
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;
/** The resolver's own. */
const RESOLVER_CODE = /^EAI_/;
/** No HTTP, or badly compressed. */
const GARBLED_CODE = /^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_FORMAT)/;

/** What an error code of Node's network, TLS, HTTP or decompression means. */
export function faultOf(code: string | undefined): Fault {
  if (code === undefined) return "network";
  if (CERTIFICATE_CODE.test(code)) return "certificate";
  if (TLS_CODE.test(code)) return "tls";
  if (RESOLVER_CODE.test(code)) return "unresolved";
  if (GARBLED_CODE.test(code)) return "garbled";
  return faultOfCode.get(code) ?? "network";
}

/**
 * The codes of an error of Node's. If a host has several addresses there is one for each; if a library has wrapped
 * the error, the inner one is the telling one.
 */
export function codesOf(error: unknown): readonly string[] {
  const { errors, cause, code } = error as { errors?: unknown; cause?: unknown; code?: unknown };
  const inner = Array.isArray(errors) ? errors : typeof cause === "object" && cause !== null ? [cause] : [];
  const codes = [...new Set(inner.flatMap(codesOf))];
  return codes.length === 0 && typeof code === "string" ? [code] : codes;
}

/** The fault for an error of Node's; of several codes the first that says more than that the network failed. */
export function faultFrom(error: unknown, sent: boolean): TransportFault {
  const codes = codesOf(error);
  const faults = codes.map(faultOf);
  const fault = faults.find((each) => each !== "network") ?? "network";
  return new TransportFault(fault, codes.join(", ") || undefined, sent);
}
