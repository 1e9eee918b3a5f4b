import type { Clock, NovitaClient, Product } from "../api";
import { known } from "../core";
import { AnswerCache, BRIEFLY } from "./answerCache";
import { type Priced, quote, type Quote, stockOf } from "./quote";

/** Asks the service for prices; one list serves a whole stack. */
export interface PriceList {
  /**
   * The quote for an instance; `undefined` if the service does not list the product.
   *
   * @throws NovitaError when the service cannot be asked.
   */
  quote(inputs: Priced): Promise<Quote | undefined>;
}

/** A price list that remembers what it was told. */
export interface RememberedPrices extends PriceList {
  /** The same, with the stock of the cluster that is asked for, if one is. */
  quoteThere(inputs: Priced): Promise<Quote | undefined>;
  /** The product of an instance as a cluster offers it, or any cluster; `undefined` if it does not. */
  product(inputs: Priced, clusterId?: string): Promise<Product | undefined>;
  /** Has the next quote asked for again. */
  forget(): void;
}

/** A price list that remembers each answer for a minute, and a failure for ten seconds. */
export function createPriceList(client: NovitaClient, clock: Clock): RememberedPrices {
  const memory = new AnswerCache(clock);
  const product: RememberedPrices["product"] = async (inputs, clusterId) => {
    const { kind = "gpu", billingMode = "onDemand", productId } = inputs;
    const asked = await memory.recall(`${kind}/${billingMode}/${clusterId}`, () =>
      kind === "cpu"
        ? client.listCpuProducts({ clusterId }, BRIEFLY)
        : client.listProducts({ billingMethod: billingMode, clusterId }, BRIEFLY),
    );
    return asked.find(({ id }) => id === productId);
  };
  const quoted = async (inputs: Priced): Promise<Quote | undefined> => {
    const found = await product(inputs);
    return found && quote(found, inputs);
  };
  return {
    product,
    quote: quoted,
    quoteThere: async (inputs) => {
      const found = await quoted(inputs);
      const clusterId = known(inputs.clusterId);
      const there = found && clusterId ? await product(inputs, clusterId) : undefined;
      return found && { ...found, ...(there && stockOf(there)) };
    },
    forget: () => memory.forget(),
  };
}
