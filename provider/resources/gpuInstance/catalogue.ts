import { type Cluster, InvalidRequestError, type NovitaClient, type Placed } from "../../api";
import { type AnswerCache, BRIEFLY } from "../../pricing";

/** What an instance can name beside its product; each question throws a `NovitaError` when the service cannot be asked. */
export type Catalogue = ReturnType<typeof createCatalogue>;

/** A catalogue that remembers what it was told. A storage or network that the account does not have is `undefined`. */
export function createCatalogue(client: NovitaClient, memory: AnswerCache) {
  return {
    clusters: (): Promise<readonly Cluster[]> =>
      memory.recall("clusters", () => client.listClusters(BRIEFLY)),
    storage: async (id: string): Promise<Placed | undefined> => {
      const found = await memory.recall(`storage/${id}`, () => client.listNetworkStorages(id, BRIEFLY));
      return found.find((each) => each.id === id);
    },
    network: async (id: string): Promise<Placed | undefined> => {
      const found = await memory.recall(`network/${id}`, () => client.getNetwork(id, BRIEFLY).catch(unknown));
      return found.find((each) => each.id === id);
    },
    /** Ids of the stored registry credentials. */
    credentials: (): Promise<readonly string[]> =>
      memory.recall("credentials", () => client.listRegistryAuths(BRIEFLY)),
  };
}

/** An id that the service does not know, or takes for no id at all, is no network. */
function unknown(error: unknown): Placed[] {
  if (error instanceof InvalidRequestError) return [];
  throw error;
}
