/** Every resource, by the name that Pulumi knows it by. */
import { NovitaError, type NovitaClient } from "../api";
import { type Context, nearest } from "../core";
import { AnswerCache } from "../pricing";
import { clientContextOf, type Outside } from "./clientContext";
import { gpuContext } from "./gpuInstance";
import { imagePrewarm } from "./imagePrewarm";
import { network } from "./network";
import { networkStorage } from "./networkStorage";
import { registryAuth } from "./registryAuth";
import { template } from "./template";

export { clusterIds, clustersOf } from "./asking";

type MakeContext = (client: NovitaClient, outside: Outside, answers: AnswerCache) => Context;

const contexts: Readonly<Record<string, MakeContext>> = {
  GpuInstance: gpuContext,
  Network: clientContextOf(network),
  NetworkStorage: clientContextOf(networkStorage),
  RegistryAuth: clientContextOf(registryAuth),
  ImagePrewarm: clientContextOf(imagePrewarm),
  Template: clientContextOf(template),
};

/** The types of all resources, first what costs most. */
export const resourceTypes = Object.keys(contexts);

/**
 * The contexts of one process: one for each resource that it is asked for, made when it is.
 *
 * @throws NovitaError for a type that this version does not know, such as one of a later version's state.
 */
export function contextsOf(client: NovitaClient, outside: Outside): (type: string) => Context {
  const made = new Map<string, Context>();
  const answers = new AnswerCache(outside.clock);
  return (type) => {
    const make = Object.hasOwn(contexts, type) ? contexts[type] : undefined;
    const context = made.get(type) ?? make?.(client, outside, answers);
    if (context === undefined) {
      const meant = nearest(type, resourceTypes);
      const advice = meant === undefined ? "Install" : `Did you mean ${meant}? Otherwise install`;
      throw new NovitaError(
        `This version of pulumi-novita knows no ${type}. ${advice} the version that the program was last run with, or a newer one.`,
      );
    }
    made.set(type, context);
    return context;
  };
}
