import type { NovitaClient } from "../api";
import { type Context, type Definition, Deployment, looking } from "../core";

/** What the operations of a process get from outside, for whichever resource. */
export type Outside = Omit<Context, "resource" | "deployment" | "lists" | "poller" | "progress">;

/** The context of a resource whose operations need the client alone. */
export interface ClientContext extends Context {
  readonly client: NovitaClient;
}

/** Makes the context of such a resource, for a whole process. */
export const clientContextOf =
  (resource: Definition) =>
  (client: NovitaClient, outside: Outside): ClientContext => {
    const context = { ...outside, client, resource, deployment: new Deployment() };
    return { ...context, ...looking(resource.api, context) };
  };
