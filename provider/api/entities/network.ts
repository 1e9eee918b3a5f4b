import {
  type Fields,
  LONGEST_STATUS,
  LONGEST_STATUS_MESSAGE,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  records,
  text,
  thingId,
  UnexpectedShape,
  words,
} from "./fields";

/** A private network that the instances of one cluster can join when they are created. */
export interface Network {
  readonly id: string;
  readonly name?: string;
  /** The service's own word: `creating`, `ready`. */
  readonly state?: string;
  /** What the service says is wrong; one has been described while it is still creating the network. */
  readonly error?: string;
  /** Its addresses, such as `10.20.0.0/16`. */
  readonly segment?: string;
  readonly clusterId?: string;
  /** The instances in it. */
  readonly addresses: readonly NetworkAddress[];
  /** Seconds since 1970. */
  readonly createdAt?: number;
}

/** An instance in a network. */
export interface NetworkAddress {
  readonly instanceId: string;
  readonly ip?: string;
}

/** The id of a network that was just created; absent if the answer tells none, as a client of the service found. */
export function decodeCreatedNetwork(answer: unknown): string | undefined {
  const fields = record(answer);
  const { Id, id } = record(fields.network ?? fields.networks);
  return thingId(Id, id, fields.networkId, fields.Id, fields.id);
}

/** `{network: [one]}`, as the page has it, or the network alone (API page 7.8); absent if there is none in it. */
export function decodeNetwork(answer: unknown): Network | undefined {
  const { network, networks } = record(answer);
  const found = network === undefined ? networks : network;
  if (found === undefined) throw new UnexpectedShape("it shows no network");
  return found === null || (Array.isArray(found) && found.length === 0)
    ? undefined
    : readNetwork(record(found));
}

/** `{networks, total}`, as clients saw it, or `{network, total}`, as the page has it. */
export function decodeNetworks(answer: unknown): Page<Network> {
  return pageOf(answer, ["networks", "network"], "VPC networks", readNetwork);
}

function readNetwork(fields: Fields): Network {
  const { state, error } = record(fields.state);
  return present<Network>({
    id: mustHaveId("the VPC network has no id", fields.Id, fields.id),
    name: text(fields.name),
    state: words(state, LONGEST_STATUS) ?? words(fields.state, LONGEST_STATUS),
    error: words(error, LONGEST_STATUS_MESSAGE),
    segment: text(fields.segment),
    clusterId: text(fields.clusterId),
    addresses: (records(fields.Addresses ?? fields.addresses) ?? []).flatMap(readAddress),
    createdAt: number(fields.createTime) || undefined,
  });
}

function readAddress(fields: Fields): NetworkAddress[] {
  const instanceId = thingId(fields.Id, fields.id);
  const ip = text(fields.Ip ?? fields.ip);
  return instanceId === undefined ? [] : [present<NetworkAddress>({ instanceId, ip })];
}
