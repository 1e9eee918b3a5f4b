import { type CheckFailure, failure, known } from "../declaration";
import type { View } from "./view";

/** Inputs as a rule finds them: defaults filled in, and anything may still stand anywhere. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * One concern across fields. It skips what a preview does not know and what the schema has refused already, and has
 * a value of an input in its sentence only as `show` gives it. `fail` takes the path, `envs[0].key`, and what is wrong.
 */
export type Rule = (inputs: Values, show: View["show"], fail: (path: string, rest: string) => void) => void;

/** Everything that rules have against inputs. */
export function ruleFailures(rules: readonly Rule[], inputs: Values, show: View["show"]): CheckFailure[] {
  const failures: CheckFailure[] = [];
  for (const rule of rules) rule(inputs, show, (path, rest) => failures.push(failure(path, rest)));
  return failures;
}

/** The value, if it is a string that is known. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? known(value) : undefined;
}

/** The entries of a list; one that is no object counts, and has no fields. */
export function entriesOf(value: unknown): Values[] {
  const isEntry = (entry: unknown): entry is Values => typeof entry === "object" && entry !== null;
  return Array.isArray(value) ? value.map((entry: unknown) => (isEntry(entry) ? entry : {})) : [];
}
