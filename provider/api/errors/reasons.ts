import type { Target } from "../operations";
import type { ApiError } from "./errors";
import {
  AuthenticationError,
  BlockedError,
  InUseError,
  InvalidRequestError,
  NotFoundError,
  OutOfStockError,
  PrepaidInstanceError,
  RateLimitError,
  ServerError,
  WrongStateError,
} from "./errors";
import type { ErrorBody } from "./errorBody";
import { CHECK_ADDRESS } from "./fault";

/** A kind of refusal. */
interface Refusal {
  /** The class of error that it becomes, if anybody tells it apart. */
  readonly error?: typeof ApiError;
  /** What the user can do about it. */
  readonly advice: string;
  /** Those of the API's table "GPU" and of its gateway (API page 2.3) that mean it. */
  readonly reasons?: string;
}

export const authentication: Refusal = {
  error: AuthenticationError,
  advice: "Check the API key.",
  reasons:
    "UNAUTHORIZED FORBIDDEN FAILED_TO_AUTH GET_TOKEN_FAILED INVALID_USER_TOKEN USER_NOT_FOUND USER_NOT_ACTIVATED BANNED_USER MISSING_API_KEY INVALID_API_KEY API_NOT_ALLOWED",
};
const blocked: Refusal = {
  error: BlockedError,
  advice:
    "This is not the API's own answer: something in front of it refuses this client, and the API key was not looked at. Check the network, any VPN or proxy, and NOVITA_BASE_URL.",
};
const rateLimit: Refusal = {
  error: RateLimitError,
  advice: "Run fewer operations at once (`pulumi up --parallel 4`) or try again in a minute.",
  reasons: "RATE_LIMIT_EXCEEDED SEND_CODE_TOO_FAST",
};
const invalid: Refusal = {
  error: InvalidRequestError,
  advice: "Correct the value in the program.",
  reasons: "VALIDATOR_PARAM REQUEST INVALID_COMMAND_PARAM UNSUPPORTED_BILLING_MODE",
};
const wrongState: Refusal = {
  error: WrongStateError,
  advice:
    "Wait until the instance stops changing (`pulumi refresh` shows its status), then run `pulumi up` again.",
  reasons:
    "CONFLICT OPERATION_LIMIT DEPENDENT_RESOURCE_STATE CLUSTER_STATUS NODE_STATUS CREATING_INSTANCE_NOT_SUPPORT_RENEWAL NETWORK_STORAGE_UNAVAILABLE",
};
const nameTaken: Refusal = {
  error: InvalidRequestError,
  advice: "The name may be taken: choose another one, or leave `name` out to have one drawn.",
};
const inUse: Refusal = {
  error: InUseError,
  advice:
    "Something still uses it: an instance, until it is wholly gone, a template or a prewarm task. Delete that, or have it use something else, then run the same command again.",
  reasons: "NETWORK_STORAGE_IN_USE IMAGE_AUTH_IN_USE NETWORK_IN_USE",
};
const server: Refusal = {
  error: ServerError,
  advice: "This is a failure on the service's side; try again in a few minutes.",
};
/** Some of these end like a missing thing, and say nothing about any instance. */
const other: Refusal = {
  advice: "Look the reason up in Novita's documentation of error codes.",
  reasons:
    "WALLET_NOT_FOUND ORDER_NOT_FOUND SAVING_PLAN_ALREADY_EXISTS INSTANCE_LOCAL_STORAGE_NOT_FOUND JOB_NOT_FOUND TEMPLATE_NOT_FOUND TEMPLATE_IS_PRIVATE SERVERLESS_ENDPOINT_NOT_FOUND SERVERLESS_WORKER_NOT_FOUND SERVERLESS_PRODUCT_NOT_FOUND SERVERLESS_APP_NAME_IS_EXIST USER_ALREADY_EXISTS INVALID_USER_OR_PASSWORD INVALID_CODE USER_PHONE_NOT_CONSIST USER_ALREADY_ACTIVATED INVALID_PUBLIC_KEY INCORRECT_USER_SYNCER_REQUIRE_PARAMS SEND_MSG_ERROR",
};
const unexplained: Refusal = { advice: "Try again in a few minutes." };
/** The address is not the API's. */
export const address: Refusal = { advice: CHECK_ADDRESS, reasons: "API_NOT_FOUND" };

