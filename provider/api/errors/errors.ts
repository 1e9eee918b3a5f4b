import type { Operation } from "../operations";

/** Any failure the provider expects. Its message is complete: what, on what, why, and what to do. */
export class NovitaError extends Error {
  override readonly name: string = this.constructor.name;

  constructor(
    message: string,
    /** What happened, without the rest of the message: "the connection was refused". */
    readonly why: string = message,
  ) {
    super(message);
  }
}

/** The provider's settings (key, base URL) cannot be used. */
export class ConfigurationError extends NovitaError {}

/** What every failed call of the API has: what was being done, to what, and what "not found" would be about. */
export interface CallContext extends Pick<Operation, "doing" | "target"> {
  /** `"trainer-1a2b"` or an id; absent for lists. */
  readonly subject?: string;
  /** The base URL, named if it may be the wrong one. */
  readonly address?: string;
  /** Where the API key came from, named if it is not accepted: "the environment variable NOVITA_API_KEY". */
  readonly keySource?: string;
}

/** The service answered, and said no. */
export class ApiError extends NovitaError {
  constructor(
    message: string,
    /** The HTTP status. */
    readonly status: number,
    /** The API's machine-readable reason such as `INSUFFICIENT_RESOURCE`; absent if it gave none. */
    readonly reason: string | undefined,
    /** The API's own words, harmless for a terminal. */
    readonly apiMessage: string,
    why?: string,
  ) {
    super(message, why);
  }
}

/** The key is missing, wrong, or not allowed to do this. */
export class AuthenticationError extends ApiError {}
/** Something in front of the service refused the request; the API itself has not answered. */
export class BlockedError extends ApiError {}
/** What the request names does not exist. */
export class NotFoundError extends ApiError {}
/** The service does not accept the values sent. */
export class InvalidRequestError extends ApiError {}
/** Not in this state, or not now. */
export class WrongStateError extends ApiError {}
/** It cannot be deleted while something uses it: an instance does until it is wholly gone. */
export class InUseError extends WrongStateError {}
/** None of what was asked for is free now; nothing was made of the request. */
export class OutOfStockError extends ApiError {}
/** A monthly instance cannot be deleted before its term ends. */
export class PrepaidInstanceError extends ApiError {}
/** Too many requests, even after waiting. */
export class RateLimitError extends ApiError {}
/** The service failed, or something between it and us. */
export class ServerError extends ApiError {}

/** No answer arrived. */
export class ConnectionError extends NovitaError {}
/** An answer arrived that is not what the API's pages describe. */
export class UnreadableAnswerError extends NovitaError {}

/**
 * A request that must not be repeated failed so that the service may have carried it out all the same.
 * Its `cause` is the failure; whoever catches it has to look at what is really there.
 */
export class InDoubtError extends NovitaError {
  constructor(override readonly cause: NovitaError) {
    super(cause.message, cause.why);
  }
}
