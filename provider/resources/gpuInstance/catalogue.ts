import {
  type Cluster,
  InvalidRequestError,
  NotFoundError,
  type NovitaClient,
  NovitaError,
  type Page,
} from "../../api";
import { type AnswerCache, BRIEFLY } from "../../pricing";
import { clustersOf, hasCredential } from "../asking";

/** A thing of the account that belongs to a cluster: a network storage, or a VPC network. */
export interface Placed {
  readonly id: string;
  readonly clusterId?: string;
}

/** What an instance can name beside its product; each question throws a `NovitaError` when the service cannot be asked. */
export type Catalogue = ReturnType<typeof createCatalogue>;

/** A catalogue that remembers what it was told. A storage or network that the account does not have is `undefined`. */
export function createCatalogue(client: NovitaClient, memory: AnswerCache) {
  return {
    clusters: (): Promise<readonly Cluster[]> => clustersOf({ client, answers: memory }),
    storage: async (id: string): Promise<Placed | undefined> => {
      const list = (): Promise<Page<Placed>> => client.listNetworkStorages({ storageId: id }, BRIEFLY);
      const { items, total } = await memory.recall(`storage/${id}`, list);
      const found = items.find((each) => each.id === id);
      if (!found && total !== undefined && total > items.length) {
        throw new NovitaError(
          `Listing network storages failed: the list is not whole, so whether it has ${id} is not known.`,
        );
      }
      return found;
    },
    network: (id: string): Promise<Placed | undefined> =>
      memory.recall(`network/${id}`, () => client.getNetwork(id, BRIEFLY).catch(unknown)),
    hasCredential: (id: string): Promise<boolean> => hasCredential({ client, answers: memory }, id),
  };
}

/** An id that the service does not know, or takes for no id at all, is no network. */
function unknown(error: unknown): undefined {
  if (error instanceof NotFoundError || error instanceof InvalidRequestError) return;
  throw error;
}
