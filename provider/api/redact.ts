/** What stands in place of a secret in everything that is printed. */
export const REDACTED = "[redacted]";

/**
 * Shorter values are not looked for: "1" or "on" stand in every text, and replacing them there
 * would hide the message and not the secret.
 */
const SHORTEST_SECRET = 4;

/**
 * Removes known secret values from text: as they are, base64, URL-encoded and JSON-escaped.
 * By value and not by field name, because the service may repeat a secret in any field of an answer.
 */
export class Redactor {
  private readonly forms = new Set<string>();

  /** Remembers secrets for as long as this object lives. Values shorter than four characters are passed over. */
  add(...secrets: readonly (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST_SECRET) continue;
      for (const form of formsOf(secret)) this.forms.add(form);
    }
  }

  /** The text with every form of every known secret replaced by {@link REDACTED}. */
  redact(text: string): string {
    // Longest first: a secret that is part of another must not leave the rest of it behind.
    const forms = [...this.forms].sort((a, b) => b.length - a.length);
    return forms.reduce((clean, form) => clean.split(form).join(REDACTED), text);
  }
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret, "utf8").toString("base64");
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret);
  const base64url = base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const forms = [secret, json, JSON.stringify(json).slice(1, -1), url, url.replace(/%20/g, "+")];
  return [...forms, base64, base64.replace(/=+$/, ""), base64url];
}

 
const TERMINAL =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[\u0000-\u001f\u007f-\u009f]+/g;

/** Text of a stranger made harmless for a terminal: no escape sequences, one line, at most `limit` characters. */
export function printable(text: string, limit = 500): string {
  const line = text
    .slice(0, limit * 8)
    .replace(TERMINAL, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
