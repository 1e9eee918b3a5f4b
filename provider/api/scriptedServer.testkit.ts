import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";

/** What the server does with a request that is what it expects. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      /** A text is sent as it is, anything else as JSON; default: nothing. */
      readonly body?: unknown;
    }
  /** Cuts the connection without an answer. */
  | { readonly reset: true }
  /** Announces a longer body than it sends, then cuts the connection. */
  | { readonly truncate: string }
  /** Never answers; the function is called when the request has arrived. */
  | { readonly hang: () => void };

/** One request that is expected, and the reply to it. */
export type Exchange = {
  readonly method: "GET" | "POST";
  /** With everything that stands before the query. */
  readonly path: string;
  /** All of the query. Default: none. */
  readonly query?: Record<string, string>;
  /** The JSON body. Default: no body at all. */
  readonly wantBody?: unknown;
} & Reply;

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON, the text if it is none, `undefined` if there was no body. */
  readonly body: unknown;
}

/** A server that is up. */
export interface ScriptedServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly received: readonly Received[];
}

/**
 * A real HTTP server that expects these requests in this order, and fails when one differs, is missing, or is too
 * many.
 */
export async function scripted<T>(
  exchanges: readonly Exchange[],
  work: (server: ScriptedServer) => Promise<T>,
): Promise<T> {
  const received: Received[] = [];
  const problems: string[] = [];
  const server = createServer((request, response) => {
    void read(request).then((got) => {
      const expected = exchanges[received.length];
      received.push(got);
      const problem = expected ? difference(expected, got) : `one request too many: ${show(got)}`;
      if (problem) problems.push(problem);
      reply(request, response, !expected || problem ? { status: 418, body: "unexpected" } : expected);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const result = await work({ url: `http://127.0.0.1:${port}`, received });
    if (received.length < exchanges.length) {
      problems.push(`${exchanges.length} requests were expected, ${received.length} came`);
    }
    return result;
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (problems.length > 0) throw new Error(problems.join("\n"));
  }
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "", "http://localhost");
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: parsed(Buffer.concat(chunks).toString("utf8")),
  };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function difference(expected: Exchange, { method, path, query, body }: Received): string | undefined {
  const want = {
    method: expected.method,
    path: expected.path,
    query: expected.query ?? {},
    body: expected.wantBody,
  };
  const got = { method, path, query, body };
  return isDeepStrictEqual(want, got) ? undefined : `expected ${show(want)}\n     got ${show(got)}`;
}

function show({ method, path, query, body }: Omit<Received, "headers">): string {
  return `${method} ${path} ${JSON.stringify(query)} ${JSON.stringify(body)}`;
}

function reply(request: IncomingMessage, response: ServerResponse, how: Reply): void {
  if ("hang" in how) return how.hang();
  if ("reset" in how) return void request.socket.resetAndDestroy();
  if ("truncate" in how) {
    response.writeHead(200, { "content-length": how.truncate.length + 100 });
    response.write(how.truncate, () => request.socket.destroy());
    return;
  }
  response.writeHead(how.status, { "content-type": "application/json", ...how.headers });
  response.end(typeof how.body === "string" ? how.body : how.body && JSON.stringify(how.body));
}
