import {
  ApiError,
  AuthenticationError,
  InsufficientBalanceError,
  InvalidRequestError,
  NotFoundError,
  OutOfStockError,
  PrepaidInstanceError,
  QuotaExceededError,
  RateLimitError,
  ServerError,
  WrongStateError,
} from "./errors";

type ApiErrorClass = typeof ApiError;

/** A kind of refusal: the class of error that it becomes, and what the user can do about it. */
interface Refusal {
  readonly error: ApiErrorClass;
  readonly advice: string;
}

const authentication: Refusal = {
  error: AuthenticationError,
  advice:
    "Check the API key: the environment variable NOVITA_API_KEY wins over the config novita:apiKey (set it with `pulumi config set --secret novita:apiKey`).",
};
const notFound: Refusal = { error: NotFoundError, advice: "It may have been deleted outside of Pulumi." };
const outOfStock: Refusal = {
  error: OutOfStockError,
  advice: "Choose another productId or clusterId, fewer GPUs, or try again later.",
};
const balance: Refusal = {
  error: InsufficientBalanceError,
  advice: "Top up the account in Novita's console, then run `pulumi up` again.",
};
const quota: Refusal = {
  error: QuotaExceededError,
  advice: "Delete instances that are not needed, or ask Novita to raise the limit.",
};
const invalid: Refusal = { error: InvalidRequestError, advice: "Correct the value in the program." };
const wrongState: Refusal = {
  error: WrongStateError,
  advice:
    "Wait until the instance has settled (`pulumi refresh` shows its status), then run `pulumi up` again.",
};
const prepaid: Refusal = {
  error: PrepaidInstanceError,
  advice:
    "A monthly instance is paid in advance and stays until its term ends. Turn off auto-renewal (autoRenew: false), and take it out of the stack with `pulumi state delete <urn>`, or delete it after the term.",
};
const rateLimit: Refusal = {
  error: RateLimitError,
  advice: "Run fewer operations at once (`pulumi up --parallel 4`) or try again in a minute.",
};
const server: Refusal = {
  error: ServerError,
  advice: "This is a failure on the service's side; try again in a few minutes.",
};
const other: Refusal = {
  error: ApiError,
  advice: "Look the reason up in Novita's documentation of error codes.",
};

/** The reasons of the API's table "GPU" and of its gateway (API page 2.3), by what a user can do about them. */
const refusals: ReadonlyMap<string, Refusal> = new Map(
  (
    [
      [
        authentication,
        "UNAUTHORIZED FORBIDDEN FAILED_TO_AUTH GET_TOKEN_FAILED INVALID_USER_TOKEN USER_NOT_FOUND USER_NOT_ACTIVATED BANNED_USER MISSING_API_KEY INVALID_API_KEY API_NOT_ALLOWED",
      ],
      [rateLimit, "RATE_LIMIT_EXCEEDED SEND_CODE_TOO_FAST"],
      [invalid, "VALIDATOR_PARAM REQUEST INVALID_COMMAND_PARAM UNSUPPORTED_BILLING_MODE"],
      [invalid, "NETWORK_STORAGE_TOO_LARGE CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT"],
      [
        wrongState,
        "CONFLICT OPERATION_LIMIT DEPENDENT_RESOURCE_STATE CLUSTER_STATUS NODE_STATUS CREATING_INSTANCE_NOT_SUPPORT_RENEWAL NETWORK_STORAGE_IN_USE NETWORK_STORAGE_UNAVAILABLE IMAGE_AUTH_IN_USE NETWORK_IN_USE",
      ],
      [outOfStock, "INSUFFICIENT_RESOURCE MIGRATE_INSUFFICIENT_RESOURCE GPU_SPEC_USED"],
      [quota, "CREATE_INSTANCE_LIMIT NETWORK_MAX_LIMIT"],
      [balance, "BALANCE_NOT_ENOUGH EXPIRED_OR_BALANCE_NOT_ENOUGH WALLET_UNSUPPORT_RECHARGE_METHOD"],
      [prepaid, "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE"],
      // These end like a missing thing, and say nothing about any instance.
      [other, "API_NOT_FOUND WALLET_NOT_FOUND ORDER_NOT_FOUND"],
    ] as const
  ).flatMap(([refusal, reasons]) => reasons.split(" ").map((reason) => [reason, refusal] as const)),
);

const NOT_FOUND_MESSAGE = /not foun[dt]/i;

/**
 * What an answer that is no success means. The reason decides where the table knows it; then "not found" in any of
 * the service's spellings (API page 2.4: 404, `..._NOT_FOUND`, "not found", "not fount"); then the HTTP status.
 */
export function refusalOf(status: number, reason: string | undefined, message: string): Refusal {
  const known = reason === undefined ? undefined : refusals.get(reason);
  if (known) return known;
  if (
    status === 404 ||
    (status === 400 && (reason?.endsWith("_NOT_FOUND") || NOT_FOUND_MESSAGE.test(message)))
  ) {
    return notFound;
  }
  if (status === 401 || status === 403) return authentication;
  if (status === 429) return rateLimit;
  if (status >= 500) return server;
  return status === 400 || status === 422 ? invalid : other;
}
