/**
 * What a tool that checks declarations can ask without a resource and without Pulumi, as `pulumi-novita/facts`: what
 * an instance or a network storage costs, which instances a declaration accepts, which ports it opens, when it expires, and what of it the program has marked as secret. The policy pack in `policy/` stands on it.
 */
export { type Choice, choicesOf } from "./choices";
export { openPrices, type Price, type Priced, type Prices, type PricesOptions } from "./prices";
export { hiddenIn, readPorts } from "../core";
export { exactUsd } from "../pricing";
export { type Expires, readExpires } from "../resources/gpuInstance";
export { hourlyUsdOf as storageHourlyUsd } from "../resources/networkStorage";
