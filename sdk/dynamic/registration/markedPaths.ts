import * as pulumi from "@pulumi/pulumi";
import { anyEntry, formatPath, type Path } from "../../../provider/core/declaration";

const { runtime } = pulumi;

/**
 * The paths of the properties that the program has marked as secret, such as `tools[0].port`; `undefined` if there
 * are none. What is secret anyway is not among them. If a preview does not know all values, and so not all marks,
 * the last one is Pulumi's word for an unknown value.
 *
 * The engine tells a dynamic provider no marks. Here they are read off what Pulumi is about to send to the engine.
 */
export async function markedPaths(
  secretPaths: readonly string[],
  props: pulumi.Inputs,
): Promise<readonly string[] | undefined> {
  const places = [...placesIn(await runtime.serializeProperties("inputs", props), [])];
  const counted = places.filter(({ path }) => !isSecretAnyway(secretPaths, path));
  const marked = counted.filter(({ isKnown }) => isKnown).map(({ path }) => formatPath(path));
  const paths = marked.length < counted.length ? [...marked, runtime.unknownValue] : marked;
  return paths.length > 0 ? paths : undefined;
}

/** A value that is secret, or that may turn out to be. */
interface Place {
  readonly path: Path;
  readonly isKnown: boolean;
}

function* placesIn(value: unknown, path: Path): Iterable<Place> {
  if (value === runtime.unknownValue) yield { path, isKnown: false };
  if (typeof value !== "object" || value === null) return;
  const { [runtime.specialSigKey]: signature, value: inner } = value as Record<string, unknown>;
  if (signature === runtime.specialSecretSig) {
    if (inner !== undefined && inner !== null) yield { path, isKnown: true };
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    yield* placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function isSecretAnyway(secretPaths: readonly string[], path: Path): boolean {
  return secretPaths.includes(anyEntry(path));
}
