import {
  createClient,
  createTransport,
  Gate,
  type NovitaClient,
  type OnLimited,
  type Redactor,
  systemClock,
  type TransportOptions,
} from "../api";
import { version } from "../version";

/** Where the service is, and who asks it; `env` as {@link createTransport} takes it. */
export type Connection = Pick<TransportOptions, "apiKey" | "baseUrl" | "env"> & {
  /** Where the key came from, for messages. */
  readonly keySource?: string;
  /** What knows the secrets of the run; without it the client knows those that it has sent or seen. */
  readonly redactor?: Redactor;
  /** Told once in a process when the service limits the rate; of several for one account the first. */
  readonly onLimited?: OnLimited;
  /** Aborted when the run is cancelled. */
  readonly cancelled?: AbortSignal;
};

const gates = new Map<string, Gate>();

/** The one gate of this process for an account. */
export function gateOf({ baseUrl, apiKey, onLimited }: Connection): Gate {
  const account = JSON.stringify([baseUrl, apiKey]);
  const gate = gates.get(account) ?? new Gate(systemClock, onLimited);
  gates.set(account, gate);
  return gate;
}

/** The client over the real network, the machine's clock and real randomness. Nothing is sent until it is used. */
export function connect({ keySource, redactor, cancelled, ...connection }: Connection): NovitaClient {
  const userAgent = `pulumi-novita/${version} node/${process.versions.node}`;
  return createClient({
    transport: createTransport({ ...connection, userAgent }),
    baseUrl: connection.baseUrl,
    keySource,
    clock: systemClock,
    gate: gateOf(connection),
    random: Math.random,
    cancelled,
    redactor,
  });
}
