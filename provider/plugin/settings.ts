import { isDeepStrictEqual } from "node:util";
import { keySources, readSettings, type Settings } from "../account";
import { ConfigurationError, isRecord, NovitaError, parseJson, Redactor } from "../api";
import { type CheckFailure, hasUnknown, type Properties } from "../core";
import { open, seal } from "./values";

type Environment = Readonly<Record<string, string | undefined>>;

/** What a provider is configured with. */
export interface Configured {
  readonly settings: Settings;
  /** Whether the key was given to the provider resource, and so is in the state, as the last update has stored it. */
  readonly isKeyStored: boolean;
}

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
  const said = parseJson(env.PULUMI_CONFIG ?? "");
  const config = isRecord(said) ? said : {};
  const get = (key: string): string | undefined => {
    const name = key.replace("novita:", "");
    const given = values[name] ?? config[name];
    const text = given === undefined || given === null ? "" : String(given);
    return text || env[variables[name] ?? ""] || undefined;
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
    redactor.add(...secret.map((name) => String(values[name])));
    throw new ConfigurationError(redactor.redact(error.message));
  }
}

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
  return names.filter((name) => name !== "version" && !isDeepStrictEqual(before[name], after[name])).sort();
}
