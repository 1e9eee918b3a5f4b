import {
  createClient,
  createTransport,
  type NovitaClient,
  type Redactor,
  systemClock,
  type TransportOptions,
} from "../api";
import { version } from "../version";

/** Where the service is, and who asks it; `env` as {@link createTransport} takes it. */
export type Connection = Pick<TransportOptions, "apiKey" | "baseUrl" | "env"> & {
  /** What knows the secrets of the run; without it the client knows those that it has sent or seen. */
  readonly redactor?: Redactor;
};

/** The client over the real network, the machine's clock and real randomness. Nothing is sent until it is used. */
export function connect({ redactor, ...connection }: Connection): NovitaClient {
  const userAgent = `pulumi-novita/${version} node/${process.versions.node}`;
  return createClient({
    transport: createTransport({ ...connection, userAgent }),
    baseUrl: connection.baseUrl,
    clock: systemClock,
    random: Math.random,
    redactor,
  });
}
