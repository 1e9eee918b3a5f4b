import { type Clock, type Cluster, InvalidRequestError, type NovitaClient, type Placed } from "../../api";
import { AnswerCache, BRIEFLY } from "../../pricing";

/** What an instance can name beside its product; each question throws a `NovitaError` when the service cannot be asked. */
export interface Catalogue {
  clusters(): Promise<readonly Cluster[]>;
  /** `undefined` if the account has none of that id. */
  storage(id: string): Promise<Placed | undefined>;
  /** `undefined` if the account has none of that id. */
  network(id: string): Promise<Placed | undefined>;
  /** Ids of the stored registry credentials. */
  credentials(): Promise<readonly string[]>;
  /** Has everything asked for again. */
  forget(): void;
}

/** A catalogue that remembers each answer for a minute, and a failure for ten seconds. */
export function createCatalogue(client: NovitaClient, clock: Clock): Catalogue {
  const memory = new AnswerCache(clock);
  return {
    clusters: () => memory.recall("clusters", () => client.listClusters(BRIEFLY)),
    storage: async (id) => {
      const found = await memory.recall(`storage/${id}`, () => client.listNetworkStorages(id, BRIEFLY));
      return found.find((each) => each.id === id);
    },
    network: async (id) => {
      const found = await memory.recall(`network/${id}`, () => client.getNetwork(id, BRIEFLY).catch(unknown));
      return found.find((each) => each.id === id);
    },
    credentials: () => memory.recall("credentials", () => client.listRegistryAuths(BRIEFLY)),
    forget: () => memory.forget(),
  };
}

/** An id that the service does not know, or takes for no id at all, is no network. */
function unknown(error: unknown): Placed[] {
  if (error instanceof InvalidRequestError) return [];
  throw error;
}
