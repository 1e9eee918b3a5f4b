import type { World } from "../world";
import { keySources } from "../../provider/account";
import { ConfigurationError, DEFAULT_BASE_URL, parseApiKey, parseBaseUrl } from "../../provider/api";

/**
 * The key, from `NOVITA_API_KEY` alone: a stack's config is encrypted, and only Pulumi can read it.
 *
 * @throws ConfigurationError if there is none, or it cannot be one.
 */
export function readApiKey(env: World["env"]): string {
  if (env.NOVITA_API_KEY?.trim()) return parseApiKey(env.NOVITA_API_KEY);
  throw new ConfigurationError(
    'No Novita API key: the environment variable NOVITA_API_KEY is not set. If the key is in a stack\'s config, run NOVITA_API_KEY="$(pulumi config get novita:apiKey)" and the command on one line.',
  );
}

/**
 * What the service is asked with.
 *
 * @throws ConfigurationError if the key or the address cannot be used.
 */
export function readConnection(env: World["env"]) {
  return { apiKey: readApiKey(env), keySource: keySources.environment, baseUrl: readBaseUrl(env) };
}

/**
 * The root of the service, from `NOVITA_BASE_URL`; default {@link DEFAULT_BASE_URL}. `NOVITA_ALLOW_HTTP` says whether
 * it may be reached unencrypted.
 *
 * @throws ConfigurationError if it cannot be used.
 */
export function readBaseUrl(env: World["env"]): string {
  return parseBaseUrl(env.NOVITA_BASE_URL || DEFAULT_BASE_URL, env.NOVITA_ALLOW_HTTP);
}
