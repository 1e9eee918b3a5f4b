import * as decode from "./decode";
import type { Redactor } from "../redact";
import type { Page } from "./fields";
import { decodeImagePrewarms, type ImagePrewarm } from "./imagePrewarm";
import type { Instance, InstancePage, Product } from "./instance";
import { decodeNetwork, decodeNetworks, type Network } from "./network";
import { decodeNetworkStorages, type NetworkStorage } from "./networkStorage";
import { decodeRegistryAuths, type RegistryAuth } from "./registryAuth";
import { decodeTemplate, decodeTemplates, type Template } from "./template";

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
    networkStorages: (json: unknown): Page<NetworkStorage> =>
      each(decodeNetworkStorages(json), (storage) => {
        redactor.addLabels(storage.id, storage.name);
        return storage;
      }),
    registryAuths: (json: unknown): RegistryAuth[] => {
      const auths = decodeRegistryAuths(json);
      redactor.add(...auths.map(({ password }) => password));
      redactor.addLabels(...auths.flatMap(({ id, name }) => [id, name]));
      return auths;
    },
    /** A network, with no secret in the words that say what is wrong with it. */
    network: (json: unknown): Network | undefined => {
      const network = decodeNetwork(json);
      return network && learnFromNetwork(redactor, network);
    },
    networks: (json: unknown): Page<Network> =>
      each(decodeNetworks(json), (network) => learnFromNetwork(redactor, network)),
    template: (json: unknown): Template => learnFromTemplate(redactor, decodeTemplate(json)),
    templates: (json: unknown): Page<Template> =>
      each(decodeTemplates(json), (template) => learnFromTemplate(redactor, template)),
    /** Prewarm tasks, with no secret in the words that say why they fail. */
    imagePrewarms: (json: unknown): Page<ImagePrewarm> =>
      each(decodeImagePrewarms(json), (task) => {
        redactor.addLabels(task.id, task.imageUrl);
        return { ...task, reasons: task.reasons.map((reason) => redactor.redact(reason)) };
      }),
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

function learnFromNetwork(redactor: Redactor, network: Network): Network {
  const { id, name, error } = network;
  redactor.addLabels(id, name);
  return error === undefined ? network : { ...network, error: redactor.redact(error) };
}

function learnFromTemplate(redactor: Redactor, template: Template): Template {
  const { id, name, image, envs = [] } = template;
  redactor.addVariables(...envs.map(({ value }) => value));
  redactor.addLabels(id, name, image);
  return template;
}

function each<T>({ items, ...rest }: Page<T>, learn: (item: T) => T): Page<T> {
  return { ...rest, items: items.map(learn) };
}

/** The fields of requests that hold secrets. `imageAuth` of a template is an id, and stands one level deeper. */
interface Secrets {
  readonly imageAuth?: string;
  readonly password?: string;
  readonly envs?: readonly { readonly value?: string }[];
  readonly template?: Pick<Secrets, "envs">;
}

/** What a request carries: the service may repeat it in a refusal. */
export function learnFromRequest(redactor: Redactor, body: unknown): void {
  const { imageAuth, password, envs = [], template } = (body ?? {}) as Secrets;
  redactor.add(imageAuth, imageAuth?.slice(imageAuth.indexOf(":") + 1), password);
  redactor.addVariables(...[...envs, ...(template?.envs ?? [])].map(({ value }) => value));
}
