import type { TemplateFields } from "../../api";
import { readPorts, type Rule, textOf } from "../../core";
import type { Inputs } from "./inputs";

type Group = NonNullable<TemplateFields["ports"]>[number];

/** The service takes ports by their types. */
const PORT_TYPES: readonly Group["type"][] = ["http", "tcp", "udp"];
/** API page, create: `ports`. */
const MOST_PORTS = 10;

/** A template as a whole: what is not declared is empty, so that an update takes it away. */
export function toWhole(inputs: Inputs): Required<TemplateFields> {
  const { type = "instance", channel = "private", imageUrl, rootfsSize, ports, envs = [] } = inputs;
  return {
    ...{ name: String(inputs.name), type, channel, image: imageUrl, rootfsSize },
    readme: inputs.readme ?? "",
    imageAuth: inputs.imageAuthId ?? "",
    startCommand: inputs.command ?? "",
    entrypoint: inputs.entrypoint ?? "",
    ports: portGroups(ports),
    envs,
    minCudaVersion: inputs.minCudaVersion ?? "",
  };
}

/** What is declared of a template, for its create. */
export function toDeclared(inputs: Inputs): TemplateFields {
  const given = Object.entries(toWhole(inputs)).filter(([, value]) => value !== "" && !isEmptyList(value));
  return Object.fromEntries(given) as TemplateFields;
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function portGroups(ports: string | undefined): Group[] {
  const all = readPorts(ports);
  return PORT_TYPES.map((type) => ({
    type,
    ports: all.filter((each) => each.type === type).map(({ port }) => port),
  })).filter((group) => group.ports.length > 0);
}

/** No more ports of a type than the service takes. */
export const portCounts: Rule = ({ ports }, show, fail) => {
  for (const { type, ports: open } of portGroups(textOf(ports))) {
    const count = open?.length ?? 0;
    if (count <= MOST_PORTS) continue;
    const opens = show("ports", `${count} ${type} ports`);
    fail("ports", `opens ${opens}, but a template opens at most ${MOST_PORTS} of each protocol.`);
  }
};
