import type { FastifyReply, FastifyRequest } from "fastify";
import type { Operation, Query } from "../operations/operation";
import type { Answer } from "./answer";
import type { Desk } from "./desk";
import { serve } from "./serve";

/** Brings a request from the network to {@link serve}, and its answer back. */
export async function exchange(
  desk: Desk,
  operation: Operation | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const [path = ""] = request.url.split("?");
  const outcome = await serve(desk, operation, {
    method: request.method,
    path,
    query: queryOf(request),
    authorization: request.headers.authorization,
    contentType: request.headers["content-type"],
    body: typeof request.body === "string" ? request.body : "",
  });
  if (outcome.kind === "cut") {
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return;
  }
  await send(reply, outcome.answer);
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

function queryOf(request: FastifyRequest): Query {
  const given = Object.entries(request.query as Record<string, string | string[]>);
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.at(-1) : value]),
  );
}
