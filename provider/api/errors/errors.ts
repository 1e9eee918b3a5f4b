import type { Target } from "../operations";
import type { Fault } from "./fault";

/** Any failure the provider expects. Its message is complete: what, on what, why, and what to do. */
export class NovitaError extends Error {
  override readonly name: string = "NovitaError";
}

/** Whether a value is a failure the provider expects, and not a defect of its own. */
export function isNovitaError(error: unknown): error is NovitaError {
  return error instanceof NovitaError;
}

/** The provider's settings (key, base URL) cannot be used. */
export class ConfigurationError extends NovitaError {
  override readonly name = "ConfigurationError";
}

/** What every failed call of the API has: what was being done, to what. */
export interface CallContext {
  /** "Creating GPU instance". */
  readonly doing: string;
  /** `"trainer-1a2b"` or an id; absent for lists. */
  readonly subject?: string;
  /** What "not found" would be about. */
  readonly target: Target;
  /** The base URL, named if it may be the wrong one. */
  readonly address?: string;
}

/** The service answered, and said no. */
export class ApiError extends NovitaError {
  override readonly name: string = "ApiError";

  constructor(
    message: string,
    /** The HTTP status. */
    readonly status: number,
    /** The API's machine-readable reason such as `INSUFFICIENT_RESOURCE`; absent if it gave none. */
    readonly reason: string | undefined,
    /** The API's own words, harmless for a terminal. */
    readonly apiMessage: string,
  ) {
    super(message);
  }
}

/** The key is missing, wrong, or not allowed to do this. */
export class AuthenticationError extends ApiError {
  override readonly name = "AuthenticationError";
}
/** Something in front of the service refused the request; the API itself has not answered. */
export class BlockedError extends ApiError {
  override readonly name = "BlockedError";
}
/** What the request names does not exist. */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
}
/** Out of stock: no such GPU (or CPU) is available now. */
export class OutOfStockError extends ApiError {
  override readonly name = "OutOfStockError";
}
/** The account's balance does not cover it. */
export class InsufficientBalanceError extends ApiError {
  override readonly name = "InsufficientBalanceError";
}
/** The account may not have more instances. */
export class QuotaExceededError extends ApiError {
  override readonly name = "QuotaExceededError";
}
/** The service does not accept the values sent. */
export class InvalidRequestError extends ApiError {
  override readonly name = "InvalidRequestError";
}
/** Not in this state, or not now. */
export class WrongStateError extends ApiError {
  override readonly name = "WrongStateError";
}
/** A monthly instance cannot be deleted before its term ends. */
export class PrepaidInstanceError extends ApiError {
  override readonly name = "PrepaidInstanceError";
}
/** Too many requests, even after waiting. */
export class RateLimitError extends ApiError {
  override readonly name = "RateLimitError";
}
/** The service failed, or something between it and us. */
export class ServerError extends ApiError {
  override readonly name = "ServerError";
}

/** No answer arrived. */
export class ConnectionError extends NovitaError {
  override readonly name = "ConnectionError";

  constructor(
    message: string,
    /** What kept it from arriving. */
    readonly fault: Fault,
  ) {
    super(message);
  }
}

/** An answer arrived that is not what the API's pages describe. */
export class UnreadableAnswerError extends NovitaError {
  override readonly name = "UnreadableAnswerError";
}

/**
 * A request that must not be repeated failed so that the service may have carried it out all the same.
 * Its `cause` is the failure; whoever catches it has to look at what is really there.
 */
export class InDoubtError extends NovitaError {
  override readonly name = "InDoubtError";

  constructor(override readonly cause: NovitaError) {
    super(cause.message);
  }
}
