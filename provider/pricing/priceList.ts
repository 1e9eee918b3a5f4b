import type { NovitaClient, Product } from "../api";
import { known } from "../core";
import { type AnswerCache, BRIEFLY } from "./answerCache";
import { type Priced, quote, type Quote, stockOf } from "./quote";

/** Asks the service for prices, products and stock; a `NovitaError` when it cannot be asked. */
export type Prices = ReturnType<typeof createPriceList>;
/** As much of it as tells a price. */
export type PriceList = Pick<Prices, "quote">;

/** A price list that remembers what it was told; one serves a whole stack. */
export function createPriceList(client: NovitaClient, memory: AnswerCache) {
  const products = (
    kind: NonNullable<Priced["kind"]>,
    billingMode: NonNullable<Priced["billingMode"]>,
    clusterId?: string,
    gpuNum = 1,
  ): Promise<readonly Product[]> =>
    memory.recall(`products/${kind}/${billingMode}/${clusterId}/${gpuNum}`, () =>
      kind === "cpu"
        ? client.listCpuProducts({ clusterId }, BRIEFLY)
        : client.listProducts(
            { billingMethod: billingMode, clusterId, ...(gpuNum > 1 && { gpuNum }) },
            BRIEFLY,
          ),
    );
  /** The product of an instance as a cluster offers it, or any cluster, with so many GPUs; `undefined` if it does not. */
  const product = async (
    inputs: Priced,
    clusterId?: string,
    gpuNum?: number,
  ): Promise<Product | undefined> => {
    const { kind = "gpu", billingMode = "onDemand", productId } = inputs;
    return (await products(kind, billingMode, clusterId, gpuNum)).find(({ id }) => id === productId);
  };
  return {
    /** All products, or those of a cluster, with the stock of that cluster; of which so many GPUs are in stock, if several. */
    products,
    product,
    /** The quote for an instance; `undefined` if the service does not list the product. */
    quote: async (inputs: Priced): Promise<Quote | undefined> => {
      const found = await product(inputs);
      return found && quote(found, inputs);
    },
    /** The same, with the stock of so many GPUs, in the cluster that is asked for if one is. */
    quoteThere: async (inputs: Priced): Promise<Quote | undefined> => {
      const found = await product(inputs);
      const clusterId = known(inputs.clusterId) || undefined;
      const gpuNum = inputs.kind === "cpu" ? 1 : (known(inputs.gpuNum) ?? 1);
      const isToldAlready = gpuNum <= 1 || (found && stockOf(found).stock === "none");
      if (!found || (clusterId === undefined && isToldAlready)) return found && quote(found, inputs);
      const there = await product(inputs, clusterId, gpuNum);
      // A list of so many GPUs may leave out what has fewer.
      const lacking = gpuNum > 1 ? { stock: "none" } : {};
      return { ...quote(found, inputs), ...(there ? stockOf(there) : lacking) };
    },
  };
}
