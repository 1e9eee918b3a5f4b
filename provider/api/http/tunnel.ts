import { type ClientRequest, request as httpRequest } from "node:http";
import { Agent, type AgentOptions, request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
import { connect as tlsConnect, type ConnectionOptions } from "node:tls";
import { faultFrom, TransportFault } from "../errors";

type Connected = (error: Error | null, socket: Duplex) => void;
type Target = ConnectionOptions & { readonly host: string; readonly port: number | string };

/** How long a proxy may stay silent. The deadline of the request ends sooner; this only frees the socket. */
const SILENCE_MS = 60_000;

/**
 * How connections are made. Node gives each address of a host 250 ms and then tries the next one; a far host, or a lost
 * packet, needs longer. The deadline of the request is for all of them together.
 */
export const CONNECTING = { autoSelectFamilyAttemptTimeout: 5_000 } as const;

/**
 * Connects through a proxy with CONNECT, so that the proxy sees the host and nothing of what is said to it.
 *
 * axios has a tunnel of its own, but it waits for ever if the proxy hangs up, sends a percent-encoded password as
 * it stands, and passes the proxy's refusal off as the service's answer. Here such a failure is a
 * {@link TransportFault} which says that nothing was sent.
 */
export class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    options?: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: object, callback?: Connected): undefined {
    const target = options as Target;
    const host = target.host.includes(":") ? `[${target.host}]` : target.host;
    const asking = this.ask(`${host}:${target.port}`);
    // With an error there is no socket, whatever the type says.
    const fail = callback as ((fault: TransportFault) => void) | undefined;
    asking.on("connect", ({ statusCode = 0 }, socket: Duplex) => {
      if (statusCode >= 200 && statusCode < 300) callback?.(null, tlsConnect({ ...target, socket }));
      else {
        socket.destroy();
        fail?.(refusal(statusCode));
      }
    });
    asking.on("error", (error) => fail?.(unreached(error)));
    asking.setTimeout(SILENCE_MS, () => asking.destroy());
    asking.end();
    return undefined;
  }

  private ask(host: string): ClientRequest {
    const { protocol, hostname, port, username, password } = this.proxy;
    const login = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString("base64");
    const send = protocol === "https:" ? httpsRequest : httpRequest;
    return send({
      method: "CONNECT",
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port || undefined,
      path: host,
      headers: { host, ...(username && { "proxy-authorization": `Basic ${login}` }) },
      agent: false,
      ...CONNECTING,
    });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The proxy has answered, and not connected: a 5xx may pass, anything else is for the user to mend. */
function refusal(status: number): TransportFault {
  return new TransportFault(status >= 500 ? "refused" : "proxy", `the proxy answered HTTP ${status}`, false);
}

/** The proxy has not answered. Whatever the reason, the service has seen nothing. */
function unreached(error: Error): TransportFault {
  const { fault, detail } = faultFrom(error, false);
  const isNone = fault === "tls" || fault === "garbled";
  return new TransportFault(isNone ? "proxy" : fault, `the proxy: ${detail ?? "no answer"}`, false);
}
