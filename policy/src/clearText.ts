import { soundsSecret } from "./secretNames";

/**
 * `--name value`, `--name=value`, `"--name", "value"`, `name=value`, `"name": value`, `Name: Bearer value`. The value is only looked at, so
 * that it can hold a name itself: `-H "X-Api-Key: value"`.
 */
const GIVEN =
  /(?:(--?[A-Za-z][\w.-]*)(?:=|\s+(?!-)|["']\s*,\s*)|([A-Za-z][\w.-]*)["']?(?:=|:\s*))(?=(?:["']?(?:Bearer|Basic|Token)\s+)?["']?([^\s"']+))/gi;
/** `scheme://user:password@host`. */
const USER_INFO = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:([^\s/@"']+)@/gi;

/** What the shell fills in, a file, and words that are no secret. */
const HARMLESS = /^([$`@]|~?\/|\.{1,2}\/|-|\\\$|(true|false|yes|no|none|null)$)/i;

/**
 * The names in a command line that sound secret and are given their value in clear. `--token $TOKEN`, `--key /a/file`
 * and the like are not. Never holds a value.
 */
export function secretsGivenIn(text: string, notSecret: readonly string[]): string[] {
  const names = [...text.matchAll(GIVEN)].flatMap(([, option, name = "", value = ""]) =>
    !HARMLESS.test(value) && soundsSecret(option ?? name, notSecret) ? [option ?? name] : [],
  );
  const inUrls = [...text.matchAll(USER_INFO)].filter(([, password = ""]) => !HARMLESS.test(password));
  return [...new Set([...names, ...(inUrls.length > 0 ? ["a password in a URL"] : [])])];
}
