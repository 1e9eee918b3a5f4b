import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../errors";
import { applyEffect } from "../faults/apply";
import { settle } from "../instances/change";
import type { Birth } from "../instances/lifecycle";
import type { Operation, Query } from "../operations/operation";
import { fieldsOf } from "../requests/fields";
import { failure, success, type Answer } from "./answer";
import type { Desk } from "./desk";
import { checkKey } from "./gate";

type Json = Readonly<Record<string, unknown>>;

/** One request to the API from arrival to answer. `operation` is undefined where the API has none. */
export async function exchange(
  desk: Desk,
  operation: Operation | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const answered = note(desk, request);
  const effect = operation && desk.faults.take(operation.name);
  const outcome = await applyEffect(
    effect,
    (birth) => carryOut(desk, operation, request, birth),
    desk.waiting,
  );
  if (outcome.kind === "cut") {
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return;
  }
  answered(outcome.answer.status);
  await send(reply, outcome.answer);
}

/** Does what a request asks for and gives the answer to it. */
function carryOut(
  desk: Desk,
  operation: Operation | undefined,
  request: FastifyRequest,
  birth: Birth,
): Answer {
  const { world } = desk;
  try {
    settle(world);
    desk.rate.check(world.state.settings.rate);
    if (!operation) throw new ApiError("API_NOT_FOUND");
    checkKey(request.headers.authorization, desk.apiKeys, world.quirks);
    const body = operation.method === "POST" ? readBody(request) : {};
    const result = operation.run(world, { body: fieldsOf(body), query: queryOf(request), birth });
    if (operation.method === "POST") desk.save();
    return success(result, world.quirks);
  } catch (error) {
    return failure(error);
  }
}

/** The answers of the service are sent as they are: no encoding of ours may change a fault's raw text. */
export async function send(reply: FastifyReply, answer: Answer): Promise<void> {
  reply.code(answer.status).headers(answer.headers);
  if (answer.text === "") {
    await reply.send();
    return;
  }
  if (!reply.hasHeader("content-type")) reply.header("content-type", answer.type);
  await reply.serializer((text: string) => text).send(answer.text);
}

function note(desk: Desk, request: FastifyRequest): (status: number) => void {
  const [path = ""] = request.url.split("?");
  return desk.log.open({
    at: desk.world.clock.now(),
    method: request.method,
    path,
    query: queryOf(request),
    body: loggedBody(request.body),
  });
}

function queryOf(request: FastifyRequest): Query {
  const given = Object.entries(request.query as Record<string, string | string[]>);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  );
}

function readBody(request: FastifyRequest): Json {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\b/i.test(type))
    throw new ApiError("REQUEST", "the Content-Type must be application/json");
  const json = parse(String(request.body ?? ""));
  if (json === undefined) throw new ApiError("REQUEST", "the request body is not JSON");
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ApiError("REQUEST", "the request body is not a JSON object");
  }
  return json as Json;
}

function loggedBody(text: unknown): unknown {
  if (typeof text !== "string" || text === "") return null;
  return parse(text) ?? text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
