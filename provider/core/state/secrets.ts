import type { Redactor } from "../../api/redact";
import { formatDuration, parseDuration } from "../model/durations";
import { fields } from "../../resources/gpuInstance/generated/fields";
import { DECLARATION_KEY, type Declaration, type Properties } from "../model/declaration";
import { UNKNOWN } from "../model/unknowns";

/**
 * The properties of the state that are secret: the inputs that are, what gives access to the instance, and what was
 * observed of the inputs.
 */
export const secretOutputs: readonly string[] = [
  ...Object.entries(fields).flatMap(([name, { secret }]) => (secret ? [name] : [])),
  "sshCommand",
  "sshPassword",
];

/** The paths of the inputs that the program has marked as secret, such as `tools[0].port`; `undefined` if not known. */
function markedPaths(properties: Properties): readonly string[] | undefined {
  const { secret = [] } = declarationIn(properties);
  return Array.isArray(secret)
    ? secret.filter((path) => typeof path === "string" && path !== UNKNOWN)
    : undefined;
}

/** Whether a value at this place is secret, has a secret in it, or is a part of one. */
function isMarked(marked: readonly string[], path: string): boolean {
  return marked.some((each) => each === path || isWithin(path, each) || isWithin(each, path));
}

function declarationIn(properties: Properties): Partial<Declaration> {
  return (properties[DECLARATION_KEY] ?? {}) as Partial<Declaration>;
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length));
}

/** How messages show the inputs of one resource. */
export interface View {
  /** Whether the program has marked the value at this place, or a part of it, as secret. */
  readonly hides: (path: string) => boolean;
  /** `text`, which is the value as somebody would write it, without known secrets; `[secret]` where the view hides it. */
  readonly show: (path: string, text: string) => string;
}

/** Of inputs that hold no secret. */
export const openView: View = { hides: () => false, show: (_path, text) => text };

/** What knows secrets by their values. */
interface Knowing {
  readonly redactor: Redactor;
}

/**
 * Which inputs the program has marked as secret; all of them as long as a preview does not know it.
 *
 * @param inputs Checked or not; a state will do as well.
 */
export function hiddenIn(inputs: object): View["hides"] {
  const marked = markedPaths(inputs as Properties);
  return (path) => marked === undefined || isMarked(marked, path);
}

/**
 * How messages show these inputs.
 *
 * @param inputs Checked or not; a state will do as well.
 */
export function viewOf({ redactor }: Knowing, inputs: object): View {
  const hides = hiddenIn(inputs);
  return { hides, show: (path, text) => (hides(path) ? "[secret]" : redactor.redact(text)) };
}

/**
 * Remembers the secrets in inputs or in a state, so that nothing prints them; destroy and refresh see no others.
 *
 * @param bag Inputs, checked or not, or a state.
 */
export function concealIn({ redactor }: Knowing, bag: object): void {
  const properties = bag as Properties;
  const { imageAuth, sshPassword } = properties;
  // A registry may repeat the password alone.
  const password = typeof imageAuth === "string" ? imageAuth.slice(imageAuth.indexOf(":") + 1) : undefined;
  redactor.add(...textsIn([imageAuth, password, sshPassword]));
  redactor.addVariables(...valuesOf(properties.envs));
  const marked = markedPaths(properties) ?? [];
  for (const path of marked) concealMarked(redactor, path, textsIn(valueAt(properties, path)));
  const { name } = declarationIn(properties);
  const named = (["name", "productId", "imageUrl"] as const).filter((field) => !isMarked(marked, field));
  redactor.addLabels(...textsIn([name, named.map((field) => properties[field])]));
}

function concealMarked(redactor: Redactor, path: string, texts: readonly string[]): void {
  if (path.startsWith("envs")) return redactor.addVariables(...texts);
  redactor.add(...texts);
  redactor.addParts(...texts.flatMap(partsOf));
  if (path.startsWith("lifecycle")) redactor.add(...texts.map((text) => formatDuration(parseDuration(text))));
}

function valuesOf(envs: unknown): string[] {
  return Array.isArray(envs)
    ? textsIn(envs.map((each: { readonly value?: unknown } | null) => each?.value))
    : [];
}

/** Every text in a value, and every number as it is written. */
function textsIn(value: unknown): string[] {
  if (value === UNKNOWN || value === null) return [];
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

function valueAt(properties: Properties, path: string): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined | null)?.[step],
    properties,
  );
}

/** What is given to an option, to a variable or as a credential: `--key X`, `KEY=X`, `Bearer X`. */
const GIVEN = /(?:--?[A-Za-z][\w.-]*(?:=|\s+)|\b\w+=|\b(?:Bearer|Basic|Token)\s+)["']?([^\s"'-][^\s"']*)/gi;
const SEPARATOR = /[\s"'`=,;:/@?&|<>(){}[\]\\]+/;
const OPTION = /^--?[A-Za-z][\w.-]*$/;
/** Shorter ones are words, unless they mix letters and digits. */
const SHORTEST_PIECE = 8;

/** The pieces of a secret text that somebody may repeat alone: a command's arguments, an image without its tag. */
function partsOf(text: string): string[] {
  const given = [...text.matchAll(GIVEN)].flatMap(([, value]) => value ?? []);
  const pieces = [...text.split(/\s+/), ...text.split(SEPARATOR)].filter(
    (piece) =>
      !OPTION.test(piece) && (piece.length >= SHORTEST_PIECE || (/\d/.test(piece) && /\p{L}/u.test(piece))),
  );
  return [...given, ...pieces];
}
