/** Which of the instances that a declaration accepts can be had, and the waiting for one. */
export { type Choice, choiceOf, choicesOf, placed } from "./choices";
export { lookAgain, lookAt, mayPass, productIn, SHARED_MS, type Sight } from "./look";
export { Patience, type StockWait, stockWaitMs } from "./patience";
export { choiceRemark } from "./remark";
export { alternatives } from "./rule";
export { ADD_ANOTHER, clausesOf, noneOf, whenInStock } from "./whenInStock";
