/** Requests over the network: transport, proxies, what may be repeated. */
export { type CallEnvironment, type CallOptions, perform } from "./call";
export { defaultRetryLimits, type RetryLimits } from "./retry";
export {
  createTransport,
  type HttpAnswer,
  type HttpRequest,
  type Transport,
  type TransportOptions,
} from "./transport";
