import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { apiError, connectionError, readAnswer, unreadable } from "./answer";
import { ApiError, type CallContext, InDoubtError, NotFoundError, NovitaError } from "./errors";
import type { Fault } from "./fault";

const creating: CallContext = {
  doing: "Creating GPU instance",
  subject: '"trainer-1a2b"',
  target: "declaration",
};
const reading: CallContext = { doing: "Reading GPU instance", subject: "8097", target: "instance" };
const listing: CallContext = { doing: "Listing GPU instances", target: "account" };

const CHECK_KEY = "Check the API key.";
const BLOCKED =
  "This is not the API's own answer: something in front of it refuses this client, and the API key was not looked at. Check the network, any VPN or proxy, and NOVITA_BASE_URL.";
const SLOW_DOWN = "Run fewer operations at once (`pulumi up --parallel 4`) or try again in a minute.";
const CORRECT = "Correct the value in the program.";
const SETTLE =
  "Wait until the instance stops changing (`pulumi refresh` shows its status), then run `pulumi up` again.";
const OTHER_GPU =
  "Choose another productId or clusterId, fewer GPUs, or try again later. For a new instance, lifecycle.alternatives names other choices, and lifecycle.waitForStock waits.";
const FEWER = "Delete instances that are not needed, or ask Novita to raise the limit.";
const TOP_UP = "Top up the account in Novita's console, then run `pulumi up` again.";
const TERM =
  "A monthly instance is paid in advance and stays until its term ends. Turn off auto-renewal (autoRenew: false), and take it out of the stack with `pulumi state delete <urn>`, or delete it after the term.";
const DELETED = "It may have been deleted outside Pulumi.";
const IMAGE = "Check imageUrl and, for a private registry, the credential that is named beside it.";
const VPC = "Check networkId; a VPC network serves its own cluster only, so clusterId has to fit.";
const STORAGE =
  "Choose another clusterId, or other networkStorages of an instance: not every cluster has network storage, and a storage serves its own cluster only.";
const SMALLER = "Choose a smaller size.";
const FEWER_NETWORKS = "Delete VPC networks that are not needed, or ask Novita to raise the limit.";
const IN_USE =
  "Something still uses it: an instance, until it is wholly gone, a template or a prewarm task. Delete that, or have it use something else, then run the same command again.";
const IDS = "Check the ids in the program: productId, clusterId, networkId, imageAuthId, networkStorages.";
const LOOK_UP = "Look the reason up in Novita's documentation of error codes.";
const THEIRS = "This is a failure on the service's side; try again in a few minutes.";
const ADDRESS = "Check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.";

