import type { Port } from "../../api";

/** Ports that the service keeps for itself (API page, create: `ports`). */
const RESERVED_PORTS: readonly number[] = [2222, 2223, 2224];

/** The types of port that anything of the service opens; an instance opens no `udp`. */
const TYPES: readonly string[] = ["tcp", "http", "udp"];

const ENTRY = /^(\d+)\s*\/\s*([A-Za-z]+)$/;

/** The entries of `"80/http, 22/tcp"`, trimmed; none in an empty string. */
export function splitPorts(ports: string): string[] {
  return ports.trim() === "" ? [] : ports.split(",").map((entry) => entry.trim());
}

/** One entry as port and type, or why it is none, in the user's words. */
export function parsePort(
  entry: string,
  types = TYPES,
): { port: number; type: string } | { entry: string; why: string } {
  if (entry === "") return { entry, why: "is empty; remove the comma that is too many" };
  const match = ENTRY.exec(entry);
  if (!match && entry.split(/\s+/).every((each) => ENTRY.test(each)))
    return { entry, why: "has no comma between its ports; put one there" };
  if (!match) return { entry, why: 'must be written as port/type, such as "80/http" or "22/tcp"' };
  const [, digits = "", type = ""] = match;
  if (!types.includes(type))
    return { entry, why: `has an unknown type; the types are ${quoted(types)}, in lower case` };
  const why = portNumberProblem(Number(digits));
  return why === undefined ? { port: Number(digits), type } : { entry, why };
}

function quoted(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(words.map((each) => `"${each}"`));
}

/** Why a number cannot be opened as a port; `undefined` if it can. */
export function portNumberProblem(port: number): string | undefined {
  if (port < 1 || port > 65535) return "is outside the range from 1 to 65535";
  if (RESERVED_PORTS.includes(port)) return "is reserved: Novita keeps 2222, 2223 and 2224 for itself";
  return undefined;
}

/** The valid entries of a list of ports, in the order of their numbers. */
export function readPorts(ports: string | undefined): { port: number; type: string }[] {
  const parsed = splitPorts(ports ?? "").map((entry) => parsePort(entry));
  return parsed.flatMap((entry) => ("port" in entry ? [entry] : [])).sort((a, b) => a.port - b.port);
}

/** Ports in the order in which they are declared, each written as the API's page writes it: `22/tcp,8888/http`. */
export function tidyPorts(ports: string): string {
  const entries = splitPorts(ports).map((entry) => ({ entry, parsed: parsePort(entry) }));
  return entries
    .map(({ entry, parsed }) => ("port" in parsed ? `${parsed.port}/${parsed.type}` : entry))
    .join(",");
}

/** Ports in one fixed form, so that order and spaces do not count. */
export function canonicalPorts(ports: string | undefined): string {
  return formatPorts(readPorts(ports));
}

/** A list of ports as the create request writes it: `22/tcp,80/http`. */
export function formatPorts(ports: readonly Pick<Port, "port" | "type">[]): string {
  const entries = [...ports].sort((a, b) => a.port - b.port || a.type.localeCompare(b.type));
  return entries.map(({ port, type }) => `${port}/${type}`).join(",");
}
