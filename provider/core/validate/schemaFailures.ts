import { distance } from "fastest-levenshtein";
import {
  anyEntry,
  type CheckFailure,
  failure,
  formatPath,
  hasUnknown,
  type Path,
  UNKNOWN,
} from "../declaration";
import { type Definition, type Misfit, openView, schemaAt, type View, withArticle } from "../model";
import { expectation, holdsSecret, quoted, shown } from "./expectations";
import { hint } from "./hints";

/** As much of a resource, or of something else that takes inputs, as sentences about them need. */
type Worded = Pick<Definition, "type" | "examples" | "adviceOn"> & {
  readonly facts: Pick<Definition["facts"], "schema">;
  /** What sentences call all inputs together. @default "a GpuInstance", by the type */
  readonly whole?: string;
};

/**
 * What the schema has against the inputs, each as a sentence with the allowed values. Values that a preview does
 * not know are skipped, with everything that depends on them.
 */
export function schemaFailures(
  resource: Worded,
  inputs: Readonly<Record<string, unknown>>,
  view: View = openView,
): CheckFailure[] {
  const sentences = new Map<string, CheckFailure>();
  for (const error of resource.facts.schema.validate(inputs)) {
    if (isOpen(error, inputs)) continue;
    for (const found of explain(resource, error, view)) {
      // A value of a wrong type breaks several keywords; one sentence says it all.
      if (!sentences.has(found.property)) sentences.set(found.property, found);
    }
  }
  return [...sentences.values()];
}

function isOpen(error: Misfit, inputs: Readonly<Record<string, unknown>>): boolean {
  if (error.data === UNKNOWN || error.keyword === "if") return true;
  // Two that are not known may well differ.
  if (error.keyword === "uniqueItems") return hasUnknown(twins(error)[2]);
  return inputs.kind === UNKNOWN && /^#\/(then|else)\//.test(error.schemaPath);
}

function explain(resource: Worded, error: Misfit, view: View): CheckFailure[] {
  const path = pathOf(error.instancePath);
  if (error.keyword === "required")
    return [missing(resource, [...path, String(error.params.missingProperty)])];
  if (error.keyword === "additionalProperties")
    return [misspelt(resource, path, String(error.params.additionalProperty))];
  const node = schemaAt(resource.facts.schema, path);
  if (!node) return [failure(path, `is not valid: ${error.message ?? "it does not fit the schema"}.`)];
  const place = formatPath(path);
  const secret = holdsSecret(node) || view.hides(place);
  if (error.keyword === "uniqueItems") return [repeated(path, error, secret ? undefined : view)];
  const found = shown(error.data, node, secret);
  const sentence = `must be ${expectation(node)}, but is ${secret ? found : view.show(place, found)}.`;
  return [failure(path, `${sentence} ${hint(resource.examples, path, error.data, node, secret)}`.trim())];
}

function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replace(/~1/g, "/").replace(/~0/g, "~"),
  );
}

/** @param view Absent if no value may be shown. */
function repeated(path: Path, error: Misfit, view: View | undefined): CheckFailure {
  const [first, second, entry] = twins(error);
  const what =
    typeof entry !== "string" ? "the value" : (view?.show(formatPath(path), quoted(entry)) ?? "the value");
  return failure([...path, second], `repeats ${what} of ${formatPath([...path, first])}. Remove it.`);
}

/** Where two entries of a list are alike, and what they are. */
function twins({ data, params }: Misfit): readonly [number, number, unknown] {
  const [first, second] = [Number(params.j), Number(params.i)];
  const [one, other] = first < second ? [first, second] : [second, first];
  return [one, other, Array.isArray(data) ? data[one] : undefined];
}

function missing(resource: Worded, path: Path): CheckFailure {
  const node = schemaAt(resource.facts.schema, path);
  return failure(
    path,
    `is required: ${node ? expectation(node) : "a value"}. ${node?.description ?? ""}`.trim(),
  );
}

function misspelt(resource: Worded, path: Path, name: string): CheckFailure {
  const allowed = Object.keys(schemaAt(resource.facts.schema, path)?.properties ?? {});
  const meant = nearest(name, allowed);
  const what = path.length === 0 ? (resource.whole ?? withArticle(resource.type)) : formatPath(path);
  const near = meant === undefined ? undefined : `Did you mean ${meant}?`;
  const advice =
    resource.adviceOn?.(anyEntry(path), name) ??
    near ??
    (allowed.length === 0 ? "It has none." : `Its fields are ${allowed.join(", ")}.`);
  return failure([...path, name], `is not a field of ${what}. ${advice}`);
}

/** The allowed word that a misspelt one was most likely meant to be. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const far = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  const ranked = allowed
    .map((each) => ({ each, away: distance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ away }) => away <= far)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.each;
}
