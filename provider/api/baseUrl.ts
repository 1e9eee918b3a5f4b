import { slipOf } from "./apiKey";
import { ConfigurationError } from "./errors";
import { printable } from "./redact";

/** Where Novita's service is, unless the user says otherwise. */
export const DEFAULT_BASE_URL = "https://api.novita.ai";

/** The path of the v1 GPU instance API under the base URL. */
export const API_PATH = "/gpu-instance/openapi/v1";

/** The last one is 127.0.0.0/8 as an IPv6 address. */
const LOOPBACK = /^((.+\.)?localhost\.?|127(\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;
const VENDOR = /(^|\.)novita\.ai\.?$/;
const WEB_SITE = /^((www|docs|console|blog)\.)?novita\.ai\.?$/;

/** Where paths begin that are not below the root of the GPU instance API, and whose they are. */
const strangers: readonly (readonly [RegExp, string])[] = [
  [/\/gpu-instance(\/|$)/i, "names a path of the API, and not its root"],
  [
    /\/(openai|anthropic|v3)(\/|$)|(\/v\d)?\/chat\/completions(\/|$)/i,
    "is the address of Novita's model API, which has no GPU instances",
  ],
];

/**
 * The base URL, checked and without a trailing slash. One that ends in {@link API_PATH}, as the API's pages print it,
 * means the root as well.
 *
 * @param allowHttp `true` or `false` (default) as a text: whether plain `http://` may be used beyond this machine. It
 * says that the key is worth nothing; to Novita itself no key is sent so.
 * @throws ConfigurationError when it is no URL, carries credentials, a query or a fragment, is plainly another
 * service's, or would send the key in the clear.
 */
export function parseBaseUrl(given: string, allowHttp?: string): string {
  const text = given.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const slip = slipOf(text);
  if (slip !== undefined || !url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new ConfigurationError(
      `The base URL "${shown(text)}" ${slip ?? "is not an http(s) URL"}. Set NOVITA_BASE_URL or the config novita:baseUrl to something like ${DEFAULT_BASE_URL}, or remove it.`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      `The base URL of ${url.host} must not contain a user, a password, a query or a fragment. The key belongs in NOVITA_API_KEY or the secret config novita:apiKey.`,
    );
  }
  const allowed = isAllowed(allowHttp) && !VENDOR.test(url.hostname);
  if (sendsKeyInClear(url.href) && !allowed) throw inClear(url);
  return rootOf(url);
}

/** Whether a base URL leads beyond this machine without encryption. */
export function sendsKeyInClear(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === "http:" && !LOOPBACK.test(hostname);
}

function isAllowed(text = ""): boolean {
  const said = text.trim().toLowerCase();
  if (said === "" || said === "false") return false;
  if (said === "true") return true;
  throw new ConfigurationError(
    `NOVITA_ALLOW_HTTP, or the config novita:allowHttp, must be "true" or "false", but is ${JSON.stringify(printable(text, 40))}.`,
  );
}

function inClear({ origin, hostname, host }: URL): ConfigurationError {
  const way = VENDOR.test(hostname)
    ? `Use https://${host}.`
    : "Use https://. Only if the key is worth nothing, as for the emulator on another host, set NOVITA_ALLOW_HTTP=true or the config novita:allowHttp to true.";
  return new ConfigurationError(`The base URL ${origin} would send the API key unencrypted. ${way}`);
}

function rootOf({ origin, hostname, pathname }: URL): string {
  const path = pathname.replace(/\/+$/, "");
  const root = path.endsWith(API_PATH) ? path.slice(0, -API_PATH.length) : path;
  if (WEB_SITE.test(hostname)) throw misplaced(origin + path, "is Novita's web site", DEFAULT_BASE_URL);
  for (const [pattern, whose] of strangers) {
    const at = root.search(pattern);
    const before = VENDOR.test(hostname) ? "" : root.slice(0, at);
    if (at >= 0) throw misplaced(origin + path, whose, origin + before);
  }
  if (root !== "" && VENDOR.test(hostname)) {
    throw misplaced(origin + path, "has a path under which there are no GPU instances", origin);
  }
  return origin + root;
}

function misplaced(shown: string, what: string, right: string): ConfigurationError {
  const remove = right === DEFAULT_BASE_URL ? ", or remove it" : "";
  return new ConfigurationError(
    `The base URL ${printable(shown, 200)} ${what}. Set NOVITA_BASE_URL or the config novita:baseUrl to ${right}${remove}.`,
  );
}

/** Of what is no URL, as much as can be no secret: what has no part of an address may be the key itself. */
function shown(text: string): string {
  if (!/[.:/]/.test(text)) return text === "" ? "" : "…";
  return printable(text.replace(/\/\/[^/]*@/, "//…@").replace(/[?#].*/s, "…"), 100);
}
