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

/** The first problem that a text has. */
export function problemOf(text: string, problems: readonly Problem[]): Found | undefined {
  for (const problem of problems) {
    const found = problem(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

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

export const inQuotes: Problem = (text) =>
  /^(["'`]).*\1$|^[“”„‘’].*[“”‘’]$/s.test(text)
    ? { what: "has quotation marks around it", advice: "Remove them." }
    : undefined;

const OUTPUT = /Calling \[to\w+\] on an \[Output/;
const OBJECT = /\[object \w+\]/;

/**
 * What JavaScript and Pulumi write in place of a text that is missing.
 *
 * @param free Whether it may be any text: words in it mean nothing then.
 */
export function strayWords(text: string, free: boolean): Found | undefined {
  if (OUTPUT.test(text))
    return {
      what: "has Pulumi's words for an output in it, where its value should be",
      advice: "Put the text together with pulumi.interpolate, or in .apply.",
      quiet: true,
    };
  const [object] = OBJECT.exec(text) ?? [];
  if (object !== undefined) {
    const advice =
      object === "[object Promise]"
        ? "Await it first."
        : "Take the field that was meant, or JSON.stringify it.";
    return { what: 'has "[object …]" in it, where a text should be', advice, quiet: true };
  }
  const absent = free ? /^undefined$/ : /^(undefined|null|NaN|None|nil)$/;
  return absent.test(text)
    ? { what: "is what a missing value looks like as a text", advice: ABSENT }
    : undefined;
}

const ABSENT = "Look at the variable or config that it comes from.";

/** A part between separators that says that something was missing. */
export const missingPart =
  (separator: RegExp | string): Problem =>
  (text) => {
    const part = text.split(separator).find((each) => each === "undefined" || each === "NaN");
    return part === undefined
      ? undefined
      : { what: `has "${part}" in it, where a value is missing`, advice: ABSENT };
  };

const PLACEHOLDER = /\$\{[^{}]*\}?|\$\([^()]*\)?|\{\{.*?\}\}|\$[A-Za-z_]\w*|^<[^<>]+>$|%[A-Za-z_]\w*%/s;

/** A variable of a shell or a template, which nothing here puts a value in place of. */
export const placeholder: Problem = (text) => {
  if (!PLACEHOLDER.test(text)) return undefined;
  return {
    what: "has a placeholder in it, as ${IMAGE} is one, and nothing puts a value in its place",
    advice: "Write the value; in TypeScript, `${…}` works between backticks.",
    quiet: true,
  };
};

/** No variable and no argument of a process can hold one. */
export const nul: Problem = (text) =>
  text.includes("\u0000")
    ? { what: "has a NUL character in it, and no container can be given one", advice: "Remove it." }
    : undefined;
