import { connect, readSettings } from "../account";
import { NovitaError, printable, Redactor, systemClock } from "../api";
import { AnswerCache, createPriceList, type Priced, type PriceList } from "../pricing";

export type { Priced } from "../pricing";

/** What a declared instance costs now, or in one sentence why that is not known. */
export type Price =
  { readonly kind: "known"; readonly hourlyUsd: number } | { readonly kind: "unknown"; readonly why: string };

/** Where the key and the address of the service come from; the environment wins, as for the provider itself. */
export interface PricesOptions {
  /** Reads `NOVITA_API_KEY` and `NOVITA_BASE_URL`. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The stack's config, in clear: `novita:apiKey`, `novita:baseUrl`. @default none */
  readonly config?: Readonly<Record<string, string | undefined>>;
}

/** Asks Novita for prices. */
export interface Prices {
  /**
   * USD an hour for the whole instance, disk included; a monthly price is spread over 730 hours a month. Answers
   * are remembered for a minute. Never fails: what goes wrong is the `why` of an unknown price, without secrets.
   */
  priceOf(inputs: Priced): Promise<Price>;
}

/** Longest `why`; the service's own words may be part of it. */
const LONGEST_WHY = 1_000;

/** Prices by the provider's own price list. Settings are read, and the service is called, with the first question. */
export function openPrices({ environment = process.env, config = {} }: PricesOptions = {}): Prices {
  const redactor = new Redactor();
  let list: PriceList | undefined;
  const open = (): PriceList => {
    const settings = readSettings({ get: (key) => config[key] }, environment);
    redactor.add(settings.apiKey);
    return createPriceList(connect(settings), new AnswerCache(systemClock));
  };
  return {
    priceOf: async (inputs) => {
      try {
        list ??= open();
        return priceFrom(await list.quote(inputs), inputs);
      } catch (error) {
        if (!(error instanceof NovitaError)) throw error;
        return { kind: "unknown", why: printable(redactor.redact(error.message), LONGEST_WHY) };
      }
    },
  };
}

function priceFrom(quote: Awaited<ReturnType<PriceList["quote"]>>, inputs: Priced): Price {
  const hourlyUsd = quote?.hourlyUsd;
  if (hourlyUsd !== undefined) return { kind: "known", hourlyUsd };
  const { productId, kind = "gpu", billingMode } = inputs;
  const mode = billingMode === undefined ? "" : ` for billingMode "${billingMode}"`;
  const why = quote
    ? `Novita names no price for product "${productId}"${mode}.`
    : `Novita does not list the ${kind} product "${productId}"${mode} now.`;
  return { kind: "unknown", why };
}
