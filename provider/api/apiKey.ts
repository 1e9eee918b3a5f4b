import { ConfigurationError } from "./errors";

/** Straight and typographic ones, primes, and backticks. */
const QUOTATION_MARK = "[\"'`´“”„‟‘’‚‛«»‹›「」『』″′＂＇]";

/** How a setting shows that it was copied with more than its value, or never filled in; and the words for it. */
const slips: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${QUOTATION_MARK}|${QUOTATION_MARK}$`), "begins or ends with a quotation mark"],
  [/^(export\s+|set\s+)?(NOVITA_\w+|novita:\w+|(x-)?api[-_ ]?key)\s*[=:]/i, "begins with a name"],
  [/^(authorization\s*:\s*)?bearer\b/i, 'begins with "Bearer"'],
  [/^(\$[\w({]|%\w+%$|\{\{|<.*>$|your[-_ ])/i, "is a placeholder that nothing has filled in"],
  [/^(\[secret\]|\[redacted\]|\*+)$/, "is what is printed in place of a secret"],
  [
    /^(undefined|null|none|nan|true|false|\[object .*\]|calling \[toString\].*)$/is,
    "is what a program writes for a value that it does not have",
  ],
];

/** What is wrong with a setting that was plainly not meant so, as the rest of a sentence; nothing of it is repeated. */
export function slipOf(text: string): string | undefined {
  return slips.find(([pattern]) => pattern.test(text))?.[1];
}

/**
 * The key, trimmed.
 *
 * @throws ConfigurationError if there is none, it was plainly not meant so, or it could not be a header.
 */
export function parseApiKey(key: string | undefined): string {
  const trimmed = key?.trim();
  if (!trimmed) {
    throw new ConfigurationError(
      "No Novita API key. Set the environment variable NOVITA_API_KEY, or run `pulumi config set --secret novita:apiKey`; keys are made in Novita's console under Key Management.",
    );
  }
  const slip = slipOf(trimmed);
  if (slip !== undefined) {
    throw new ConfigurationError(
      `The Novita API key ${slip}. Set NOVITA_API_KEY or the secret config novita:apiKey to the key alone, as Novita's console shows it under Key Management.`,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new ConfigurationError(
      "The Novita API key contains spaces, line breaks or characters that no key has. Copy it again from Novita's console into NOVITA_API_KEY or the secret config novita:apiKey.",
    );
  }
  return trimmed;
}
