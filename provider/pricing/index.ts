/** What an instance costs: quotes, the price list, the cap, and prices in words. */
export { AnswerCache, BRIEFLY } from "./answerCache";
export { affordable, capRefusal, overCap } from "./cap";
export { createPriceList, type PriceList, type Prices } from "./priceList";
export {
  HOURS_PER_MONTH,
  pricedAs,
  type Priced,
  quote,
  type Quote,
  roundUsd,
  stockOf,
  stoppedHourlyUsd,
} from "./quote";
export { describeHourly, describePrice, describeQuote, exactUsd, formatUsd } from "./words";
