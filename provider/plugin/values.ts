import { isRecord } from "../api";
import { formatPath, type Path, type Properties, UNKNOWN } from "../core";

/** How the engine marks a value on its wire, and which marks are those of a secret and of an output. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A bag as the engine sent it, in plain values. */
export interface Opened {
  readonly values: Properties;
  /** The places of what came as a secret: `envs[0].value`. */
  readonly secret: readonly string[];
}

/**
 * Takes the secrets and the outputs of a bag out of their envelopes, and notes where the secrets were. An output without a
 * value is one that a preview does not know.
 */
export function open(bag: Properties): Opened {
  const secret: string[] = [];
  const opened = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) return value.map((each: unknown, at) => opened(each, [...path, at]));
    if (!isRecord(value)) return value;
    const isOutput = value[SIGNATURE] === OUTPUT;
    const content = isOutput && value.value === undefined ? UNKNOWN : value.value;
    if (isOutput && value.secret !== true) return opened(content, path);
    if (!isOutput && value[SIGNATURE] !== SECRET) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, opened(each, [...path, key])]),
      );
    }
    // What is in it may have envelopes of its own; the outer one covers them.
    const { values } = open({ inner: content });
    if (values.inner !== undefined && values.inner !== null) secret.push(formatPath(path));
    return values.inner;
  };
  return { values: opened(bag, []) as Properties, secret };
}

/**
 * A bag as the engine takes it, with what stands at these places in an envelope; `envs[*].value` stands for every entry
 * of a list. What is in one already stays as it is.
 */
export function seal(bag: object, places: readonly string[]): Record<string, unknown> {
  const wanted = new Set(places);
  const sealed = (value: unknown, path: Path): unknown => {
    if (value === null || typeof value === "undefined") return value;
    if (isRecord(value) && value[SIGNATURE] !== undefined) return value;
    const place = formatPath(path);
    if (wanted.has(place) || wanted.has(place.replace(/\[\d+\]/g, "[*]"))) {
      return { [SIGNATURE]: SECRET, value };
    }
    if (Array.isArray(value)) return value.map((each: unknown, at) => sealed(each, [...path, at]));
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return Object.fromEntries(entries.map(([key, each]) => [key, sealed(each, [...path, key])]));
  };
  return sealed(bag, []) as Record<string, unknown>;
}

/** The property that a place is in: `envs` for `envs[0].value`. */
export function rootOf(place: string): string {
  return /^(\["(\\.|[^"\\])*"\]|[^.[]*)/.exec(place)?.[0] ?? place;
}
