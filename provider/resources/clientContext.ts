import type { NovitaClient } from "../api";
import { type Context, type Definition, Deployment, looking } from "../core";
import type { AnswerCache } from "../pricing";

/** What the operations of a process get from outside, for whichever resource. */
export type Outside = Omit<Context, "resource" | "deployment" | "lists" | "poller" | "progress">;

/** The context of a resource whose operations need the client alone. */
export interface ClientContext extends Context {
  readonly client: NovitaClient;
  /** What the service said a moment ago, to whichever resource. */
  readonly answers: AnswerCache;
}

/** Makes the context of such a resource, for a whole process. */
export const clientContextOf =
  (resource: Definition) =>
  (client: NovitaClient, outside: Outside, answers: AnswerCache): ClientContext => {
    const context = { ...outside, client, answers, resource, deployment: new Deployment() };
    return { ...context, ...looking(resource.api, context) };
  };
