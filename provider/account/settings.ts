import { ConfigurationError, DEFAULT_BASE_URL, parseApiKey, parseBaseUrl } from "../api";
import { type OrphanPolicy, quoted } from "../core";

/** Where settings come from: Pulumi hands a dynamic provider the whole stack config, decrypted, as flat strings. */
export interface Config {
  get(key: string): string | undefined;
}

/** Everything that can be set from outside. */
export interface Settings {
  readonly apiKey: string;
  /** Where the key came from, for messages. */
  readonly keySource: string;
  readonly baseUrl: string;
  readonly orphans: OrphanPolicy;
  /** Empty if there is none. */
  readonly owner: string;
}

/** The names of all settings: `novita:<name>` in the config of a stack, and as inputs of a provider. */
export const settingNames: readonly string[] = ["apiKey", "baseUrl", "allowHttp", "orphans", "owner"];

/** Where a key may come from. */
export const keySources = {
  environment: "the environment variable NOVITA_API_KEY",
  config: "the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`)",
  provider: "the apiKey of the provider in the program",
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings: `NOVITA_API_KEY`, `NOVITA_BASE_URL` and `NOVITA_ALLOW_HTTP` of the environment win over
 * `novita:apiKey`, `novita:baseUrl` and `novita:allowHttp` of the stack config; `novita:orphans` and `novita:owner` are
 * of the config alone.
 *
 * @throws ConfigurationError when one is missing or cannot be used.
 */
export function readSettings(config: Config | undefined, env: Environment): Settings {
  const from = (variable: string, key: string): string | undefined =>
    env[variable] || config?.get(key) || undefined;
  return {
    apiKey: parseApiKey(from("NOVITA_API_KEY", "novita:apiKey")),
    keySource: env.NOVITA_API_KEY ? keySources.environment : keySources.config,
    baseUrl: parseBaseUrl(
      from("NOVITA_BASE_URL", "novita:baseUrl") ?? DEFAULT_BASE_URL,
      from("NOVITA_ALLOW_HTTP", "novita:allowHttp"),
    ),
    orphans: parseOrphans(config?.get("novita:orphans")),
    owner: parseOwner(config?.get("novita:owner")),
  };
}

function parseOrphans(text: string | undefined): OrphanPolicy {
  if (text === undefined || text === "" || text === "report") return "report";
  if (text === "adopt") return text;
  throw new ConfigurationError(
    `The config novita:orphans must be "report" or "adopt", but is ${quoted(text)}. Set it with \`pulumi config set novita:orphans report\`.`,
  );
}

/** Room for a name, an address or an id. */
const LONGEST_OWNER = 200;

function parseOwner(text = ""): string {
  const owner = text.trim();
  if (owner.length <= LONGEST_OWNER && !/\p{Cc}/u.test(owner)) return owner;
  const why =
    owner.length > LONGEST_OWNER ? `has ${owner.length}` : "contains line breaks or other control characters";
  throw new ConfigurationError(
    `The config novita:owner must be one line of at most ${LONGEST_OWNER} characters, but ${why}. Set it with \`pulumi config set novita:owner <a name that no other backend or team has>\`.`,
  );
}
