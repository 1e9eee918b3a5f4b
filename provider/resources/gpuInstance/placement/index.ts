/** Which of the instances that a declaration accepts can be had, and the waiting for one. */
export { type Choice, choicesOf } from "./choices";
export { lookAt, type Sight } from "./look";
export { Patience, type StockWait, stockWaitMs } from "./patience";
export { whenInStock } from "./whenInStock";
