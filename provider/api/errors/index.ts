/** What a failure of the service or of the way to it is called, and what it means. */
export { apiError, connectionError, noTurn, readAnswer, unreadable, unwanted } from "./answer";
export * from "./errors";
export { type Fault, faultFrom, TransportFault } from "./fault";
