import { type CallByName, defined, type ListQuery, quoted, same, sending } from "./calls";
import {
  decodeCreatedNetwork,
  decodeCreatedPrewarm,
  decodeCreatedStorage,
  decodePrewarmQuota,
  decodeTemplateId,
  learningReaders,
  type Network,
  type Template,
} from "./entities";
import type { components } from "./generated/wire";
import type { CallOptions } from "./http";
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

/** Calls of what an instance needs: storages, credentials, networks, templates, prewarmed images. */
export function companionsOf(call: CallByName, redactor: Redactor) {
  const read = learningReaders(redactor);
  const send = sending(call);
  return {
    /** Creates a network storage and returns its id; `undefined` if the answer tells none: it is in the list then. */
    createNetworkStorage: (body: CreateNetworkStorageRequest, options?: CallOptions) =>
      call("createNetworkStorage", quoted(body.storageName), { body }, decodeCreatedStorage, options),
    listNetworkStorages: (
      { name, pageNum, pageSize, storageId }: NetworkStorageQuery,
      options?: CallOptions,
    ) => {
      const query = defined({ storageId, storageName: name, pageSize, pageNo: pageNum });
      return call("listNetworkStorages", undefined, { query }, read.networkStorages, options);
    },
    /** Sets name and size. */
    updateNetworkStorage: (id: string, change: NetworkStorageChange, options?: CallOptions) =>
      send("updateNetworkStorage", id, { storageId: id, ...change }, options),
    deleteNetworkStorage: (id: string, options?: CallOptions) =>
      send("deleteNetworkStorage", id, { storageId: id }, options),

    /** Stores a registry credential. The answer tells no id: the list does. */
    saveRegistryAuth: (body: SaveRegistryAuthRequest, options?: CallOptions) =>
      send("saveRegistryAuth", quoted(body.name), body, options),
    /** All of them: this list has no pages. */
    listRegistryAuths: (options?: CallOptions) =>
      call("listRegistryAuths", undefined, {}, read.registryAuths, options),
    deleteRegistryAuth: (id: string, options?: CallOptions) =>
      send("deleteRegistryAuth", id, { id }, options),

    /** Starts a VPC network and returns its id; `undefined` if the answer tells none: it is in the list then. */
    createNetwork: (body: CreateNetworkRequest, options?: CallOptions) =>
      call("createNetwork", quoted(body.name), { body }, decodeCreatedNetwork, options),
    /** The network of an id; `undefined` if the answer shows none, a `NotFoundError` if the service says so. */
    getNetwork: (id: string, options?: CallOptions) => {
      const network = (json: unknown): Network | undefined => same(id, read.network(json), "VPC network");
      return call("getNetwork", id, { query: { networkId: id } }, network, options);
    },
    listNetworks: (query: ListQuery, options?: CallOptions) =>
      call("listNetworks", undefined, { query: defined(query) }, read.networks, options),
    /** Renames a network: all that can be changed of one. */
    updateNetwork: (id: string, name: string, options?: CallOptions) =>
      send("updateNetwork", id, { networkId: id, name }, options),
    deleteNetwork: (id: string, options?: CallOptions) =>
      send("deleteNetwork", id, { networkId: id }, options),

    ...storedOf(call, redactor),
  };
}

/** Of those, what is stored for instances to come. */
function storedOf(call: CallByName, redactor: Redactor) {
  const read = learningReaders(redactor);
  const send = sending(call);
  return {
    /** Creates a template and returns its id. */
    createTemplate: (template: TemplateFields, options?: CallOptions) =>
      call("createTemplate", quoted(template.name), { body: { template } }, decodeTemplateId, options),
    getTemplate: (id: string, options?: CallOptions) => {
      const template = (json: unknown): Template => same(id, read.template(json), "template");
      return call("getTemplate", id, { query: { templateId: id } }, template, options);
    },
    listTemplates: ({ channel = "private", ...rest }: TemplateQuery, options?: CallOptions) => {
      const query = defined({ channel, isMyCommunity: "true", ...rest });
      return call("listTemplates", undefined, { query }, read.templates, options);
    },
    /** Sets everything: what is left out may be cleared. */
    updateTemplate: (id: string, template: TemplateFields, options?: CallOptions) =>
      send("updateTemplate", id, { template: { Id: id, ...template } }, options),
    deleteTemplate: (id: string, options?: CallOptions) =>
      send("deleteTemplate", id, { templateId: id }, options),

    /** Starts to bring an image to a cluster and returns the id of the task. */
    createImagePrewarm: (body: CreateImagePrewarmRequest, options?: CallOptions) =>
      call("createImagePrewarm", quoted(body.imageUrl), { body }, decodeCreatedPrewarm, options),
    listImagePrewarms: ({ pageNum, ...rest }: ImagePrewarmQuery, options?: CallOptions) => {
      const query = defined({ ...rest, page: pageNum });
      return call("listImagePrewarms", undefined, { query }, read.imagePrewarms, options);
    },
    /** Sets the note: all that can be changed of a task. */
    updateImagePrewarm: (id: string, note: string, options?: CallOptions) =>
      send("updateImagePrewarm", id, { id, note }, options),
    deleteImagePrewarms: (ids: readonly string[], options?: CallOptions) =>
      send("deleteImagePrewarms", ids.join(", "), { ids }, options),
    getImagePrewarmQuota: (options?: CallOptions) =>
      call("getImagePrewarmQuota", undefined, {}, decodePrewarmQuota, options),
  };
}