/** The reasons of API page 2.3, every one, with the status they come with. */
const reasons: [error: string, advice: string, status: number, reasons: string][] = [
  ["ServerError", THEIRS, 500, "UNKNOWN"],
  ["AuthenticationError", CHECK_KEY, 401, "UNAUTHORIZED FAILED_TO_AUTH"],
  ["AuthenticationError", CHECK_KEY, 403, "FORBIDDEN INVALID_API_KEY API_NOT_ALLOWED"],
  [
    "AuthenticationError",
    CHECK_KEY,
    400,
    "GET_TOKEN_FAILED INVALID_USER_TOKEN USER_NOT_FOUND USER_NOT_ACTIVATED BANNED_USER MISSING_API_KEY",
  ],
  ["RateLimitError", SLOW_DOWN, 429, "RATE_LIMIT_EXCEEDED SEND_CODE_TOO_FAST"],
  [
    "InvalidRequestError",
    CORRECT,
    400,
    "VALIDATOR_PARAM REQUEST INVALID_COMMAND_PARAM UNSUPPORTED_BILLING_MODE",
  ],
  ["NotFoundError", DELETED, 400, "RESOURCE_NOT_FOUND"],
  [
    "WrongStateError",
    SETTLE,
    400,
    "CONFLICT OPERATION_LIMIT DEPENDENT_RESOURCE_STATE CLUSTER_STATUS NODE_STATUS CREATING_INSTANCE_NOT_SUPPORT_RENEWAL",
  ],
  ["OutOfStockError", OTHER_GPU, 400, "INSUFFICIENT_RESOURCE MIGRATE_INSUFFICIENT_RESOURCE GPU_SPEC_USED"],
  ["ApiError", FEWER, 400, "CREATE_INSTANCE_LIMIT"],
  ["ApiError", FEWER_NETWORKS, 400, "NETWORK_MAX_LIMIT"],
  [
    "ApiError",
    TOP_UP,
    400,
    "BALANCE_NOT_ENOUGH EXPIRED_OR_BALANCE_NOT_ENOUGH WALLET_UNSUPPORT_RECHARGE_METHOD",
  ],
  ["ApiError", LOOK_UP, 500, "WALLET_NOT_FOUND"],
  ["PrepaidInstanceError", TERM, 400, "PREPAID_INSTANCE_NOT_SUPPORT_RELEASE"],
  ["InvalidRequestError", STORAGE, 400, "CUR_CLUSTER_NETWORK_STORAGE_NOT_SUPPORT NETWORK_STORAGE_NOT_FOUND"],
  ["InvalidRequestError", SMALLER, 400, "NETWORK_STORAGE_TOO_LARGE"],
  ["WrongStateError", SETTLE, 400, "NETWORK_STORAGE_UNAVAILABLE"],
  ["InUseError", IN_USE, 400, "NETWORK_STORAGE_IN_USE IMAGE_AUTH_IN_USE NETWORK_IN_USE"],
  ["InvalidRequestError", IMAGE, 400, "IMAGE_NOT_FOUND"],
  ["InvalidRequestError", VPC, 400, "NETWORK_NOT_FOUND"],
  [
    "ApiError",
    LOOK_UP,
    400,
    "ORDER_NOT_FOUND SAVING_PLAN_ALREADY_EXISTS INSTANCE_LOCAL_STORAGE_NOT_FOUND JOB_NOT_FOUND TEMPLATE_NOT_FOUND TEMPLATE_IS_PRIVATE",
  ],
  [
    "ApiError",
    LOOK_UP,
    400,
    "SERVERLESS_ENDPOINT_NOT_FOUND SERVERLESS_WORKER_NOT_FOUND SERVERLESS_PRODUCT_NOT_FOUND SERVERLESS_APP_NAME_IS_EXIST",
  ],
  [
    "ApiError",
    LOOK_UP,
    400,
    "USER_ALREADY_EXISTS INVALID_USER_OR_PASSWORD INVALID_CODE USER_PHONE_NOT_CONSIST USER_ALREADY_ACTIVATED INVALID_PUBLIC_KEY INCORRECT_USER_SYNCER_REQUIRE_PARAMS SEND_MSG_ERROR",
  ],
  ["ApiError", ADDRESS, 404, "API_NOT_FOUND"],
];

test.each(
  reasons.flatMap(([error, advice, status, names]) =>
    names.split(" ").map((reason) => [reason, status, error, advice] as const),
  ),
)("%s (HTTP %d) is a %s", (reason, status, error, advice) => {
  const body = JSON.stringify({ code: status, reason, message: "the service's words", metadata: {} });
  const thrown = apiError(reading, status, body);
  expect({ ...thrown, message: thrown.message, isNovita: thrown instanceof NovitaError }).toEqual({
    name: error,
    message: `Reading GPU instance 8097 failed: the service's words (${reason}, HTTP ${status}). ${advice}`,
    status,
    reason,
    apiMessage: "the service's words",
    why: `the service's words (${reason}, HTTP ${status})`,
    isNovita: true,
  });
});

const json = (fields: object): string => JSON.stringify(fields);
const LONG = "x".repeat(501);

