/** What stands in place of a secret in everything that is printed. */
export const REDACTED = "[redacted]";

/**
 * Shorter values are not looked for: "1" or "on" stand in every text, and replacing them there
 * would hide the message and not the secret.
 */
const SHORTEST_SECRET = 4;

/**
 * Removes known secret values from text: as they are, on one line, base64, URL-encoded and JSON-escaped, and what is left of
 * them where a text was cut.
 * By value and not by field name, because the service may repeat a secret in any field of an answer.
 */
export class Redactor {
  private readonly forms = new Set<string>();

  /** Remembers secrets for as long as this object lives. Values shorter than four characters are passed over. */
  add(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST_SECRET) continue;
      for (const form of formsOf(secret)) if (form.length >= SHORTEST_SECRET) this.forms.add(form);
    }
  }

  /** The text with every form of every known secret replaced by {@link REDACTED}. */
  redact(text: string): string {
    let clean = "";
    let end = 0;
    for (const [from, to] of joined(this.found(text))) {
      clean += text.slice(end, from) + REDACTED;
      end = to;
    }
    return clean + text.slice(end);
  }

  private found(text: string): Range[] {
    const ranges: Range[] = [];
    for (const form of this.forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        ranges.push([at, at + form.length]);
      }
      for (let at = text.indexOf(CUT); at >= 0; at = text.indexOf(CUT, at + 1)) {
        const begun = beginningBefore(text, at, form);
        if (begun > 0) ranges.push([at - begun, at]);
      }
    }
    return ranges;
  }
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
