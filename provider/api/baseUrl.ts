import { ConfigurationError } from "./errors";
import { printable } from "./redact";

/** Where Novita's service is, unless the user says otherwise. */
export const DEFAULT_BASE_URL = "https://api.novita.ai";

/** The path of the v1 GPU instance API under the base URL. */
export const API_PATH = "/gpu-instance/openapi/v1";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base URL, checked and without a trailing slash. One that ends in {@link API_PATH}, as the API's pages print it,
 * means the root as well.
 *
 * @throws ConfigurationError when it is no URL, carries credentials, a query or a fragment, or would send the
 * key in the clear: plain `http://` is accepted for this machine only.
 */
export function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new ConfigurationError(
      `The base URL "${withoutLogin(text)}" is not an http(s) URL. Set NOVITA_BASE_URL or the config novita:baseUrl to something like ${DEFAULT_BASE_URL}, or remove it.`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      `The base URL of ${url.host} must not contain a user, a password, a query or a fragment. The key belongs in NOVITA_API_KEY or the secret config novita:apiKey.`,
    );
  }
  if (url.protocol === "http:" && !LOOPBACK.test(url.hostname)) {
    throw new ConfigurationError(
      `The base URL ${url.origin} would send the API key unencrypted. Use https://; plain http:// is accepted only for this machine (localhost, 127.0.0.1, [::1]).`,
    );
  }
  const path = url.pathname.replace(/\/+$/, "");
  return url.origin + (path.endsWith(API_PATH) ? path.slice(0, -API_PATH.length) : path);
}

function withoutLogin(text: string): string {
  return printable(text.replace(/\/\/[^/]*@/, "//…@"), 100);
}
