import axios, { isAxiosError } from "axios";
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { faultFrom, TransportFault } from "../errors";
import { Redactor } from "../redact";
import { type Environment, proxyFor } from "./proxy";
import { CONNECTING, TunnelAgent } from "./tunnel";

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
  /** When it said so, by its own clock: the `Date` header. */
  readonly date?: string;
  readonly body: string;
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
  /** Where `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` are looked up. Default: the process's own. */
  readonly env?: Environment;
}

/** Answers of the API are kilobytes; a list of a thousand instances stays below this. */
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** The transport over axios, through the proxy that the environment sets, see {@link proxyFor}. */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrl, apiKey, userAgent, env = process.env } = options;
  const key = new Redactor();
  key.add(apiKey);
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
    httpAgent: new HttpAgent({ keepAlive: false, ...CONNECTING }),
    // Proxies are the agent's business.
    proxy: false,
    // A redirect could carry the key to another host.
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    responseType: "text",
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });
  return async ({ method, path, query, body }, signal) => {
    const departure = new Departure(baseUrl);
    try {
      const { status, data, headers } = await http.request<string>({
        method,
        url: path,
        params: query,
        data: body === undefined ? undefined : JSON.stringify(body),
        signal,
        transport: departure,
        httpsAgent: agentFor(baseUrl, env),
      });
      const { date, "retry-after": retryAfter } = headers as Readonly<Record<string, unknown>>;
      return {
        status,
        // A refusal may repeat the key, and is going to be shown.
        body: status >= 300 ? key.redact(data) : data,
        ...(typeof retryAfter === "string" && { retryAfter, ...(typeof date === "string" && { date }) }),
      };
    } catch (error) {
      throw toFault(error, signal, departure.sent);
    }
  };
}

function agentFor(baseUrl: string, env: Environment): HttpsAgent {
  const proxy = proxyFor(baseUrl, env);
  const options = { keepAlive: false, ...CONNECTING };
  return proxy ? new TunnelAgent(proxy, options) : new HttpsAgent(options);
}

/** Sends one request by Node's own modules, for axios, and knows whether anything of it may have left this machine. */
class Departure {
  /** Not before the connection stands; with https, not before the server's certificate was accepted. */
  sent = false;
  private readonly secure: boolean;

  constructor(baseUrl: string) {
    this.secure = baseUrl.startsWith("https:");
  }

  request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
    const send = this.secure ? httpsRequest : httpRequest;
    const stands = this.secure ? "secureConnect" : "connect";
    return send(options, onAnswer).once("socket", (socket) => socket.once(stands, () => (this.sent = true)));
  }
}

function toFault(error: unknown, signal: AbortSignal, sent: boolean): TransportFault {
  if (signal.aborted) {
    const timedOut = signal.reason instanceof Error && signal.reason.name === "DeadlinePassed";
    return new TransportFault(timedOut ? "timeout" : "aborted", undefined, sent);
  }
  const tunnel = (error as { cause?: unknown }).cause;
  if (error instanceof TransportFault) return error;
  if (tunnel instanceof TransportFault) return tunnel;
  if (isAxiosError(error) && /maxContentLength/.test(error.message)) {
    return new TransportFault("tooLarge", undefined, sent);
  }
  if (isAxiosError(error) && /stream has been aborted/.test(error.message)) {
    return new TransportFault("reset", undefined, sent);
  }
  return faultFrom(error, sent);
}
