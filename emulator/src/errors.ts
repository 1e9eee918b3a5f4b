/**
 * Every reason that the emulator gives, with its HTTP status and the text that goes with it when nothing better is known.
 * Reasons and statuses are those of the service's error table (section "GPU" and the gateway's own).
 */
export const REASONS = {
  UNKNOWN: [500, "unknown error"],
  UNAUTHORIZED: [401, "unauthorized"],
  FORBIDDEN: [403, "forbidden"],
  INVALID_API_KEY: [403, "invalid api-key"],
  API_NOT_FOUND: [404, "api not found"],
  RATE_LIMIT_EXCEEDED: [429, "rate limit exceeded"],
  VALIDATOR_PARAM: [400, "invalid parameter"],
  REQUEST: [400, "invalid request"],
  RESOURCE_NOT_FOUND: [400, "resource not found"],
  CONFLICT: [400, "conflict"],
  OPERATION_LIMIT: [400, "operation limit"],
  DEPENDENT_RESOURCE_STATE: [400, "dependent resource state"],
  INSUFFICIENT_RESOURCE: [400, "insufficient resource"],
  MIGRATE_INSUFFICIENT_RESOURCE: [400, "migrate insufficient resource"],
  CREATE_INSTANCE_LIMIT: [400, "create instance limit"],
  BALANCE_NOT_ENOUGH: [400, "balance not enough"],
  EXPIRED_OR_BALANCE_NOT_ENOUGH: [400, "expired or balance not enough"],
  UNSUPPORTED_BILLING_MODE: [400, "unsupported billing mode"],
  PREPAID_INSTANCE_NOT_SUPPORT_RELEASE: [400, "prepaid instance not support release"],
  CREATING_INSTANCE_NOT_SUPPORT_RENEWAL: [400, "creating instance not support renewal"],
  CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT: [400, "current cluster network storage not support"],
  NETWORK_STORAGE_NOT_FOUND: [400, "network storage not found"],
  NETWORK_STORAGE_IN_USE: [400, "network storage in use"],
  NETWORK_STORAGE_TOO_LARGE: [400, "network storage too large"],
  NETWORK_NOT_FOUND: [400, "network not found"],
  NETWORK_IN_USE: [400, "network in use"],
  NETWORK_MAX_LIMIT: [400, "network max limit"],
  IMAGE_AUTH_IN_USE: [400, "image auth in use"],
  TEMPLATE_NOT_FOUND: [400, "template not found"],
  JOB_NOT_FOUND: [400, "job not found"],
  /** Seen with a refusal that gave no reason. */
  "": [400, ""],
} as const satisfies Record<string, readonly [status: number, text: string]>;

export type Reason = keyof typeof REASONS;

/** The body of every error answer. */
export interface ErrorBody {
  /** The HTTP status again. */
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** An answer of the service that is an error. Thrown by operations, turned into HTTP in one place. */
export class ApiError extends Error {
  override readonly name = "ApiError" as const;

  constructor(
    readonly reason: Reason,
    message: string = REASONS[reason][1],
    readonly status: number = REASONS[reason][0],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  body(): ErrorBody {
    return { code: this.status, reason: this.reason, message: this.message, metadata: {} };
  }
}

/** What a gateway would say with this status: the body of a `status` fault that brings none of its own. */
export function bodyForStatus(status: number): ErrorBody {
  const known = Object.entries(REASONS).find(([, [code]]) => code === status);
  if (known) return { code: status, reason: known[0], message: known[1][1], metadata: {} };
  return { code: status, reason: "UNKNOWN", message: `status ${status}`, metadata: {} };
}
