import { type CallByName, type CallOptions, defined, type ListQuery, quoted, same } from "./calls";
import {
  decodeCreatedNetwork,
  decodeCreatedPrewarm,
  decodeCreatedStorage,
  decodePrewarmQuota,
  decodeTemplateId,
  type ImagePrewarm,
  type ImagePrewarmQuota,
  learningReaders,
  type Network,
  type NetworkStorage,
  type Page,
  type RegistryAuth,
  type Template,
} from "./entities";
import type { components } from "./generated/wire";
import type { Redactor } from "./redact";

type Wire = components["schemas"];

/** What the create endpoint of network storages takes. */
export type CreateNetworkStorageRequest = Wire["CreateNetworkStorageRequest"];
/** What a network storage is to be, beside its id. A size below the present one is refused. */
export interface NetworkStorageChange {
  readonly storageName: string;
  readonly storageSize: number;
}
/** What the save endpoint of registry credentials takes. */
export type SaveRegistryAuthRequest = Wire["SaveRegistryAuthRequest"];
/** What the create endpoint of VPC networks takes. */
export type CreateNetworkRequest = Wire["CreateNetworkRequest"];
/** What a template holds, for create and update. */
export type TemplateFields = Wire["TemplateFields"];
/** What the create endpoint of prewarm tasks takes. */
export type CreateImagePrewarmRequest = Wire["CreateImagePrewarmRequest"];

/** Which network storages a list shows; without a page size it shows all. */
export type NetworkStorageQuery = Partial<ListQuery> & { readonly storageId?: string };
/** Which templates a list shows; default: the account's own, private ones. */
export type TemplateQuery = ListQuery & { readonly channel?: "private" | "community" };
/** Which prewarm tasks a list shows; `name` is the image's. */
export type ImagePrewarmQuery = ListQuery & {
  readonly clusterId?: string;
  readonly state?: Wire["ImagePrewarmState"];
};

const nothing = (): void => undefined;

/** Calls of what an instance needs: storages, credentials, networks, templates, prewarmed images. */
export function companionsOf(call: CallByName, redactor: Redactor) {
  return {
    ...storagesOf(call, redactor),
    ...registryAuthsOf(call, redactor),
    ...networksOf(call, redactor),
    ...templatesOf(call, redactor),
    ...imagePrewarmsOf(call, redactor),
  };
}

function storagesOf(call: CallByName, redactor: Redactor) {
  const { networkStorages } = learningReaders(redactor);
  return {
    /** Creates a network storage and returns its id; `undefined` if the answer tells none: it is in the list then. */
    createNetworkStorage: (
      body: CreateNetworkStorageRequest,
      options?: CallOptions,
    ): Promise<string | undefined> =>
      call("createNetworkStorage", quoted(body.storageName), { body }, decodeCreatedStorage, options),
    listNetworkStorages: (
      { name, pageNum, pageSize, storageId }: NetworkStorageQuery,
      options?: CallOptions,
    ): Promise<Page<NetworkStorage>> => {
      const query = defined({ storageId, storageName: name, pageSize, pageNo: pageNum });
      return call("listNetworkStorages", undefined, { query }, networkStorages, options);
    },
    /** Sets name and size. */
    updateNetworkStorage: (id: string, change: NetworkStorageChange, options?: CallOptions) =>
      call("updateNetworkStorage", id, { body: { storageId: id, ...change } }, nothing, options),
    deleteNetworkStorage: (id: string, options?: CallOptions) =>
      call("deleteNetworkStorage", id, { body: { storageId: id } }, nothing, options),
  };
}

function registryAuthsOf(call: CallByName, redactor: Redactor) {
  const { registryAuths } = learningReaders(redactor);
  return {
    /** Stores a registry credential. The answer tells no id: the list does. */
    saveRegistryAuth: (body: SaveRegistryAuthRequest, options?: CallOptions) =>
      call("saveRegistryAuth", quoted(body.name), { body }, nothing, options),
    /** All of them: this list has no pages. */
    listRegistryAuths: (options?: CallOptions): Promise<RegistryAuth[]> =>
      call("listRegistryAuths", undefined, {}, registryAuths, options),
    deleteRegistryAuth: (id: string, options?: CallOptions) =>
      call("deleteRegistryAuth", id, { body: { id } }, nothing, options),
  };
}

