import type { NovitaClient } from "../../api";
import { Deployment, looking } from "../../core";
import { AnswerCache, createPriceList } from "../../pricing";
import { createCatalogue } from "./catalogue";
import type { Outside } from "../clientContext";
import type { GpuContext } from "./context";
import { gpuInstance } from "./definition";

/** What the operations of one process share, as it is when the process starts. */
export function gpuContext(
  client: NovitaClient,
  outside: Outside,
  answers = new AnswerCache(outside.clock),
): GpuContext {
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
