/** Answers of the service, read leniently, and the secrets in them. */
export * from "./decode";
export { type Page, UnexpectedShape } from "./fields";
export * from "./imagePrewarm";
export type * from "./instance";
export { learnFromRequest, learningReaders } from "./learn";
export * from "./network";
export * from "./networkStorage";
export * from "./records";
export * from "./registryAuth";
export { rfc3339 } from "./rfc3339";
export * from "./template";
