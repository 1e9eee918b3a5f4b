import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Certified } from "./selfSigned.testkit";

/** What a proxy was asked for. */
export interface Asked {
  readonly method: string;
  /** `host:port` of a CONNECT, the whole URL otherwise. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** A server that is up, with what it has to be closed with. */
export interface Running {
  readonly port: number;
  readonly close: () => Promise<void>;
}

async function listen(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A plain HTTP server. */
export function plainServer(listener: RequestListener): Promise<Running> {
  return listen(createServer(listener));
}

/** An HTTPS server. */
export function tlsServer(certified: Certified, listener: RequestListener): Promise<Running> {
  return listen(createTlsServer({ cert: certified.cert, key: certified.key }, listener));
}

/**
 * A proxy on this machine that connects every CONNECT, of whatever host, with one local port.
 *
 * @param answer In place of the connection: the text that it sends back, or `undefined` to hang up.
 */
export async function proxyTo(
  port: number,
  answer?: { readonly text: string | undefined },
): Promise<Running & { readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers });
    response.writeHead(200).end("from the proxy");
  });
  server.on("connect", (request: IncomingMessage, client: Socket, head: Buffer) => {
    asked.push({ method: "CONNECT", target: request.url ?? "", headers: request.headers });
    if (answer) {
      if (answer.text === undefined) client.destroy();
      else client.end(answer.text);
      return;
    }
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
  });
  return { ...(await listen(server)), asked };
}
