/** Novita's API: the client, and what its answers and failures are. Knows HTTP, and nothing of Pulumi. */
export { parseApiKey } from "./apiKey";
export { API_PATH, DEFAULT_BASE_URL, parseBaseUrl, sendsKeyInClear } from "./baseUrl";
export type { ListQuery } from "./calls";
export * from "./client";
export type * from "./companions";
export { type Clock, DeadlinePassed, systemClock, withDeadline } from "./clock";
export * from "./entities";
export * from "./errors";
export { Gate, type OnLimited } from "./gate";
export * from "./http";
export { isRecord, parseJson } from "./json";
export { type Operation, type OperationName, operations, type Priority } from "./operations";
export type * from "./records";
export { harmless, printable, REDACTED, Redactor, wellFormed } from "./redact";
