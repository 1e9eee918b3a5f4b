/** What is wrong with a text: the rest of a sentence about it, and what to do. */
export interface Found {
  /** "ends with a line break" */
  readonly what: string;
  readonly advice: string;
  /** Whether a message must not repeat the text, which may have a secret in it. */
  readonly quiet?: boolean;
}

/** Looks for one way in which a text can be wrong. */
export type Problem = (text: string) => Found | undefined;

/** The first of several problems that a text has. */
export const firstOf =
  (...problems: readonly Problem[]): Problem =>
  (text) => {
    for (const problem of problems) {
      const found = problem(text);
      if (found !== undefined) return found;
    }
    return undefined;
  };

/** What is found in every text that has the pattern. */
export const having =
  (pattern: RegExp, what: string, advice: string): Problem =>
  (text) =>
    pattern.test(text) ? { what, advice } : undefined;

/** The same problem of a text that a message must not repeat. */
export const quietly =
  (problem: Problem): Problem =>
  (text) => {
    const found = problem(text);
    return found && { ...found, quiet: true };
  };

/** White space, and characters that nobody sees: control characters, zero-width ones, fillers, a byte order mark. */
const BLANK = /[\s\p{Cc}\p{Cf}\u2800\u3164\u115f\u1160\uffa0]/u;

/** What a name or a path has nowhere. Joiners are not among it: scripts and emoji need them. */
const BREAKS_A_LINE = /[\p{Cc}\u2028\u2029\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What a list has nowhere, spaces and line breaks aside. */
const BREAKS_A_LIST = /[\p{Cf}\u2800\u3164]|[^\P{Cc}\t\n\r]/u;

const names: Readonly<Record<string, string>> = {
  "\n": "a line break",
  "\r": "a line break",
  "\t": "a tab",
  " ": "a space",
  "\u00a0": "a no-break space",
  "\u0000": "a NUL character",
  "\ufeff": "a byte order mark",
  "\u200b": "a zero-width space",
};

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return names[character] ?? `the invisible character U+${code}`;
}

/** Blank characters at either end: read from a file along with the text, or copied along. */
export const atAnEnd: Problem = (text) => {
  const [first = "", ...others] = [...text];
  const last = others.at(-1) ?? first;
  if ([...text].every((character) => BLANK.test(character)))
    return {
      what: "has nothing in it that could be seen",
      advice: "Write the value, or leave the field out.",
    };
  const advice = "Remove it; what is read from a file needs .trim().";
  if (BLANK.test(last)) return { what: `ends with ${nameOf(last)}`, advice };
  return BLANK.test(first) ? { what: `begins with ${nameOf(first)}`, advice } : undefined;
};

const forbidden = { word: BLANK, line: BREAKS_A_LINE, list: BREAKS_A_LIST } as const;

/** Characters inside of a text that is one word, one line, or a list in words. */
export const inBetween =
  (shape: keyof typeof forbidden): Problem =>
  (text) => {
    const [character] = forbidden[shape].exec(text) ?? [];
    if (character === undefined) return undefined;
    return { what: `has ${nameOf(character)} in it`, advice: "Remove it; it may have been copied along." };
  };

export const inQuotes = having(
  /^(["'`]).*\1$|^[“”„‘’].*[“”‘’]$/s,
  "has quotation marks around it",
  "Remove them.",
);

const ABSENT = "Look at the variable or config that it comes from.";
const MISSING = "is what a missing value looks like as a text";

const output = having(
  /Calling \[to\w+\] on an \[Output/,
  "has Pulumi's words for an output in it, where its value should be",
  "Put the text together with pulumi.interpolate, or in .apply.",
);
const OBJECT = 'has "[object …]" in it, where a text should be';

/** What JavaScript and Pulumi write in place of any text that is missing. */
export const strayWords = firstOf(
  quietly(output),
  quietly(having(/\[object Promise\]/, OBJECT, "Await it first.")),
  quietly(having(/\[object \w+\]/, OBJECT, "Take the field that was meant, or JSON.stringify it.")),
  having(/^undefined$/, MISSING, ABSENT),
);

/** The same of a text in which a word such as "null" means nothing else. */
export const missingWord = having(/^(null|NaN|None|nil)$/, MISSING, ABSENT);

/** A part between separators that says that something was missing. */
export const missingPart =
  (separator: RegExp | string, words = /^(undefined|NaN)$/): Problem =>
  (text) => {
    const part = text.split(separator).find((each) => words.test(each));
    return part === undefined
      ? undefined
      : { what: `has "${part}" in it, where a value is missing`, advice: ABSENT };
  };

/** A variable of a shell or a template, which nothing here puts a value in place of. */
export const placeholder = quietly(
  having(
    /\$\{[^{}]*\}?|\$\([^()]*\)?|\{\{.*?\}\}|\$[A-Za-z_]\w*|^<[^<>]+>$|%[A-Za-z_]\w*%/s,
    "has a placeholder in it, as ${IMAGE} is one, and nothing puts a value in its place",
    "Write the value; in TypeScript, `${…}` works between backticks.",
  ),
);

/** No variable and no argument of a process can hold one. */
export const nul: Problem = (text) =>
  text.includes("\u0000")
    ? { what: "has a NUL character in it, and no container can be given one", advice: "Remove it." }
    : undefined;
