import { decodeEnv } from "./decode";
import {
  type Fields,
  mustHaveId,
  number,
  type Page,
  pageOf,
  present,
  record,
  recordsOrNone,
  text,
  textOrEmpty,
} from "./fields";
import type { EnvVar } from "./instance";

/** A stored set of instance settings. Texts that may be left out are "" if they are. */
export interface Template {
  readonly id: string;
  readonly name?: string;
  readonly readme?: string;
  readonly type?: string;
  readonly channel?: string;
  readonly image?: string;
  /** Id of a registry credential. */
  readonly imageAuth?: string;
  readonly startCommand?: string;
  readonly entrypoint?: string;
  readonly rootfsSize?: number;
  readonly ports?: readonly TemplatePorts[];
  readonly envs?: readonly EnvVar[];
  readonly minCudaVersion?: string;
  /** Seconds since 1970. */
  readonly createdAt?: number;
  /** Seconds since 1970. */
  readonly updatedAt?: number;
}

/** Ports of one protocol. */
export interface TemplatePorts {
  readonly type: string;
  readonly ports: readonly number[];
}

/** A readme may have 102 400 characters, some of which count twice. */
const LONGEST_README = 2 * 102_400;

/** `{templateId}`. */
export function decodeTemplateId(answer: unknown): string {
  const { templateId, template, id } = record(answer);
  return mustHaveId("it carries no template id", templateId, record(template).Id, id);
}

/** `{template}`. */
export function decodeTemplate(answer: unknown): Template {
  return readTemplate(record(record(answer).template));
}

/** `{template, total}`; the key is in the singular. */
export function decodeTemplates(answer: unknown): Page<Template> {
  return pageOf(answer, ["template", "templates"], "templates", readTemplate);
}

function readTemplate(fields: Fields): Template {
  return present<Template>({
    id: mustHaveId("the template has no id", fields.Id, fields.id),
    name: text(fields.name),
    readme: textOrEmpty(fields.readme, LONGEST_README),
    type: text(fields.type),
    channel: text(fields.channel),
    image: text(fields.image),
    imageAuth: textOrEmpty(fields.imageAuth),
    startCommand: textOrEmpty(fields.startCommand),
    entrypoint: textOrEmpty(fields.entrypoint),
    rootfsSize: number(fields.rootfsSize),
    ports: recordsOrNone(fields.ports)?.flatMap(readPorts),
    envs: recordsOrNone(fields.envs)?.flatMap(decodeEnv),
    minCudaVersion: textOrEmpty(fields.minCudaVersion),
    createdAt: number(fields.createdAt) || undefined,
    updatedAt: number(fields.updatedAt) || undefined,
  });
}

function readPorts(fields: Fields): TemplatePorts[] {
  const type = text(fields.type);
  const ports = Array.isArray(fields.ports) ? fields.ports : [];
  return type === undefined ? [] : [{ type, ports: ports.flatMap((port: unknown) => number(port) ?? []) }];
}