/** Bodies without a reason that the table knows: [what, context, status, body, class, message]. */
const bodies: [string, CallContext, number, string, string, string][] = [
  ...(
    [
      [400, "InvalidRequestError", CORRECT],
      [401, "BlockedError", BLOCKED],
      [402, "ApiError", "Try again in a few minutes."],
      [403, "BlockedError", BLOCKED],
      [404, "NotFoundError", DELETED],
      [408, "ApiError", "Try again in a few minutes."],
      [409, "WrongStateError", SETTLE],
      [422, "InvalidRequestError", CORRECT],
      [429, "RateLimitError", SLOW_DOWN],
      [500, "ServerError", THEIRS],
      [502, "ServerError", THEIRS],
      [503, "ServerError", THEIRS],
      [504, "ServerError", THEIRS],
    ] as const
  ).map(([status, error, advice]): [string, CallContext, number, string, string, string] => [
    `an empty ${status}`,
    reading,
    status,
    "",
    error,
    `Reading GPU instance 8097 failed: the service gave no message (HTTP ${status}). ${advice}`,
  ]),
  ...(
    [
      [403, "error code: 1010", "error code: 1010"],
      [403, "error code: 1020\n", "error code: 1020"],
      [403, json({ message: "forbidden" }), "forbidden"],
      [401, json({ message: "Unauthorized" }), "Unauthorized"],
      [403, json({ title: "Error 1010: Access denied", error_code: 1010 }), "Error 1010: Access denied"],
      [403, json({ code: 1010, message: "banned" }), "banned"],
      [403, json({ error: { code: 403, message: "no" } }), "no"],
    ] as const
  ).map(([status, body, words]): [string, CallContext, number, string, string, string] => [
    `in front of the service: ${body}`,
    reading,
    status,
    body,
    "BlockedError",
    `Reading GPU instance 8097 failed: ${words} (HTTP ${status}). ${BLOCKED}`,
  ]),
  ...(
    [
      [403, json({ code: 403, message: "no" }), ""],
      [401, json({ code: "401", message: "no" }), ""],
      [403, json({ reason: "TOMORROWS_REASON", message: "no" }), "TOMORROWS_REASON, "],
      [403, json({ error: { code: "key_expired", message: "no" } }), "key_expired, "],
    ] as const
  ).map(([status, body, reason]): [string, CallContext, number, string, string, string] => [
    `about the key: ${body}`,
    reading,
    status,
    body,
    "AuthenticationError",
    `Reading GPU instance 8097 failed: no (${reason}HTTP ${status}). ${CHECK_KEY}`,
  ]),
  ...(
    [
      ["REQUEST", "invalid state change"],
      ["VALIDATOR_PARAM", "Invalid State Change: instance is starting"],
      ["INVALID_STATE_CHANGE", "no"],
    ] as const
  ).map(([reason, message]): [string, CallContext, number, string, string, string] => [
    `busy: ${reason} ${message}`,
    reading,
    400,
    json({ code: 400, reason, message }),
    "WrongStateError",
    `Reading GPU instance 8097 failed: ${message} (${reason}, HTTP 400). ${SETTLE}`,
  ]),
  ...[creating, { doing: "Changing template", subject: "7", target: "template" } as const].map(
    (context): [string, CallContext, number, string, string, string] => [
      `a name that is taken: ${context.doing}`,
      context,
      400,
      json({ code: 400, reason: "CONFLICT", message: "exists" }),
      "InvalidRequestError",
      `${context.doing} ${context.subject} failed: exists (CONFLICT, HTTP 400). The name may be taken: choose another one, or leave \`name\` out to have one drawn.`,
    ],
  ),
  [
    "busy, without a reason",
    reading,
    400,
    json({ message: "invalid state change" }),
    "WrongStateError",
    `Reading GPU instance 8097 failed: invalid state change (HTTP 400). ${SETTLE}`,
  ],
  [
    "a list has no subject",
    listing,
    500,
    json({ message: "boom" }),
    "ServerError",
    `Listing GPU instances failed: boom (HTTP 500). ${THEIRS}`,
  ],
  [
    "a new reason of the API",
    reading,
    409,
    json({ reason: "TOMORROWS_REASON", message: "no" }),
    "WrongStateError",
    `Reading GPU instance 8097 failed: no (TOMORROWS_REASON, HTTP 409). ${SETTLE}`,
  ],
  [
    "a new reason of something missing",
    reading,
    400,
    json({ reason: "INSTANCE_NOT_FOUND", message: "gone" }),
    "NotFoundError",
    `Reading GPU instance 8097 failed: gone (INSTANCE_NOT_FOUND, HTTP 400). ${DELETED}`,
  ],
  [
    "not found in words alone",
    reading,
    400,
    json({ message: "Instance Not Found" }),
    "NotFoundError",
    `Reading GPU instance 8097 failed: Instance Not Found (HTTP 400). ${DELETED}`,
  ],
  [
    "the service's own spelling",
    reading,
    400,
    json({ message: "instance not fount" }),
    "NotFoundError",
    `Reading GPU instance 8097 failed: instance not fount (HTTP 400). ${DELETED}`,
  ],
  [
    "not found in a server's failure says nothing",
    reading,
    500,
    json({ message: "upstream not found" }),
    "ServerError",
    `Reading GPU instance 8097 failed: upstream not found (HTTP 500). ${THEIRS}`,
  ],
  [
    "not found while creating is about what the program names",
    creating,
    400,
    json({ reason: "RESOURCE_NOT_FOUND", message: "product x not found" }),
    "InvalidRequestError",
    `Creating GPU instance "trainer-1a2b" failed: product x not found (RESOURCE_NOT_FOUND, HTTP 400). ${IDS}`,
  ],
  [
    "not found while listing is about the address",
    listing,
    404,
    "404 page not found\n",
    "ApiError",
    `Listing GPU instances failed: 404 page not found (HTTP 404). ${ADDRESS}`,
  ],
  [
    "an error that is a text",
    reading,
    400,
    json({ error: "bad thing" }),
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: bad thing (HTTP 400). ${CORRECT}`,
  ],
  [
    "an error that is an object",
    reading,
    400,
    json({ error: { code: "INSUFFICIENT_RESOURCE", message: "none left" } }),
    "OutOfStockError",
    `Reading GPU instance 8097 failed: none left (INSUFFICIENT_RESOURCE, HTTP 400). ${OTHER_GPU}`,
  ],
  [
    "a title",
    reading,
    503,
    json({ type: "about:blank", title: "Service Unavailable" }),
    "ServerError",
    `Reading GPU instance 8097 failed: Service Unavailable (HTTP 503). ${THEIRS}`,
  ],
  [
    "fields of other types",
    reading,
    400,
    json({ code: "400", reason: 7, message: ["x"], error: { message: {} }, title: null }),
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: the service gave no message (HTTP 400). ${CORRECT}`,
  ],
  [
    "plain text",
    reading,
    503,
    "upstream connect error\nreset",
    "ServerError",
    `Reading GPU instance 8097 failed: upstream connect error reset (HTTP 503). ${THEIRS}`,
  ],
  [
    "a text of JSON",
    reading,
    500,
    '"just words"',
    "ServerError",
    `Reading GPU instance 8097 failed: just words (HTTP 500). ${THEIRS}`,
  ],
  ...["null", "[1]", "42", "true"].map((body): [string, CallContext, number, string, string, string] => [
    `the JSON ${body}`,
    reading,
    500,
    body,
    "ServerError",
    `Reading GPU instance 8097 failed: the service gave no message (HTTP 500). ${THEIRS}`,
  ]),
  [
    "names of a prototype",
    reading,
    400,
    '{"__proto__":{"message":"p"},"constructor":"c","reason":"constructor","message":"toString"}',
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: toString (constructor, HTTP 400). ${CORRECT}`,
  ],
  [
    "words with a full stop of their own",
    reading,
    500,
    json({ message: "It broke. " }),
    "ServerError",
    `Reading GPU instance 8097 failed: It broke (HTTP 500). ${THEIRS}`,
  ],
  [
    "a terminal's orders",
    reading,
    400,
    json({ reason: "A\u001b[31mB", message: "a\u001b[2J\u0007b\nc\u202ed" }),
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: a b cd (A B, HTTP 400). ${CORRECT}`,
  ],
  [
    "a very long message",
    reading,
    400,
    json({ message: LONG, reason: "R".repeat(100) }),
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: ${"x".repeat(500)}… (${"R".repeat(80)}…, HTTP 400). ${CORRECT}`,
  ],
  [
    "a huge text",
    reading,
    500,
    "y".repeat(5_000_000),
    "ServerError",
    `Reading GPU instance 8097 failed: ${"y".repeat(500)}… (HTTP 500). ${THEIRS}`,
  ],
];

const PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
const page = (status: number, advice: string): string =>
  `Reading GPU instance 8097 failed: a web page came back in place of the API's answer (HTTP ${status}). ${advice}`;
const pages: typeof bodies = [
  ["a gateway's page", reading, 502, PAGE, "ServerError", page(502, THEIRS)],
  ["a page without a root", reading, 503, "502 <center>nginx</center>", "ServerError", page(503, THEIRS)],
  ["a page of a throttle", reading, 429, PAGE, "RateLimitError", page(429, SLOW_DOWN)],
  [
    "a page is no proof of absence",
    reading,
    404,
    `\ufeff<!DOCTYPE html>${PAGE}`,
    "ApiError",
    page(404, ADDRESS),
  ],
  ["a firewall's page says nothing about the key", reading, 403, PAGE, "BlockedError", page(403, BLOCKED)],
  [
    "a page within JSON",
    reading,
    500,
    json({ message: PAGE }),
    "ServerError",
    `Reading GPU instance 8097 failed: the service gave no message (HTTP 500). ${THEIRS}`,
  ],
  [
    "a sign that is no markup",
    reading,
    400,
    json({ message: "gpuNum must be < 8 and > 0, <nil> given" }),
    "InvalidRequestError",
    `Reading GPU instance 8097 failed: gpuNum must be < 8 and > 0, <nil> given (HTTP 400). ${CORRECT}`,
  ],
];

test.each([...bodies, ...pages])("a refusal: %s", (_, context, status, body, name, message) => {
  const thrown = apiError(context, status, body);
  expect({ name: thrown.name, message: thrown.message, status: thrown.status }).toEqual({
    name,
    message,
    status,
  });
});

test.each([300, 301, 302, 303, 307, 308])("a redirect (%d) is not followed, and shows no body", (status) => {
  const thrown = apiError(reading, status, json({ message: "moved to http://evil" }));
  expect(thrown).toEqual(
    new ApiError(
      `Reading GPU instance 8097 failed: the service answered with a redirect (HTTP ${status}), which is not followed, so that the key goes to no other host. ${ADDRESS}`,
      status,
      undefined,
      "",
    ),
  );
});

test("a secret is taken out before the message is cut, and does not hide what the message means", () => {
  const redact = (text: string): string => text.replace(/s{600}|not found/g, "[redacted]");
  const thrown = apiError(reading, 400, json({ message: `${"s".repeat(600)} not found` }), redact);
  expect(thrown).toBeInstanceOf(NotFoundError);
  expect(thrown.message).toBe(
    `Reading GPU instance 8097 failed: [redacted] [redacted] (HTTP 400). ${DELETED}`,
  );
});

const fixtures = join(__dirname, "../../../tests/fixtures/errors");
/** What each transcribed body becomes when one instance is read. */
const expected: Record<string, string> = {
  "apiNotFound.json": "ApiError",
  "balanceNotEnough.json": "ApiError",
  "createInstanceLimit.json": "ApiError",
  "creatingInstanceNotSupportRenewal.json": "WrongStateError",
  "curClusterNetworkStorageNotSupport.json": "InvalidRequestError",
  "dependentResourceState.json": "WrongStateError",
  "forbidden.json": "AuthenticationError",
  "imageAuthInUse.json": "InUseError",
  "imageNotFound.json": "InvalidRequestError",
  "insufficientResource.json": "OutOfStockError",
  "invalidApiKey.observed.json": "AuthenticationError",
  "networkInUse.json": "InUseError",
  "networkMaxLimit.json": "ApiError",
  "networkNotFound.json": "InvalidRequestError",
  "networkStorageInUse.json": "InUseError",
  "networkStorageNotFound.json": "InvalidRequestError",
  "networkStorageTooLarge.json": "InvalidRequestError",
  "prepaidInstanceNotSupportRelease.json": "PrepaidInstanceError",
  "rateLimitExceeded.json": "RateLimitError",
  "request.json": "InvalidRequestError",
  "resourceNotFound.404.json": "NotFoundError",
  "resourceNotFound.typo.json": "NotFoundError",
  "templateNotFound.json": "ApiError",
  "unauthorized.json": "AuthenticationError",
  "unknown.json": "ServerError",
  "unsupportedBillingMode.json": "InvalidRequestError",
  "validatorParam.json": "InvalidRequestError",
};

test("a key that is not accepted is named by where it came from, other refusals are not", () => {
  const context = { ...reading, keySource: "the environment variable NOVITA_API_KEY" };
  const advice = (status: number) =>
    apiError(context, status, json({ code: status, reason: "", message: "no" })).message;
  expect([401, 500].map(advice)).toEqual([
    "Reading GPU instance 8097 failed: no (HTTP 401). Check the API key: it came from the environment variable NOVITA_API_KEY.",
    "Reading GPU instance 8097 failed: no (HTTP 500). This is a failure on the service's side; try again in a few minutes.",
  ]);
});

test("the bodies transcribed from the API's pages", () => {
  const found = readdirSync(fixtures).map((file) => {
    const body = readFileSync(join(fixtures, file), "utf8");
    const { code, reason, message } = JSON.parse(body) as { code: number; reason: string; message: string };
    const thrown = apiError(reading, code, body);
    expect([thrown.status, thrown.reason, thrown.apiMessage]).toEqual([code, reason, message]);
    return [file, thrown.name];
  });
  expect(Object.fromEntries(found)).toEqual(expected);
});

test.each<[Fault, string | undefined, string]>([
  [
    "exhausted",
    "EMFILE",
    "this process may open no more connections (EMFILE). Run fewer operations at once (`pulumi up --parallel 4`), or raise the limit of open files (`ulimit -n`).",
  ],
  ["refused", "ECONNREFUSED", `the connection was refused (ECONNREFUSED). ${ADDRESS}`],
  [
    "unresolved",
    "ENOTFOUND",
    "the host name could not be resolved (ENOTFOUND). Check the network, NOVITA_BASE_URL or the config novita:baseUrl, and any proxy.",
  ],
  [
    "certificate",
    "CERT_HAS_EXPIRED",
    "the server's certificate was not accepted (CERT_HAS_EXPIRED). If a company proxy signs certificates, point NODE_EXTRA_CA_CERTS at its root certificate.",
  ],
  [
    "proxy",
    "the proxy answered HTTP 407",
    "the proxy set in the environment cannot be used (the proxy answered HTTP 407). Set HTTPS_PROXY to something like http://user:password@proxy.example.com:3128, or remove it.",
  ],
  [
    "tls",
    "EPROTO",
    "no secure connection could be made (EPROTO). Check that the base URL and any proxy in HTTPS_PROXY begin with the right one of http:// and https://.",
  ],
  [
    "timeout",
    undefined,
    "no answer arrived in time. Check the network and Novita's status page, then try again.",
  ],
  [
    "reset",
    "ECONNRESET",
    "the connection was cut before the whole answer arrived (ECONNRESET). Check the network, then try again.",
  ],
  ["garbled", "HPE_INVALID_CONSTANT", `the answer was not proper HTTP (HPE_INVALID_CONSTANT). ${ADDRESS}`],
  ["network", "ENETDOWN", "the network failed (ENETDOWN). Check the network, then try again."],
  ["tooLarge", undefined, `the answer was too large to be one of Novita's. ${ADDRESS}`],
  ["aborted", undefined, "it was stopped before an answer arrived. Run the command again."],
])("no answer: %s", (fault, detail, words) => {
  const thrown = connectionError(creating, { fault, detail, sent: true });
  expect({ ...thrown, message: thrown.message }).toEqual({
    name: "ConnectionError",
    message: `Creating GPU instance "trainer-1a2b" failed: ${words}`,
    why: words.slice(0, words.indexOf(". ")),
  });
});

test.each<[Fault, string | undefined, string]>([
  [
    "network",
    "EHOSTUNREACH",
    "no connection could be made (EHOSTUNREACH). Check the network, then try again.",
  ],
  [
    "timeout",
    "ETIMEDOUT",
    "no connection could be made in time (ETIMEDOUT). Check the network and Novita's status page, then try again.",
  ],
  [
    "reset",
    "the proxy: ECONNRESET",
    "the connection was cut before anything was sent (the proxy: ECONNRESET). Check the network, then try again.",
  ],
  ["refused", "ECONNREFUSED", `the connection was refused (ECONNREFUSED). ${ADDRESS}`],
])("no connection: %s", (fault, detail, words) => {
  const { message } = connectionError(creating, { fault, detail, sent: false });
  expect(message).toBe(`Creating GPU instance "trainer-1a2b" failed: ${words}`);
});

const unread = (why: string): string =>
  `Listing GPU instances failed: the service answered, but the answer could not be read: ${why}. If this repeats, check NOVITA_BASE_URL or the config novita:baseUrl, and any proxy on the way.`;

test("a success is JSON, or nothing", () => {
  expect(["", " \r\n", "{}", "[1]", '"id"', "null"].map((body) => readAnswer(listing, body))).toEqual([
    {},
    {},
    {},
    [1],
    "id",
    null,
  ]);
  expect(() => readAnswer(listing, "OK")).toThrow(unreadable(listing, "it is not JSON"));
  expect(unreadable(listing, "it is not JSON").why).toBe(
    "the service answered, but the answer could not be read: it is not JSON",
  );
  expect(() => readAnswer(listing, '{"a":')).toThrow(new Error(unread("it is not JSON")));
  expect(() => readAnswer(listing, PAGE)).toThrow(new Error(unread("it is a web page")));
});

test("a doubt carries the failure, its message, and nothing else", () => {
  const cause = connectionError(creating, { fault: "timeout", detail: undefined, sent: true });
  const doubt = new InDoubtError(cause);
  expect({ name: doubt.name, message: doubt.message, cause: doubt.cause }).toEqual({
    name: "InDoubtError",
    message: cause.message,
    cause,
  });
  expect(doubt).toBeInstanceOf(NovitaError);
  expect(inspect(new NovitaError("words"), { showHidden: true })).toMatch(/^NovitaError: words\n {4}at /);
});
