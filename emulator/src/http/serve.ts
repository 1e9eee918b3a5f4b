import { ApiError } from "../errors";
import { applyEffect, type Outcome } from "../faults/apply";
import { settle } from "../instances/time/settle";
import type { Birth } from "../instances/lifecycle";
import { operations } from "../operations";
import { API_ROOT, type Operation, pathOf, type Query } from "../operations/operation";
import { fieldsOf } from "../requests/fields";
import { failure, noPage, success, type Answer } from "./answer";
import type { Desk } from "./desk";
import { checkKey } from "./gate";

type Json = Readonly<Record<string, unknown>>;

/** A request to the API, whatever brought it. */
export interface ApiRequest {
  readonly method: string;
  /** With the API's root, without the query. */
  readonly path: string;
  readonly query: Query;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** Unread: broken JSON must get the service's answer, and must be seen by log and faults. */
  readonly body: string;
}

/** One request from arrival to answer, or to the cut connection. `operation` is undefined if the API has none. */
export async function serve(
  desk: Desk,
  operation: Operation | undefined,
  request: ApiRequest,
): Promise<Outcome> {
  const { method, path, query, body } = request;
  const answered = desk.log.open({
    at: desk.world.clock.now(),
    method,
    path,
    query,
    body: body === "" ? null : (parse(body) ?? body),
  });
  const effect = operation && desk.faults.take(operation);
  const outcome = await applyEffect(
    effect,
    (birth) => carryOut(desk, operation, request, birth),
    desk.waiting,
  );
  if (outcome.kind === "answer") answered(outcome.answer.status);
  return outcome;
}

/** Does what a request asks for and gives the answer to it. */
function carryOut(desk: Desk, operation: Operation | undefined, request: ApiRequest, birth: Birth): Answer {
  const { world } = desk;
  try {
    settle(world);
    desk.rate.check(world.state.settings.rate);
    if (!operation) return noSuchCall(request.path);
    checkKey(request.authorization, desk.apiKeys, world.quirks);
    const body = operation.method === "POST" ? readBody(request) : {};
    return success(operation.run(world, { body: fieldsOf(body), query: request.query, birth }), world.quirks);
  } catch (error) {
    return failure(error);
  } finally {
    // After a refusal too: an operation may fail for the client and be carried out.
    if (operation?.method === "POST") desk.save();
  }
}

/** Nothing at all is at this path, or nothing with this method. */
function noSuchCall(path: string): Answer {
  const methods = operations.filter((one) => pathOf(one) === path).map(({ method }) => method);
  if (methods.length > 0) {
    return failure(new ApiError("API_NOT_FOUND", "method not allowed", 405, { Allow: methods.join(", ") }));
  }
  return path.startsWith(`${API_ROOT}/`) ? noPage : failure(new ApiError("API_NOT_FOUND"));
}

function readBody(request: ApiRequest): Json {
  const type = request.contentType ?? "";
  if (!/^application\/json\b/i.test(type))
    throw new ApiError("REQUEST", "the Content-Type must be application/json");
  const json = parse(request.body);
  if (json === undefined) throw new ApiError("REQUEST", "the request body is not JSON");
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ApiError("REQUEST", "the request body is not a JSON object");
  }
  return json as Json;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
