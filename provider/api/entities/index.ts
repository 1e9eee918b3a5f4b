/** Answers of the service, read leniently, and the secrets in them. */
export * from "./decode";
export type * from "./instance";
export { learnFromRequest, learningReaders } from "./learn";
export { rfc3339 } from "./rfc3339";
