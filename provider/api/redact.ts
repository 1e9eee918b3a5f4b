/** What stands in place of a secret in everything that is printed. */
export const REDACTED = "[redacted]";

/**
 * Shorter values are not looked for: "1" or "on" stand in every text, and replacing them there
 * would hide the message and not the secret.
 */
const SHORTEST_SECRET = 4;
/** Below this a value is looked for as a whole word: a part of a longer word is something else by chance. */
const SHORTEST_PART = 8;
/** A label has words of its own in it; what is as long as this and stands in one is no word. */
const LONGEST_WORD = 15;

/** Ports, counts, versions and sums. */
const NUMBER = /^[+-]?\d{1,5}([.,]\d{1,5})?$/;
/** One word of a language, as our own sentences are made of. */
const PLAIN_WORD = /^\p{L}+$/u;
/** Words that are no secret whoever says them, in small letters: settings, and what this API calls things. */
const COMMON = new Set(
  [
    "true false none null undefined auto default enabled disabled redacted",
    "debug info warn warning error fatal trace verbose silent",
    "test testing staging stage prod production development local localhost latest main",
    "tocreate creating pulling running tostart starting tostop stopping exited torestart restarting toremove removing",
    "removed toreset resetting migrating created stopped deleted notified reclaiming terminated",
    "http https gpu cpu kind spot month monthly ondemand normal high reset replace report adopt novita pulumi jupyter",
  ].flatMap((line) => line.split(" ")),
);

/**
 * What is known of a value that may not be shown.
 * - `credential`: secret by its nature, or because the program says so.
 * - `part`: a piece of such a one, which may be a word as well.
 * - `variable`: what a variable is set to, which may be any word or name.
 */
type Kind = "credential" | "part" | "variable";

interface Secret {
  readonly kind: Kind;
  readonly forms: readonly string[];
  readonly wholeWords: boolean;
  /** Whether our own sentences may have the word. */
  readonly isOurWord: boolean;
  /** Whether a label has it. */
  isLabel: boolean;
}

/**
 * Removes known secret values from text: as they are, on one line, base64, URL-encoded and JSON-escaped, and what is left of
 * them where a text was cut.
 * By value and not by field name, because the service may repeat a secret in any field of an answer. Of variables, what
 * nobody would call a secret stays: common words, numbers of up to five digits, and names of things.
 */
export class Redactor {
  private readonly secrets = new Map<string, Secret>();
  /** The forms by how they begin, each with its secret: a fleet has thousands, and each message is looked through for all. */
  private readonly beginnings = new Map<string, { readonly form: string; readonly value: string }[]>();
  private readonly labels = new Set<string>();

  /** Remembers credentials for as long as this object lives. Values shorter than four characters are passed over. */
  add(...secrets: readonly (string | undefined)[]): void {
    this.remember("credential", secrets);
  }

  /** The same for pieces of credentials. */
  addParts(...secrets: readonly (string | undefined)[]): void {
    this.remember("part", secrets);
  }

  /** The same for values of variables. */
  addVariables(...secrets: readonly (string | undefined)[]): void {
    this.remember("variable", secrets);
  }

  /** Remembers names of things, which messages need: a variable that is set to one does not hide it. */
  addLabels(...labels: readonly (string | undefined)[]): void {
    for (const label of labels) {
      if (label === undefined || this.labels.has(label)) continue;
      this.labels.add(label);
      for (const [value, secret] of this.secrets)
        if (secret.kind === "variable") secret.isLabel ||= isIn(label, value);
    }
  }

  /** A text of somebody else, with every form of every known secret replaced by {@link REDACTED}. */
  redact(text: string): string {
    return this.replace(text, () => true);
  }

  /**
   * The same for a sentence of our own, in which the words of others have been through {@link redact} already: there a
   * plain word is ours, and not the variable that is set to it.
   */
  redactSentence(text: string): string {
    return this.replace(text, ({ isOurWord }) => !isOurWord);
  }

  private remember(kind: Kind, values: readonly (string | undefined)[]): void {
    for (const value of values) {
      if (value === undefined || value.length < SHORTEST_SECRET) continue;
      if (kind !== "credential" && isCommon(value)) continue;
      const known = this.secrets.get(value);
      if (known && rank[known.kind] >= rank[kind]) continue;
      this.secrets.set(value, {
        kind,
        forms: known?.forms ?? this.indexed(value),
        wholeWords: value.length < SHORTEST_PART,
        isOurWord: kind === "credential" ? isCommon(value) : isPlainWord(value),
        isLabel: kind === "variable" && [...this.labels].some((label) => isIn(label, value)),
      });
    }
  }

  /** The forms that are looked for. */
  private indexed(value: string): readonly string[] {
    const forms = [...new Set(formsOf(value))].filter(({ length }) => length >= SHORTEST_SECRET);
    for (const form of forms) {
      const beginning = form.slice(0, SHORTEST_SECRET);
      const alike = this.beginnings.get(beginning) ?? [];
      alike.push({ form, value });
      this.beginnings.set(beginning, alike);
    }
    return forms;
  }

