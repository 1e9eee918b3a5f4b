import { type CheckFailure, failure, formatPath, type Path, UNKNOWN } from "../declaration";
import { openView, type SchemaNode, type TextKind, type View } from "../model";
import { holdsSecret, quoted } from "./expectations";
import { imageProblem } from "./imageText";
import {
  atAnEnd,
  firstOf,
  having,
  inBetween,
  inQuotes,
  missingPart,
  missingWord,
  nul,
  placeholder,
  type Problem,
  quietly,
  strayWords,
} from "./textProblems";

const word = inBetween("word");
const line = inBetween("line");
const missingInName = missingPart(/[\s/:@._-]/);
const notAbsolute = having(/^[^/]/, "is no absolute path", 'Begin it with "/".');
const assignment = quietly(
  having(/=/, 'has "=" in it, which no name of a variable has', 'Write { key: "NAME", value: "value" }.'),
);

/** What no text of a kind can be; a mistake on the way to the text, as a rule. */
const problems: Readonly<Record<TextKind, Problem>> = {
  // An id or a name of the service's making, which is one word.
  id: firstOf(missingWord, atAnEnd, word, inQuotes, missingInName, placeholder),
  name: firstOf(missingWord, atAnEnd, line, missingInName, placeholder),
  path: firstOf(missingWord, atAnEnd, line, inQuotes, missingPart("/"), placeholder, notAbsolute),
  image: firstOf(missingWord, imageProblem),
  variable: firstOf(missingWord, atAnEnd, assignment, word, inQuotes, placeholder),
  credential: firstOf(nul, atAnEnd, missingPart(":")),
  ports: firstOf(missingWord, inBetween("list")),
  free: nul,
};

/** The texts among the inputs that no such field can be, each with what is wrong, why and what to write. */
export function textFailures(
  schema: SchemaNode,
  inputs: Readonly<Record<string, unknown>>,
  view: View = openView,
): CheckFailure[] {
  return failuresAt(inputs, schema, [], view);
}

function failuresAt(value: unknown, node: SchemaNode | undefined, at: Path, view: View): CheckFailure[] {
  if (node === undefined || value === UNKNOWN || value === "") return [];
  if (typeof value === "string") return textFailure(value, node, at, view);
  if (Array.isArray(value))
    return value.flatMap((each, index) => failuresAt(each, node.items, [...at, index], view));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    failuresAt(each, node.properties?.[name], [...at, name], view),
  );
}

function textFailure(text: string, node: SchemaNode, at: Path, view: View): CheckFailure[] {
  // The schema says already what these can be.
  if (node.type !== "string" || node.enum !== undefined || node.pattern !== undefined) return [];
  const found = strayWords(text) ?? problems[node["x-novita-text"] ?? "free"](text);
  if (found === undefined) return [];
  const place = formatPath(at);
  const hidden =
    found.quiet === true || holdsSecret(node) || view.hides(place) || text.length > LONGEST_SHOWN;
  const is = hidden ? "" : `is ${view.show(place, quoted(text))}, which `;
  return [failure(at, `${is}${found.what}. ${found.advice}`)];
}

const LONGEST_SHOWN = 60;
