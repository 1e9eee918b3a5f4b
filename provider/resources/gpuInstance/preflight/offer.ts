import { hasUnknown, type View } from "../../../core";
import { describeQuote, type Quote } from "../../../pricing";
import { declaredName } from "../../asking";
import { type FieldName, fields } from "../generated/fields";
import type { Inputs } from "../inputs";
import { hourlyUsd, isOff } from "../power";

/** The inputs that a price depends on. */
export const priced = (Object.keys(fields) as FieldName[]).filter((name) => fields[name].priced);

/** Whether it is not known yet what is to be bought. */
export const isOpen = (inputs: Inputs): boolean =>
  hasUnknown([priced.map((name) => inputs[name]), inputs.lifecycle]);

/** How lines of a preview begin, which knows no other name yet. */
export const labelOf = (inputs: Inputs): string => declaredName(inputs) ?? inputs.productId;

/** What is offered, in words: product, price and stock; of what is declared off both prices. */
export function describe(inputs: Inputs, quote: Quote, view: View): string {
  const { productId, gpuNum, kind, month } = inputs;
  const isOffered = quote.hourlyUsd !== undefined && isOff(inputs) && !view.hides("lifecycle.power");
  const product = view.show("productId", quote.productName ?? productId);
  const count = kind === "cpu" ? "" : ` × ${view.show("gpuNum", `${gpuNum}`)}`;
  const offUsd = isOffered ? hourlyUsd(quote, inputs) : undefined;
  return `${product}${count}, ${describeQuote(quote, month, view, offUsd)}`;
}
