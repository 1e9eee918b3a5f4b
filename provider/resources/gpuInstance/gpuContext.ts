import type { NovitaClient } from "../../api";
import { type Context, Deployment, ListPoller } from "../../core";
import { createPriceList } from "../../pricing";
import { createCatalogue } from "./catalogue";
import type { GpuContext } from "./context";
import { gpuInstance } from "./definition";

/** What the operations of one process share, as it is when the process starts. */
export function gpuContext(
  client: NovitaClient,
  outside: Omit<Context, "resource" | "deployment" | "poller">,
): GpuContext {
  const { clock } = outside;
  const services = {
    client,
    prices: createPriceList(client, clock),
    catalogue: createCatalogue(client, clock),
  };
  return {
    ...outside,
    ...services,
    resource: gpuInstance,
    deployment: new Deployment(),
    poller: new ListPoller(gpuInstance.api, { clock, ...services }),
  };
}
