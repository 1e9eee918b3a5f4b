import type { Fault } from "./retry";

/** No answer: what kept it, and the system's word for that. Carries nothing of the request. */
export class TransportFault extends Error {
  override readonly name = "TransportFault";

  constructor(
    readonly fault: Fault,
    readonly detail: string | undefined,
  ) {
    super(detail ?? fault);
  }
}

const faultOfCode: ReadonlyMap<string, Fault> = new Map([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "unresolved"],
  ["EAI_AGAIN", "unresolved"],
  ["ECONNRESET", "reset"],
  ["EPIPE", "reset"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNABORTED", "timeout"],
  ["ERR_CANCELED", "aborted"],
]);

/** Checked before anything is sent. */
const CERTIFICATE_CODE =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_CA$|PATH_LENGTH_EXCEEDED$)/;
const TLS_CODE = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;
/** No HTTP, or badly compressed. */
const GARBLED_CODE = /^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_FORMAT)/;

/** What an error code of Node's network, TLS, HTTP or decompression means. */
export function faultOf(code: string | undefined): Fault {
  if (code === undefined) return "network";
  if (CERTIFICATE_CODE.test(code)) return "certificate";
  if (TLS_CODE.test(code)) return "tls";
  if (GARBLED_CODE.test(code)) return "garbled";
  return faultOfCode.get(code) ?? "network";
}
