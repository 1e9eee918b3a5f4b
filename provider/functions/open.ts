import { type Config, connect, readSettings } from "../account";
import { NovitaError, printable, Redactor, systemClock } from "../api";
import { hiddenView, openView } from "../core";
import { AnswerCache } from "../pricing";
import { call, type FunctionName } from "./call";
import type { Functions } from "./generated/types";
import type { Asking } from "./lookups";

/** Asks functions of the account that the settings name. */
export interface OpenFunctions {
  /**
   * @param isSecret Whether no message may show an argument.
   * @throws NovitaError without secrets in its message.
   */
  ask<Name extends FunctionName>(
    name: Name,
    args: object,
    isSecret?: boolean,
  ): Promise<Functions[Name]["result"]>;
}

/** The service's own words may be part of it. */
const LONGEST_MESSAGE = 10_000;

/**
 * The functions over the real network, with the settings of the environment and the config as every operation takes them.
 * They are read, and the service is called, with the first question.
 */
export function openFunctions(
  config: Config,
  environment: Readonly<Record<string, string | undefined>>,
): OpenFunctions {
  const redactor = new Redactor();
  let asking: Asking | undefined;
  const open = (): Asking => {
    const settings = readSettings(config, environment);
    redactor.add(settings.apiKey);
    const client = connect({ ...settings, redactor });
    return { client, clock: systemClock, answers: new AnswerCache(systemClock) };
  };
  return {
    ask: async (name, args, isSecret = false) => {
      try {
        asking ??= open();
        if (isSecret) redactor.add(...Object.values(args).filter((each) => typeof each === "string"));
        return await call(name, asking, args, isSecret ? hiddenView : openView);
      } catch (error) {
        if (!(error instanceof NovitaError)) throw error;
        throw new NovitaError(printable(redactor.redactSentence(error.message), LONGEST_MESSAGE));
      }
    },
  };
}