/** What only a reason tells. */
const particular: readonly Refusal[] = [
  {
    error: InvalidRequestError,
    advice: "Check imageUrl and, for a private registry, the credential that is named beside it.",
    reasons: "IMAGE_NOT_FOUND",
  },
  {
    error: InvalidRequestError,
    advice: "Check networkId; a VPC network serves its own cluster only, so clusterId has to fit.",
    reasons: "NETWORK_NOT_FOUND",
  },
  {
    error: InvalidRequestError,
    advice:
      "Choose another clusterId, or other networkStorages of an instance: not every cluster has network storage, and a storage serves its own cluster only.",
    reasons: "NETWORK_STORAGE_NOT_FOUND CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT",
  },
  {
    error: InvalidRequestError,
    advice: "Choose a smaller size.",
    reasons: "NETWORK_STORAGE_TOO_LARGE",
  },
  {
    error: OutOfStockError,
    advice:
      "Choose another productId or clusterId, fewer GPUs, or try again later. For a new instance, lifecycle.alternatives names other choices, and lifecycle.waitForStock waits.",
    reasons: "INSUFFICIENT_RESOURCE MIGRATE_INSUFFICIENT_RESOURCE GPU_SPEC_USED",
  },
  {
    advice: "Delete instances that are not needed, or ask Novita to raise the limit.",
    reasons: "CREATE_INSTANCE_LIMIT",
  },
  {
    advice: "Delete VPC networks that are not needed, or ask Novita to raise the limit.",
    reasons: "NETWORK_MAX_LIMIT",
  },
  {
    advice: "Top up the account in Novita's console, then run `pulumi up` again.",
    reasons: "BALANCE_NOT_ENOUGH EXPIRED_OR_BALANCE_NOT_ENOUGH WALLET_UNSUPPORT_RECHARGE_METHOD",
  },
  {
    error: PrepaidInstanceError,
    advice:
      "A monthly instance is paid in advance and stays until its term ends. Turn off auto-renewal (autoRenew: false), and take it out of the stack with `pulumi state delete <urn>`, or delete it after the term.",
    reasons: "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE",
  },
];

const refusals: ReadonlyMap<string, Refusal> = new Map(
  [authentication, rateLimit, invalid, wrongState, inUse, other, address, ...particular].flatMap((refusal) =>
    (refusal.reasons ?? "").split(" ").map((reason) => [reason, refusal]),
  ),
);

const gone: Refusal = { error: NotFoundError, advice: "It may have been deleted outside Pulumi." };
const wrongId: Refusal = {
  error: InvalidRequestError,
  advice: "Check the ids in the program: productId, clusterId, networkId, imageAuthId, networkStorages.",
};

/** What "not found" means, by what the operation is about. */
function missing(target: Target): Refusal {
  if (target === "account") return address;
  return target === "declaration" ? wrongId : gone;
}

/** The reasons that say so of the thing itself. In an answer about anything else they are about what the request names. */
const ownReasons: Partial<Record<Target, string>> = {
  networkStorage: "NETWORK_STORAGE_NOT_FOUND",
  network: "NETWORK_NOT_FOUND",
  template: "TEMPLATE_NOT_FOUND",
  job: "JOB_NOT_FOUND",
};

/** What can be in no wrong state: a conflict of it is one of names. */
const STATELESS: readonly Target[] = ["declaration", "template"];

const NOT_FOUND_MESSAGE = /not foun[dt]/i;
/** Seen by clients of the real service, with HTTP 400 and any reason or none. */
const WRONG_STATE_MESSAGE = /invalid[\s_-]state[\s_-]change/i;

/** An answer that is no success: its status, what its body says, and what the call was about. */
type Refused = ErrorBody & { readonly status: number; readonly target: Target };

/**
 * What an answer that is no success means. That the instance is busy decides whatever the reason; then that the thing
 * itself is gone; then the reason, if the table knows it; then "not found" in any of the service's spellings (API page 2.4: 404, `..._NOT_FOUND`, "not
 * found", "not fount"); then the HTTP status.
 */
export function refusalOf(answered: Refused): Refusal {
  const { status, reason, isPage, isOwn, target } = answered;
  if (isBusy(answered)) return wrongState;
  if (reason !== undefined && reason === ownReasons[target]) return missing(target);
  if (reason === "CONFLICT" && STATELESS.includes(target)) return nameTaken;
  const known = reason === undefined ? undefined : refusals.get(reason);
  if (known) return known;
  // Without a code and a reason it is hardly the API's, and says nothing about the key.
  if (!isOwn && (status === 401 || status === 403)) return blocked;
  // A page is never the API's, and says nothing about what exists.
  if (isPage && status < 500 && status !== 429) return address;
  if (isNotFound(answered)) return missing(target);
  if (status === 401 || status === 403) return authentication;
  if (status === 409) return wrongState;
  if (status === 429) return rateLimit;
  if (status >= 500) return server;
  if (status === 400 || status === 422) return invalid;
  return reason === undefined ? unexplained : other;
}

function isBusy({ status, reason, message }: Refused): boolean {
  return status === 400 && WRONG_STATE_MESSAGE.test(`${reason} ${message}`);
}

function isNotFound({ status, reason, message }: Refused): boolean {
  const says = reason?.endsWith("_NOT_FOUND") || NOT_FOUND_MESSAGE.test(message);
  return status === 404 || (status === 400 && says === true);
}
