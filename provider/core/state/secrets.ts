import type { Redactor } from "../../api";
import {
  type Declaration,
  DECLARATION_KEY,
  type Properties,
  type Remembered,
  REMEMBERED_KEY,
  UNKNOWN,
} from "../declaration";
import { type Context, formatDuration, parseDuration, type View } from "../model";

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

function observedIn(properties: Properties): Properties {
  return ((properties[REMEMBERED_KEY] ?? {}) as Remembered).observed ?? {};
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length));
}

/** Which inputs the program has marked as secret, by inputs or a state; all of them while a preview does not know it. */
export function hiddenIn(inputs: object): View["hides"] {
  const marked = markedPaths(inputs as Properties);
  return (path) => marked === undefined || isMarked(marked, path);
}

/** How messages show these inputs, or those of a state. */
export function viewOf({ redactor }: { readonly redactor: Redactor }, inputs: object): View {
  const hides = hiddenIn(inputs);
  return { hides, show: (path, text) => (hides(path) ? "[secret]" : redactor.redact(text)) };
}

/** Remembers the secrets in inputs or in a state, so that nothing prints them; destroy and refresh see no others. */
export function concealIn({ redactor, resource }: Pick<Context, "redactor" | "resource">, bag: object): void {
  const properties = bag as Properties;
  const { variableFields = [], labels } = resource.secretsIn(properties);
  // The service may have made another form of a secret.
  for (const each of [properties, observedIn(properties)]) {
    const { secrets, variables = [] } = resource.secretsIn(each);
    redactor.add(...textsIn(secrets));
    redactor.addVariables(...textsIn(variables));
  }
  const marked = markedPaths(properties) ?? [];
  for (const path of marked) {
    const texts = textsIn(valueAt(properties, path));
    if (variableFields.some((field) => path.startsWith(field))) redactor.addVariables(...texts);
    else concealMarked(redactor, path, texts);
  }
  const named = labels.filter((field) => !isMarked(marked, field));
  redactor.addLabels(...textsIn([declarationIn(properties).name, named.map((field) => properties[field])]));
}

function concealMarked(redactor: Redactor, path: string, texts: readonly string[]): void {
  redactor.add(...texts);
  redactor.addParts(...texts.flatMap(partsOf));
  const durations = path.startsWith("lifecycle") ? texts.filter((text) => parseDuration(text) > 0) : [];
  redactor.add(...durations.map((text) => formatDuration(parseDuration(text))));
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
