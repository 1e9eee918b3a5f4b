/**
 * What kept an answer from arriving.
 * - `refused`: by the host, or a proxy could not reach it.
 * - `unresolved`: the host's name.
 * - `exhausted`: this process may open no more connections.
 * - `certificate`: the server's was not accepted.
 * - `proxy`: the one that is set cannot be used.
 * - `tls`: the encryption failed.
 * - `aborted`: we stopped it ourselves.
 */
export type Fault =
  | "refused"
  | "unresolved"
  | "exhausted"
  | "certificate"
  | "proxy"
  | "tls"
  | "timeout"
  | "reset"
  | "garbled"
  | "network"
  | "tooLarge"
  | "aborted";

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
