import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from "fastify";
import { readFault } from "../faults/readFault";
import type { Desk } from "../http/desk";
import { settle } from "../instances/time/settle";
import { operations } from "../operations";
import { changeInstance } from "./changeInstance";
import { changeOptions } from "./changeOptions";
import { changeResource } from "./changeResource";
import { ControlError } from "./controlError";
import { faultView, instanceView, optionsView, resourceView, resourceViews } from "./views";

/** The side that steers the emulator and looks behind it. Needs no key, is in no log, and no fault touches it. */
export function controlRoutes(desk: Desk): FastifyPluginAsync {
  return async (app) => {
    answerErrors(app);
    app.addHook("preHandler", async () => settle(desk.world));
    instanceRoutes(app, desk);
    resourceRoutes(app, desk);
    faultRoutes(app, desk);
    app.get("/requests", async () => desk.log.entries());
    app.get("/options", async () => optionsView(desk.world));
    app.post("/options", async (request) => {
      changeOptions(desk.world, jsonOf(request));
      desk.save();
      return optionsView(desk.world);
    });
    app.post("/reset", async () => {
      desk.reset();
      desk.save();
      return {};
    });
  };
}

function instanceRoutes(app: FastifyInstance, desk: Desk): void {
  app.get("/instances", async () =>
    [...desk.world.state.instances.values()].map((one) => instanceView(desk.world, one)),
  );
  app.post<{ Params: { id: string } }>("/instances/:id", async (request) => {
    const changed = changeInstance(desk.world, request.params.id, jsonOf(request));
    desk.save();
    return instanceView(desk.world, changed);
  });
}

function resourceRoutes(app: FastifyInstance, desk: Desk): void {
  app.get("/resources", async () => resourceViews(desk.world));
  app.post<{ Params: { id: string } }>("/resources/:id", async (request) => {
    const changed = changeResource(desk.world, request.params.id, jsonOf(request));
    desk.save();
    return resourceView(desk.world, changed);
  });
}

function faultRoutes(app: FastifyInstance, desk: Desk): void {
  app.get("/faults", async () => desk.faults.list().map(faultView));
  app.post("/faults", async (request) => {
    const id = desk.faults.arm(readFault(jsonOf(request), operations));
    desk.save();
    return { id };
  });
  app.delete("/faults", async () => {
    desk.faults.clear();
    desk.save();
    return {};
  });
}

/** The body, whatever its content type says: this side is for people with curl. */
function jsonOf(request: FastifyRequest): unknown {
  try {
    return JSON.parse(String(request.body ?? "")) as unknown;
  } catch {
    throw new ControlError("The body must be a JSON object.");
  }
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(async (request, reply) => {
    await reply.code(400).send({ error: `The control side has no ${request.method} ${request.url}.` });
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const refused = error instanceof ControlError || (error.statusCode ?? 500) < 500;
    await reply.code(refused ? 400 : 500).send({ error: error.message });
  });
}