  private replace(text: string, isMeant: (secret: Secret) => boolean): string {
    let clean = "";
    let end = 0;
    for (const [from, to] of joined(this.found(text, isMeant))) {
      clean += text.slice(end, from) + REDACTED;
      end = to;
    }
    return clean + text.slice(end);
  }

  private found(text: string, isMeant: (secret: Secret) => boolean): Range[] {
    const ranges: Range[] = [];
    const note = (secret: Secret | undefined, from: number, to: number): void => {
      if (!secret || (secret.kind === "variable" && secret.isLabel) || !isMeant(secret)) return;
      if (!secret.wholeWords || isWhole(text, from, to)) ranges.push([from, to]);
    };
    for (let at = 0; at + SHORTEST_SECRET <= text.length; at++) {
      for (const { form, value } of this.beginnings.get(text.slice(at, at + SHORTEST_SECRET)) ?? [])
        if (text.startsWith(form, at)) note(this.secrets.get(value), at, at + form.length);
    }
    for (const at of placesOf(CUT, text)) {
      for (const secret of this.secrets.values())
        for (const form of secret.forms) {
          const begun = beginningBefore(text, at, form);
          if (begun > 0) note(secret, at - begun, at);
        }
    }
    return ranges;
  }
}

const rank: Readonly<Record<Kind, number>> = { variable: 0, part: 1, credential: 2 };

function isCommon(value: string): boolean {
  return NUMBER.test(value) || COMMON.has(value.toLowerCase());
}

function isPlainWord(value: string): boolean {
  return value.length <= LONGEST_WORD && PLAIN_WORD.test(value);
}

/** Whether a label is this value, or has it for one of its words: `1.27` in `nginx:1.27`. */
function isIn(label: string, value: string): boolean {
  if (label === value) return true;
  if (value.length > LONGEST_WORD) return false;
  return [...placesOf(value, label)].some((at) => isWhole(label, at, at + value.length));
}

function* placesOf(part: string, text: string): Iterable<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

/** The end of an escape, which is no part of the word behind it: `\n`, `\u003d`, `%3D`. */
const ESCAPE_BEFORE = /(\\[nrtbf]|\\u[0-9a-f]{4}|%[0-9a-f]{2})$/i;

/** Whether what stands at this place is no part of a longer word. */
function isWhole(text: string, from: number, to: number): boolean {
  const joins = (at: number): boolean => /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1));
  return (!joins(from) || ESCAPE_BEFORE.test(text.slice(Math.max(0, from - 6), from))) && !joins(to);
}

/** How much of the beginning of a secret stands right before a place where a text was cut. */
function beginningBefore(text: string, at: number, form: string): number {
  for (let length = Math.min(form.length - 1, at); length >= SHORTEST_SECRET; length--) {
    if (text[at - length] === form[0] && form.startsWith(text.slice(at - length, at))) return length;
  }
  return 0;
}

type Range = readonly [from: number, to: number];

/** Ranges that overlap become one: a secret that is part of another must not leave the rest of it behind. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else result.push([from, to]);
  }
  return result;
}

/** Halves of characters cannot be encoded: a message that has one in it would never reach Pulumi. */
export function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

function formsOf(secret: string): string[] {
  const whole = wellFormed(secret);
  const bytes = Buffer.from(secret, "utf8");
  const json = escaped(secret);
  // Go writes these three as escapes too.
  const goJson = json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  const url = encodeURIComponent(whole);
  const base64 = bytes.toString("base64");
  return [
    ...[secret, whole, oneLine(secret), secret.trim()],
    ...[json, escaped(json), goJson, escaped(goJson)],
    ...[url, url.replace(/%20/g, "+"), url.replace(/%../g, (code) => code.toLowerCase())],
    ...[base64, base64.replace(/=+$/, ""), bytes.toString("base64url")],
  ];
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

const SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b]*(?:\u0007|\u001b\\)/;
const TERMINAL = new RegExp(`${SEQUENCE.source}|[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]`, "g");
const CONTROL = new RegExp(`${SEQUENCE.source}|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]`, "g");
/** Stands where {@link printable} has left out the rest of a text. */
const CUT = "…";
/** Turn the direction of what follows, or take no room: a text could show what it does not say. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

function oneLine(text: string): string {
  return wellFormed(text).replace(TERMINAL, " ").replace(INVISIBLE, "").replace(/ {2,}/g, " ").trim();
}

/** Text of a stranger made harmless for a terminal: no escape sequences, one line, at most `limit` characters. */
export function printable(text: string, limit = 500): string {
  const line = oneLine(text.slice(0, limit * 8));
  if (line.length <= limit) return line;
  // Not between the two halves of one character.
  const end = /[\ud800-\udbff]/.test(line.charAt(limit - 1)) ? limit - 1 : limit;
  return line.slice(0, end) + CUT;
}

/**
 * A value of a stranger for the state: its texts keep their lines and have nothing that a terminal obeys. Pulumi shows
 * a text of several lines as it is.
 */
export function harmless<T>(value: T): T {
  if (typeof value === "string") return value.replace(CONTROL, "") as T;
  if (Array.isArray(value)) return value.map((each: unknown) => harmless(each)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, harmless(each)])) as T;
}
