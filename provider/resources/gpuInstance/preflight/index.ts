/** What is asked of the service before anything is bought, reset or deleted for a replacement. */
export { credentialObstacles, mountObstacles } from "./obstacles";
export { buys, checkChange, checkPurchase } from "./purchase";
export { beforeReplacement } from "./replacement";
