import * as decode from "./decode";
import type { Redactor } from "../redact";
import type { Instance, InstancePage, Product } from "./instance";

/** The readers of answers, which tell `redactor` what is secret and what things are called. */
export function learningReaders(redactor: Redactor) {
  return {
    /** An instance, with no secret in the words that say why it fails. */
    instance: (json: unknown): Instance => learnFromInstance(redactor, decode.decodeInstance(json)),
    page: (json: unknown): InstancePage => {
      const { instances, ...rest } = decode.decodeInstancePage(json);
      return { ...rest, instances: instances.map((each) => learnFromInstance(redactor, each)) };
    },
    products: (json: unknown): Product[] => {
      const products = decode.decodeProducts(json);
      redactor.addLabels(...products.flatMap(({ id, name }) => [id, name]));
      return products;
    },
  };
}

function learnFromInstance(redactor: Redactor, instance: Instance): Instance {
  const { id, name, productId, productName, imageUrl, clusterName, envs = [], statusMessage } = instance;
  redactor.add(...instance.secrets);
  redactor.addVariables(...envs.map(({ value }) => value));
  redactor.addLabels(id, name, productId, productName, imageUrl, clusterName);
  return statusMessage === undefined
    ? instance
    : { ...instance, statusMessage: redactor.redact(statusMessage) };
}

/** What a request carries: the service may repeat it in a refusal. */
export function learnFromRequest(redactor: Redactor, body: unknown): void {
  const { imageAuth, envs = [] } = (body ?? {}) as {
    readonly imageAuth?: string;
    readonly envs?: readonly { readonly value: string }[];
  };
  redactor.add(imageAuth, imageAuth?.slice(imageAuth.indexOf(":") + 1));
  redactor.addVariables(...envs.map(({ value }) => value));
}
