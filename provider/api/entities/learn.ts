import { decodeInstance, decodeInstancePage, decodeProducts } from "./decode";
import type { Redactor } from "../redact";
import type { Page } from "./fields";
import { decodeImagePrewarms, type ImagePrewarm } from "./imagePrewarm";
import type { Instance } from "./instance";
import { decodeNetwork, decodeNetworks, type Network } from "./network";
import { decodeNetworkStorages } from "./networkStorage";
import { decodeRegistryAuths, type RegistryAuth } from "./registryAuth";
import { decodeTemplate, decodeTemplates, type Template } from "./template";

/** The readers of answers, which tell `redactor` what is secret and what things are called. */
export function learningReaders(redactor: Redactor) {
  const instance = (one: Instance): Instance => {
    const { id, name, productId, productName, imageUrl, clusterName, envs = [], statusMessage } = one;
    redactor.add(...one.secrets);
    redactor.addVariables(...envs.map(({ value }) => value));
    redactor.addLabels(id, name, productId, productName, imageUrl, clusterName);
    return statusMessage === undefined ? one : { ...one, statusMessage: redactor.redact(statusMessage) };
  };
  const network = (one: Network): Network => {
    redactor.addLabels(one.id, one.name);
    return one.error === undefined ? one : { ...one, error: redactor.redact(one.error) };
  };
  const template = (one: Template): Template => {
    redactor.addVariables(...(one.envs ?? []).map(({ value }) => value));
    redactor.addLabels(one.id, one.name, one.image);
    return one;
  };
  const named = <T extends { readonly id: string; readonly name?: string }>(one: T): T => {
    redactor.addLabels(one.id, one.name);
    return one;
  };
  const imagePrewarm = (task: ImagePrewarm): ImagePrewarm => {
    redactor.addLabels(task.id, task.imageUrl);
    return { ...task, reasons: task.reasons.map((reason) => redactor.redact(reason)) };
  };
  return {
    /** No secret is in the words of the service that say what is wrong with a thing. */
    instance: (json: unknown) => instance(decodeInstance(json)),
    instances: (json: unknown) => each(decodeInstancePage(json), instance),
    products: (json: unknown) => decodeProducts(json).map(named),
    networkStorages: (json: unknown) => each(decodeNetworkStorages(json), named),
    registryAuths: (json: unknown): RegistryAuth[] => {
      const auths = decodeRegistryAuths(json);
      redactor.add(...auths.map(({ password }) => password));
      return auths.map(named);
    },
    network: (json: unknown): Network | undefined => {
      const found = decodeNetwork(json);
      return found && network(found);
    },
    networks: (json: unknown) => each(decodeNetworks(json), network),
    template: (json: unknown) => template(decodeTemplate(json)),
    templates: (json: unknown) => each(decodeTemplates(json), template),
    imagePrewarms: (json: unknown) => each(decodeImagePrewarms(json), imagePrewarm),
  };
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
