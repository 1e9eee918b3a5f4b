import type { Port, PortType, Tool } from "../instances/instance";
import { invalid, type Fields } from "./fields";

const TYPES: readonly PortType[] = ["tcp", "http"];
const RESERVED: readonly number[] = [2222, 2223, 2224];
const MOST_PORTS = 15;

/** Reads the `ports` string of create: `80/http, 3306/tcp`. */
export function portsFromText(text: string): readonly Port[] {
  if (text.trim() === "") return [];
  return text.split(",").map((part) => {
    const [, digits, type] = /^\s*(\d+)\/(tcp|http)\s*$/.exec(part) ?? [];
    const known = TYPES.find((one) => one === type);
    if (digits === undefined || known === undefined) {
      throw invalid("ports", `"${part.trim()}" must look like 80/http or 3306/tcp`);
    }
    return { port: usable("ports", Number(digits)), type: known };
  });
}

/** Reads the `ports` list of edit: `[{port: 80, type: "http"}]`. */
export function portsFromList(items: readonly Fields[]): readonly Port[] {
  return items.map((item) => ({
    port: usable(item.path("port"), item.integer("port", { required: true })),
    type: item.oneOf("type", TYPES),
  }));
}

/** Reads `tools` of create, whose port is a string. */
export function toolsFromList(items: readonly Fields[]): readonly Tool[] {
  return items.map((item) => {
    const name = item.oneOf("name", ["Jupyter"]);
    const digits = item.text("port", { required: true });
    if (!/^\d+$/.test(digits)) throw invalid(item.path("port"), "value must be a port number");
    return { name, port: usable(item.path("port"), Number(digits)), type: item.oneOf("type", TYPES) };
  });
}

/** The rules that hold across ports and tools: none twice, and not too many. */
export function checkTogether(ports: readonly Port[], tools: readonly Tool[]): void {
  const numbers = [...ports, ...tools].map(({ port }) => port);
  if (numbers.length > MOST_PORTS) {
    throw invalid("ports", `ports and tools together must not exceed ${MOST_PORTS}, got ${numbers.length}`);
  }
  const twice = numbers.find((port, n) => numbers.indexOf(port) !== n);
  if (twice !== undefined) throw invalid("ports", `port ${twice} is used twice`);
}

function usable(path: string, port: number): number {
  if (port < 1 || port > 65_535) throw invalid(path, "port must be inside range [1, 65535]");
  if (RESERVED.includes(port)) throw invalid(path, `port ${port} is reserved`);
  return port;
}
