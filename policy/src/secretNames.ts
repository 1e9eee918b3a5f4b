/** Last words of names that say "secret". */
const SECRET_WORDS = new Set([
  ...["token", "password", "passwd", "passphrase", "pwd", "secret", "credential", "credentials"],
  ...["key", "apikey", "authorization"],
]);

/** `HF_TOKEN`, `hf-token` and `hfToken` are all `hf-token`. */
export function plainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join("-");
}

/**
 * Whether a name says that its value is secret. Only its last word counts: `API_KEY` and `--hf-token` do, and
 * `--max-tokens`, `TOKENIZER` and `KEY_PATH` do not.
 *
 * @param notSecret Names, as {@link plainName} writes them, that say so and mean something else.
 */
export function soundsSecret(name: string, notSecret: readonly string[]): boolean {
  const plain = plainName(name);
  const last = plain.slice(plain.lastIndexOf("-") + 1);
  return SECRET_WORDS.has(last) && !notSecret.some((each) => plainName(each) === plain);
}
