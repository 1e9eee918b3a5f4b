/** `lifecycle.expires`: when an instance is meant to end. Nothing ends by itself; it is only said. */
export { expiryOf, type Expires, readExpires } from "./expires";
export { expires, overAlready, whyExpired } from "./words";
