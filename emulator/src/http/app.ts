import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { controlRoutes } from "../control/routes";
import { ApiError } from "../errors";
import { operations } from "../operations";
import { pathOf } from "../operations/operation";
import { failure } from "./answer";
import type { Desk } from "./desk";
import { exchange, send } from "./exchange";

const CONTROL_ROOT = "/_emulator";
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/** The HTTP side: routes to operations and to the control side. */
export function buildApp(desk: Desk): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, bodyLimit: BODY_LIMIT_BYTES, exposeHeadRoutes: false });
  takeBodiesAsText(app);
  for (const operation of operations) {
    app.route({
      method: operation.method,
      url: pathOf(operation),
      handler: (request, reply) => exchange(desk, operation, request, reply),
    });
  }
  void app.register(controlRoutes(desk), { prefix: CONTROL_ROOT });
  app.setNotFoundHandler((request, reply) => exchange(desk, undefined, request, reply));
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refused = (error.statusCode ?? 500) < 500;
    // fastify itself refuses some methods before it calls the handler of what is not found.
    if (refused && request.is404) return exchange(desk, undefined, request, reply);
    await send(reply, failure(refused ? new ApiError("REQUEST", error.message) : error));
  });
  return app;
}

/** Bodies are parsed where they are used: broken JSON must get the service's answer, and must be seen by log and faults. */
function takeBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
}
