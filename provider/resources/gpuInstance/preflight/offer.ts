import type { View } from "../../../core";
import { describeQuote, type Quote } from "../../../pricing";
import type { Inputs } from "../inputs";

/** What is offered, in words: product, price and stock. */
export function describe({ productId, gpuNum, kind, month }: Inputs, quote: Quote, view: View): string {
  const product = view.show("productId", quote.productName ?? productId);
  const count = kind === "cpu" ? "" : ` × ${view.show("gpuNum", `${gpuNum}`)}`;
  return `${product}${count}, ${describeQuote(quote, month, view)}`;
}
