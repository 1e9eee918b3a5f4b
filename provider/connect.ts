import { type NovitaClient, createClient } from "./api/client";
import { systemClock } from "./api/clock";
import { createTransport, type TransportOptions } from "./api/transport";
import { version } from "./version";

/** Where the service is, and who asks it; `env` as {@link createTransport} takes it. */
export type Connection = Pick<TransportOptions, "apiKey" | "baseUrl" | "env">;

/** The client over the real network, the machine's clock and real randomness. Nothing is sent until it is used. */
export function connect(connection: Connection): NovitaClient {
  const userAgent = `pulumi-novita/${version} node/${process.versions.node}`;
  return createClient({
    transport: createTransport({ ...connection, userAgent }),
    baseUrl: connection.baseUrl,
    clock: systemClock,
    random: Math.random,
  });
}
