import { isDeepStrictEqual } from "node:util";
import { keySources, readSettings, settingNames, type Settings } from "../account";
import { ConfigurationError, isRecord, NovitaError, parseJson, Redactor } from "../api";
import { type CheckFailure, hasUnknown, nearest, type Properties } from "../core";
import { open, rootOf, seal } from "./values";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a provider is configured with. */
export interface Configured {
  readonly settings: Settings;
  /** Whether the key was given to the provider resource, and so is in the state, as the last update has stored it. */
  readonly isKeyStored: boolean;
  /** How a state refers to the provider; absent if the engine does not tell. */
  readonly reference?: string;
}

/** What of a state is seen to by the process of a provider. */
export const isOwnOf =
  ({ reference }: Configured) =>
  (type: string, provider: string): boolean =>
    reference === undefined ? type.startsWith("novita:") : provider === reference;

const variables: Readonly<Record<string, string>> = {
  apiKey: "NOVITA_API_KEY",
  baseUrl: "NOVITA_BASE_URL",
  allowHttp: "NOVITA_ALLOW_HTTP",
};

/**
 * The settings of a provider: what the program gives it, then the config `novita:*`, which the engine passes to the
 * process, then the environment.
 *
 * @throws ConfigurationError when one is missing or cannot be used.
 */
export function configuredBy(args: Properties, env: Environment): Configured {
  const { values, secret } = open(args);
  const config = configIn(env);
  const get = (key: string): string | undefined => {
    const name = key.replace("novita:", "");
    return textOf(name, values[name] ?? config[name]) || env[variables[name] ?? ""] || undefined;
  };
  try {
    // The engine gives its default provider the config.
    const isOwn = Boolean(values.apiKey) && values.apiKey !== config.apiKey;
    const keySource = keySources[isOwn ? "provider" : config.apiKey ? "config" : "environment"];
    const settings = { ...readSettings({ get }, {}), keySource };
    return { settings, isKeyStored: Boolean(values.apiKey) };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    const redactor = new Redactor();
    redactor.add(...secret.map((place) => String(values[rootOf(place)])));
    throw new ConfigurationError(redactor.redact(error.message));
  }
}

/** The config `novita:*` of the stack, which the engine passes to the process. */
function configIn({ PULUMI_CONFIG = "" }: Environment): Properties {
  const said = parseJson(PULUMI_CONFIG);
  return isRecord(said) ? said : {};
}

/** A setting as text; empty if it is not given. */
function textOf(name: string, given: unknown): string {
  if (given === undefined || given === null) return "";
  // The engine writes a config with a structure as JSON.
  const meant = typeof given === "string" ? parseJson(given) : given;
  if (typeof meant !== "object" || meant === null) return String(given);
  const what = Array.isArray(meant) ? "a list" : "an object";
  throw new ConfigurationError(
    `The setting ${name} of the provider must be a single value, but is ${what}. Remove it, and set it again without a path: \`pulumi config rm novita:${name}\`, then \`pulumi config set novita:${name} <value>\`.`,
  );
}

/** Each key of a provider and of the config that is no setting, in two sentences: it would have no effect, and nobody would know. */
export function straySettings(news: Properties, env: Environment): readonly string[] {
  const config = configIn(env);
  const isStray = (name: string): boolean => !settingNames.includes(name) && !isOfEngine(name);
  const names = [...new Set([...Object.keys(news), ...Object.keys(config)])].filter(isStray);
  return names.map((name) => {
    const key = name in config ? `The config novita:${name}` : name;
    const meant = nearest(name, settingNames);
    const advice =
      meant === undefined ? `The settings are ${settingNames.join(", ")}.` : `Did you mean ${meant}?`;
    return `${key} is not a setting of this provider, and has no effect. ${advice}`;
  });
}

/** Where a provider comes from, as the engine and SDKs of any version say it beside the settings. */
const isOfEngine = (name: string): boolean => /^(version|parameterization|plugin.*|__.*)$/.test(name);

/** A provider's configuration as the state keeps it: with the key secret, however it was given. */
export function checkConfig(
  news: Properties,
  env: Environment,
): { readonly inputs: Properties; readonly failures: readonly CheckFailure[] } {
  const { values, secret } = open(news);
  const inputs = seal(values, [...secret, "apiKey"]);
  // A preview may not know it all yet, and the engine asks nothing else of such a provider.
  if (hasUnknown(values)) return { inputs, failures: [] };
  try {
    configuredBy(news, env);
    return { inputs, failures: [] };
  } catch (error) {
    if (!(error instanceof NovitaError)) throw error;
    // Without a property, whose value the engine would print.
    return { inputs, failures: [{ property: "", reason: error.message }] };
  }
}

/** Whether nothing of a configuration is open in this preview. */
export const isKnown = (args: Properties): boolean => !hasUnknown(open(args).values);

/**
 * The settings that are not as before. Nothing of a provider ever replaces it: that would replace all that it manages. But a
 * change has to be told, or the engine would configure with the old key and store the new one.
 */
export function changedConfig(olds: Properties, news: Properties): string[] {
  const [before, after] = [open(olds).values, open(news).values];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => !isOfEngine(name) && !isDeepStrictEqual(before[name], after[name])).sort();
}
