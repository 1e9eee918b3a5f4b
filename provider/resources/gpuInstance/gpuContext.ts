import type { NovitaClient } from "../../api";
import { AnswerCache, createPriceList } from "../../pricing";
import { createCatalogue } from "./catalogue";
import { clientContextOf, type Outside } from "../clientContext";
import type { GpuContext } from "./context";
import { gpuInstance } from "./definition";

const contextOf = clientContextOf(gpuInstance);

/** What the operations of one process share, as it is when the process starts. */
export function gpuContext(
  client: NovitaClient,
  outside: Outside,
  answers = new AnswerCache(outside.clock),
): GpuContext {
  return {
    ...contextOf(client, outside, answers),
    prices: createPriceList(client, answers),
    catalogue: createCatalogue(client, answers),
  };
}