function networksOf(call: CallByName, redactor: Redactor) {
  const read = learningReaders(redactor);
  return {
    /** Starts a VPC network and returns its id; `undefined` if the answer tells none: it is in the list then. */
    createNetwork: (body: CreateNetworkRequest, options?: CallOptions): Promise<string | undefined> =>
      call("createNetwork", quoted(body.name), { body }, decodeCreatedNetwork, options),
    /** The network of an id; `undefined` if the answer shows none, a `NotFoundError` if the service says so. */
    getNetwork: (id: string, options?: CallOptions): Promise<Network | undefined> => {
      const network = (json: unknown): Network | undefined => same(id, read.network(json), "VPC network");
      return call("getNetwork", id, { query: { networkId: id } }, network, options);
    },
    listNetworks: (query: ListQuery, options?: CallOptions): Promise<Page<Network>> =>
      call("listNetworks", undefined, { query: defined(query) }, read.networks, options),
    /** Renames a network: all that can be changed of one. */
    updateNetwork: (id: string, name: string, options?: CallOptions) =>
      call("updateNetwork", id, { body: { networkId: id, name } }, nothing, options),
    deleteNetwork: (id: string, options?: CallOptions) =>
      call("deleteNetwork", id, { body: { networkId: id } }, nothing, options),
  };
}

function templatesOf(call: CallByName, redactor: Redactor) {
  const read = learningReaders(redactor);
  return {
    /** Creates a template and returns its id. */
    createTemplate: (template: TemplateFields, options?: CallOptions): Promise<string> =>
      call("createTemplate", quoted(template.name), { body: { template } }, decodeTemplateId, options),
    getTemplate: (id: string, options?: CallOptions): Promise<Template> => {
      const template = (json: unknown): Template => same(id, read.template(json), "template");
      return call("getTemplate", id, { query: { templateId: id } }, template, options);
    },
    listTemplates: (
      { channel = "private", ...query }: TemplateQuery,
      options?: CallOptions,
    ): Promise<Page<Template>> => {
      const all = defined({ channel, isMyCommunity: "true", ...query });
      return call("listTemplates", undefined, { query: all }, read.templates, options);
    },
    /** Sets everything: what is left out may be cleared. */
    updateTemplate: (id: string, template: TemplateFields, options?: CallOptions) =>
      call("updateTemplate", id, { body: { template: { Id: id, ...template } } }, nothing, options),
    deleteTemplate: (id: string, options?: CallOptions) =>
      call("deleteTemplate", id, { body: { templateId: id } }, nothing, options),
  };
}

function imagePrewarmsOf(call: CallByName, redactor: Redactor) {
  const { imagePrewarms } = learningReaders(redactor);
  return {
    /** Starts to bring an image to a cluster and returns the id of the task. */
    createImagePrewarm: (body: CreateImagePrewarmRequest, options?: CallOptions): Promise<string> =>
      call("createImagePrewarm", quoted(body.imageUrl), { body }, decodeCreatedPrewarm, options),
    listImagePrewarms: (
      { pageNum, ...query }: ImagePrewarmQuery,
      options?: CallOptions,
    ): Promise<Page<ImagePrewarm>> =>
      call(
        "listImagePrewarms",
        undefined,
        { query: defined({ ...query, page: pageNum }) },
        imagePrewarms,
        options,
      ),
    /** Sets the note: all that can be changed of a task. */
    updateImagePrewarm: (id: string, note: string, options?: CallOptions) =>
      call("updateImagePrewarm", id, { body: { id, note } }, nothing, options),
    deleteImagePrewarms: (ids: readonly string[], options?: CallOptions) =>
      call("deleteImagePrewarms", ids.join(", "), { body: { ids } }, nothing, options),
    getImagePrewarmQuota: (options?: CallOptions): Promise<ImagePrewarmQuota> =>
      call("getImagePrewarmQuota", undefined, {}, decodePrewarmQuota, options),
  };
}
