/**
 * What a tool that judges declarations can ask without a resource and without Pulumi, as `pulumi-novita/facts`: what
 * an instance costs, and which ports it opens. The policy pack in `policy/` stands on it.
 */
export { openPrices, type Price, type Priced, type Prices, type PricesOptions } from "./prices";
export { readPorts } from "../resources/gpuInstance/ports";
export { exactUsd } from "../resources/gpuInstance/priceCap";
