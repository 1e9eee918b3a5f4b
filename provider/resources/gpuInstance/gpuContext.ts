import type { NovitaClient } from "../../api";
import { type Context, Deployment, looking } from "../../core";
import { AnswerCache, createPriceList } from "../../pricing";
import { createCatalogue } from "./catalogue";
import type { GpuContext } from "./context";
import { gpuInstance } from "./definition";

/** What the operations of one process share, as it is when the process starts. */
export function gpuContext(
  client: NovitaClient,
  outside: Omit<Context, "resource" | "deployment" | "lists" | "poller" | "progress">,
): GpuContext {
  const { clock } = outside;
  const answers = new AnswerCache(clock);
  const [prices, catalogue] = [createPriceList(client, answers), createCatalogue(client, answers)];
  const services = { client, prices, catalogue, answers };
  return {
    ...outside,
    ...services,
    resource: gpuInstance,
    deployment: new Deployment(),
    ...looking(gpuInstance.api, { ...outside, ...services }),
  };
}
