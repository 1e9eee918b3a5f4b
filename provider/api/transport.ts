import axios, { type AxiosError, isAxiosError } from "axios";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Fault } from "./retry";

/** One HTTP request, complete but for the host. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Path with its leading slash, below the base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** One HTTP answer, of any status, unread. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter?: string;
  readonly body: string;
}

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

/**
 * Sends one request and returns whatever answer came.
 *
 * @throws TransportFault when none did.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** Settings of {@link createTransport}. */
export interface TransportOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly userAgent: string;
}

/** Answers of the API are kilobytes; a list of a thousand instances stays below this. */
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** The transport over axios. Proxies come from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`). */
export function createTransport({ baseUrl, apiKey, userAgent }: TransportOptions): Transport {
  const http = axios.create({
    baseURL: baseUrl,
    headers: {
      Authorization: `Bearer ${apiKey}`,
      "Content-Type": "application/json",
      Accept: "application/json",
      "User-Agent": userAgent,
    },
    // A kept-alive socket that the service has just closed looks like a request that was cut: a create over it
    // would be in doubt for nothing.
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
    // A redirect could carry the key to another host.
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    responseType: "text",
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });
  return async ({ method, path, query, body }, signal) => {
    try {
      const answer = await http.request<string>({
        method,
        url: path,
        params: query,
        // The page of every operation marks the content type as required, reads included; axios sends
        // the header only beside a body.
        data: body === undefined ? undefined : JSON.stringify(body),
        signal,
      });
      const retryAfter: unknown = answer.headers["retry-after"];
      return {
        status: answer.status,
        body: typeof answer.data === "string" ? answer.data : "",
        ...(typeof retryAfter === "string" && { retryAfter }),
      };
    } catch (error) {
      throw toFault(error, signal);
    }
  };
}

const faultOfCode: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "unresolved",
  EAI_AGAIN: "unresolved",
  ECONNRESET: "reset",
  EPIPE: "reset",
  ETIMEDOUT: "timeout",
  ECONNABORTED: "timeout",
  ERR_CANCELED: "aborted",
};

const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/;

function toFault(error: unknown, signal: AbortSignal): TransportFault {
  if (signal.aborted) {
    const timedOut = signal.reason instanceof Error && signal.reason.name === "DeadlinePassed";
    return new TransportFault(timedOut ? "timeout" : "aborted", undefined);
  }
  const code = codeOf(error);
  if (isAxiosError(error) && /maxContentLength/.test(error.message))
    return new TransportFault("tooLarge", undefined);
  if (code !== undefined && TLS_CODE.test(code)) return new TransportFault("tls", code);
  return new TransportFault((code !== undefined && faultOfCode[code]) || "network", code);
}

function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as AxiosError & { cause?: { code?: unknown } };
  // axios names its own code first where the system's is the telling one.
  const inner = typeof cause?.code === "string" ? cause.code : undefined;
  return inner ?? (typeof code === "string" ? code : undefined);
}
