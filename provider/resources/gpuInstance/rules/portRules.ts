import {
  type CheckFailure,
  entriesOf,
  failure,
  parsePort,
  portNumberProblem,
  type Rule,
  splitPorts,
  textOf,
  UNKNOWN,
} from "../../../core";

/** Port syntax, range, reserved ports and duplicates (API page, create: `ports`). */
const portSyntax: Rule = ({ ports }, show) => {
  const seen = new Set<number>();
  return splitPorts(textOf(ports) ?? "").flatMap((entry): CheckFailure[] => {
    const parsed = parsePort(entry);
    if ("why" in parsed)
      return [
        failure("ports", `has the entry ${show("ports", JSON.stringify(entry))}, which ${parsed.why}.`),
      ];
    if (seen.has(parsed.port))
      return [failure("ports", `opens port ${show("ports", `${parsed.port}`)} twice; name it once.`)];
    seen.add(parsed.port);
    return [];
  });
};

const toolPorts: Rule = ({ tools }, show) => {
  const seen = new Map<number, number>();
  return entriesOf(tools).flatMap((tool, at): CheckFailure[] => {
    const text = textOf(tool.port);
    if (text === undefined || !/^\d{1,5}$/.test(text)) return [];
    const why = portNumberProblem(Number(text));
    if (why !== undefined)
      return [failure(["tools", at, "port"], `is ${show(`tools[${at}].port`, text)}, which ${why}.`)];
    const first = seen.get(Number(text));
    if (first !== undefined)
      return [
        failure(
          ["tools", at, "port"],
          `is ${show(`tools[${first}].port`, show(`tools[${at}].port`, text))}, as is tools[${first}].port; give each tool a port of its own.`,
        ),
      ];
    seen.set(Number(text), at);
    return [];
  });
};

/** How many ports an instance opens at most, `ports` and `tools` together. */
const MOST_PORTS = 15;

const portCount: Rule = ({ ports, tools }) => {
  // An unknown inside of `tools` is still one tool with one port.
  if (ports === UNKNOWN || tools === UNKNOWN) return [];
  const count = splitPorts(textOf(ports) ?? "").length + entriesOf(tools).length;
  if (count <= MOST_PORTS) return [];
  return [
    failure("ports", `and tools open ${count} ports together, but an instance opens at most ${MOST_PORTS}.`),
  ];
};

/** The rules about ports, those of `ports` and of `tools`. */
export const portRules: readonly Rule[] = [portSyntax, toolPorts, portCount];
